import type { YamlDocument, YamlPath } from '../../toolkit/documents/index.ts'
import { type EntryLines, type LineRange, reindent, splitEntries } from './split-entries.ts'

/** The lines of a document whose root is a block map, and which of them were carried over. */
export class SourcePage {
  readonly lines: readonly string[]
  readonly #document: YamlDocument
  /** As it was when the page was read: the document moves on when it is rewritten. */
  readonly #firstLine: number
  readonly #carried = new Set<number>()

  private constructor(document: YamlDocument, lines: readonly string[]) {
    this.#document = document
    this.#firstLine = document.line
    this.lines = lines
  }

  /** @returns `undefined` when the document is not written in lines that can be moved */
  static of(document: YamlDocument): SourcePage | undefined {
    const text = document.nodeText([])
    if (text === undefined || document.source([])?.style !== 'block') return undefined
    const lines = text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n')
    return new SourcePage(document, lines)
  }

  /** Divides the block map at `path`, which stands in `range`; see {@link splitEntries}. */
  split(path: YamlPath, range: LineRange): EntryLines[] | undefined {
    return splitEntries(this.#document.entries(path), this.lines, this.#firstLine, range)
  }

  /** The lines of a range, from now on counted as carried over, moved to a deeper indentation. */
  carry(range: LineRange, from: number, to: number): string[] {
    for (let line = range.from; line < range.to; line++) this.#carried.add(line)
    return reindent(this.lines.slice(range.from, range.to), from, to)
  }

  /** The number that a line has in the document, by its index in {@link SourcePage.lines}. */
  numberOf(index: number): number {
    return index + this.#firstLine
  }

  /** Whether the line with this number in the document was carried over. */
  isCarried(line: number): boolean {
    return this.#carried.has(line - this.#firstLine)
  }
}
