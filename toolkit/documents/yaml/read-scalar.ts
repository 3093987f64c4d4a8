import type { Scalar } from 'yaml'
import { resolvePlain } from './resolve-plain.ts'

const CORE = 'tag:yaml.org,2002:'

/** What a tag made of a scalar it does not fit, as opposed to null. */
export const MISFIT: unique symbol = Symbol('misfit')

/**
 * The value of a scalar node to Kubernetes, its tag taken into account: `!!int "5"` is a number,
 * an unknown tag leaves text.
 */
export function readScalar(
  node: Scalar.Parsed,
  text: string,
): string | number | boolean | null | typeof MISFIT {
  const content = scalarText(node, text)
  if (node.tag === undefined) return node.type === 'PLAIN' ? resolvePlain(content) : content
  if (!node.tag.startsWith(CORE)) return content
  const value = resolvePlain(content)
  switch (node.tag.slice(CORE.length)) {
    case 'binary':
      return decodeBinary(content) ?? MISFIT
    case 'int':
      return typeof value === 'number' && Number.isInteger(value) ? value : MISFIT
    case 'float':
      return typeof value === 'number' ? value : MISFIT
    case 'bool':
      return typeof value === 'boolean' ? value : MISFIT
    case 'null':
      return value === null ? value : MISFIT
    default:
      return content
  }
}

/** The package adds a line break to a block at the end of a file that has none; Go does not. */
function scalarText(node: Scalar.Parsed, text: string): string {
  const content = typeof node.value === 'string' ? node.value : ''
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'
  if (!isBlock || !content.endsWith('\n') || node.range[1] !== text.length) return content
  const isLastLineContent = /\S[^\n]*$/.test(text.slice(text.lastIndexOf('\n') + 1))
  return isLastLineContent || (!text.endsWith('\n') && /(?:^|\n) +\n$/.test(content))
    ? content.slice(0, -1)
    : content
}

function decodeBinary(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    return new TextDecoder().decode(bytes)
  } catch {
    return undefined
  }
}
