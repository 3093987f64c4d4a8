import { WaxsealError } from '../../src/errors.ts'
import { type SealedSecret, toSealedSecretManifest } from '../../src/index.ts'
import { formatYaml, type YamlDocument, type YamlPosition } from '../../toolkit/documents/index.ts'
import { layOutSealed } from './lay-out-sealed.ts'
import { sameValue } from './same-value.ts'

/** Fields of a Secret that hold values. */
const VALUES = ['data', 'stringData']

/** What a rewritten document did not take along. */
export interface RewriteLosses {
  /** Lines of comments among the values: dropped on purpose. */
  readonly valueComments: readonly number[]
  /** How many other comments had no place in the new structure. */
  readonly otherComments: number
}

/**
 * Turns the document of a Secret into that of its SealedSecret, keeping what it can of layout and
 * comments. Whatever the layout, the document means exactly what {@link toSealedSecretManifest} says.
 */
export function rewriteSecret(document: YamlDocument, sealed: SealedSecret): RewriteLosses {
  const manifest = toSealedSecretManifest(sealed)
  const comments = document.comments([]).map(lineOf)
  const amongValues = new Set(VALUES.flatMap((key) => document.comments([key])).map(lineOf))
  const layout =
    document.format === 'json' ? undefined : layOutSealed(document, sealed, amongValues)
  const isKept = layout !== undefined && takes(document, layout.text, manifest)
  if (!isKept) {
    const isJson = document.format === 'json'
    document.replace(isJson ? JSON.stringify(manifest, null, 2) : formatYaml(manifest))
  }
  const lost = comments.filter((line) => !isKept || !layout.page.isCarried(line))
  const valueComments = lost.filter((line) => amongValues.has(line))
  return { valueComments, otherComments: lost.length - valueComments.length }
}

/** Whether the document, given this text, means what it should: layouts have too many corners. */
function takes(document: YamlDocument, text: string, manifest: unknown): boolean {
  try {
    document.replace(text)
  } catch (error) {
    if (error instanceof WaxsealError) return false
    throw error
  }
  return sameValue(document.value, manifest)
}

function lineOf({ line }: YamlPosition): number {
  return line
}
