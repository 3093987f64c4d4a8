import type { YamlPosition } from './yaml-stream.ts'

/** Turns offsets into lines and columns; asked for ascending offsets it reads the text once. */
export class PositionFinder {
  readonly #text: string
  readonly #firstLine: number
  #offset = 0
  #line: number
  #column = 1

  /** @param firstLine - the line on which `text` starts, counted from 1 */
  constructor(text: string, firstLine: number) {
    this.#text = text
    this.#firstLine = firstLine
    this.#line = firstLine
  }

  /** The place of an offset in UTF-16 units; columns count characters (code points). */
  find(offset: number): YamlPosition {
    if (offset < this.#offset) {
      this.#offset = 0
      this.#line = this.#firstLine
      this.#column = 1
    }
    while (this.#offset < offset) {
      const code = this.#text.codePointAt(this.#offset)
      if (code === undefined) break
      if (code === 0x0a) {
        this.#line++
        this.#column = 1
      } else {
        this.#column++
      }
      this.#offset += code > 0xffff ? 2 : 1
    }
    return { line: this.#line, column: this.#column }
  }
}
