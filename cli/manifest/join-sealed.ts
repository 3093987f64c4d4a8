import type { SealedText } from './seal-text.ts'
import { formatJson } from '../output/format-json.ts'

/**
 * One text of several sealed ones: a stream of YAML documents, or JSON objects one after the other.
 *
 * A text that is in the wanted format already is taken over as it is.
 */
export async function joinSealed(
  parts: readonly SealedText[],
  format: 'yaml' | 'json',
): Promise<string> {
  if (format === 'json') return parts.map(toJson).join('')
  const texts: string[] = []
  for (const part of parts) texts.push(await toYaml(part))
  return texts.reduce((all, text) => `${all}${separator(all, text)}${text}`)
}

function toJson(part: SealedText): string {
  if (part.format === 'json') return endLine(part.text)
  return part.values.map((value) => formatJson(value)).join('')
}

async function toYaml(part: SealedText): Promise<string> {
  if (part.format === 'yaml') return endLine(part.text)
  const { formatYaml } = await import('../../toolkit/documents/index.ts')
  return part.values.map((value) => formatYaml(value)).join('---\n')
}

function endLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

/** A directive may only follow the explicit end of the document before it. */
function separator(before: string, text: string): string {
  if (before === '' || /^---(\s|$)/.test(text)) return ''
  return /^%/m.test(text) ? '...\n' : '---\n'
}
