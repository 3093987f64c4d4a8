import type { YamlEntry } from '../../toolkit/documents/index.ts'

/** The lines of one entry of a block map, as indexes into the lines of its document. */
export interface EntryLines {
  readonly key: string
  /** Spaces before the key. */
  readonly indent: number
  /** First of the comment lines right above the key, at its own indentation; `start` when there are none. */
  readonly lead: number
  /** The line of the key. */
  readonly start: number
  /** Behind the last line, which may be blank or a comment that is indented more. */
  readonly end: number
}

/** A stretch of lines: from `from` up to, not including, `to`. */
export interface LineRange {
  readonly from: number
  readonly to: number
}

/**
 * Divides the lines of a block map among its entries, so that each can be moved as it is written.
 *
 * @param firstLine - number of the first of `lines` in the entries' own count
 * @returns `undefined` when the entries do not stand below each other
 */
export function splitEntries(
  entries: readonly YamlEntry[],
  lines: readonly string[],
  firstLine: number,
  range: LineRange,
): EntryLines[] | undefined {
  const indent = (entries[0]?.keySource.column ?? 1) - 1
  const starts = entries.map(({ keySource }) => keySource.line - firstLine)
  const leads = starts.map((start, index) => {
    if (index === 0) return range.from
    let lead = start
    while (isCommentAt(lines[lead - 1], indent)) lead--
    return lead
  })
  const parts = entries.map(({ key }, index) => ({
    key,
    indent,
    lead: leads[index] ?? 0,
    start: starts[index] ?? 0,
    end: leads[index + 1] ?? range.to,
  }))
  const isBlock =
    entries.every(({ keySource }) => keySource.column === indent + 1) &&
    parts.every(({ lead, start, end }) => lead >= range.from && lead <= start && start < end)
  return isBlock ? parts : undefined
}

/** The lines moved from one indentation to another; blank lines stay blank. */
export function reindent(lines: readonly string[], from: number, to: number): string[] {
  const more = ' '.repeat(Math.max(to - from, 0))
  const fewer = ' '.repeat(Math.max(from - to, 0))
  return lines.map((line) => {
    if (line.trim() === '') return line
    return `${more}${line.startsWith(fewer) ? line.slice(fewer.length) : line.trimStart()}`
  })
}

function isCommentAt(line: string | undefined, indent: number): boolean {
  return line?.search(/\S/) === indent && line[indent] === '#'
}
