import type { YamlTree } from './tree.ts'

/** A change of the text: what stands from `start` to `end` becomes `text`. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Applies changes that do not overlap; those at the same place in the given order. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const parts: string[] = []
  let at = 0
  for (const splice of splices.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(text.slice(at, splice.start), splice.text)
    at = splice.end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

/** The line break of a text: that of its first line. */
export function lineBreakOf(text: string): '\n' | '\r\n' {
  return text[text.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n'
}

/** Offset of the first character of the line an offset is in. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** Offset behind the last character of the line an offset is in, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  if (end === -1) return text.length
  return text[end - 1] === '\r' && end > offset ? end - 1 : end
}

/** Whether an offset is at the end of the text, in a line that has no line break. */
export function endsInsideLine(text: string, end: number): boolean {
  return end === text.length && !text.endsWith('\n')
}

/** Offset of the line after the one an offset is in, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  return text.indexOf('\n', offset) + 1 || text.length
}

/**
 * Where what belongs to a block node ends: behind its last line with the comment on it, and behind
 * the last comment after it that stands at `column` or deeper. What follows that is outside.
 *
 * @param end - behind the node's last character
 */
export function endOfLines(text: string, end: number, column: number): number {
  // a block scalar ends behind its line break
  let result = end > 0 && text[end - 1] === '\n' ? end : nextLine(text, end)
  for (let line = result; line < text.length;) {
    const comment = /[ \t]*(#|\r?\n|$)/y
    comment.lastIndex = line
    const match = comment.exec(text)
    if (match === null) break
    const next = nextLine(text, line)
    if (match[1] === '#' && match[0].length > column) result = next
    line = next
  }
  return result
}

/** The change that puts lines below the line an offset is in. */
export function linesBelow(text: string, offset: number, lines: readonly string[]): Splice[] {
  if (lines.length === 0) return []
  const eol = lineBreakOf(text)
  const at = nextLine(text, offset)
  const lead = at < text.length || text.endsWith('\n') ? '' : eol
  return [{ start: at, end: at, text: lead + lines.map((line) => line + eol).join('') }]
}

/** The comments from `start` to before `end`. */
export function commentsBetween(tree: YamlTree, start: number, end: number): readonly number[] {
  const from = tree.comments.findIndex((offset) => offset >= start)
  if (from === -1) return []
  const to = tree.comments.findIndex((offset) => offset >= end)
  return tree.comments.slice(from, to === -1 ? undefined : to)
}

/** Offset behind the first comma outside comments, or `undefined`. */
export function commaBetween(tree: YamlTree, start: number, end: number): number | undefined {
  let at = start
  for (const comment of [...commentsBetween(tree, start, end), end]) {
    const comma = tree.text.slice(at, comment).indexOf(',')
    if (comma !== -1) return at + comma + 1
    at = lineEnd(tree.text, comment)
  }
  return undefined
}

/** In flow style, where the comment right behind a value ends, a comma before it or not; else `offset`. */
export function endOfRemark(tree: YamlTree, offset: number): number {
  const end = lineEnd(tree.text, offset)
  const comment = commentsBetween(tree, offset, end)[0]
  return comment !== undefined && /^[\s,]*$/.test(tree.text.slice(offset, comment)) ? end : offset
}
