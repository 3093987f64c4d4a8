import { needsEscapes } from './write-scalar.ts'

/** A literal block scalar: what stands behind the key, and the lines below, without line breaks. */
export interface LiteralBlock {
  readonly header: string
  readonly lines: readonly string[]
}

/**
 * Text as a literal block (`|`), or `undefined` when a block cannot hold it safely: white space at
 * the end of a line, which editors strip, a first line that starts with a tab, control characters.
 *
 * @param place - the column of the lines, and by how much they stand deeper than the parent node
 */
export function writeBlock(
  text: string,
  place: { readonly column: number; readonly step: number },
): LiteralBlock | undefined {
  if (!/\S/.test(text) || /[ \t](?:\n|$)/.test(text) || text.startsWith('\t')) return undefined
  if (needsEscapes(text.replaceAll(/[\n\t]/g, ''))) return undefined
  const first = text[0]
  // readers find the indentation by the first line, unless they are told
  const hint = first === ' ' || first === '\n' ? String(place.step) : ''
  const chomp = !text.endsWith('\n') ? '-' : text.endsWith('\n\n') ? '+' : ''
  if (hint.length > 1) return undefined
  const lines = text.split('\n')
  if (text.endsWith('\n')) lines.pop()
  const margin = ' '.repeat(place.column)
  return {
    header: `|${hint}${chomp}`,
    lines: lines.map((line) => (line === '' ? '' : margin + line)),
  }
}
