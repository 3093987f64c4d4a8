/** Reads the parts of a time from a text, left to right. */
export class TimeReader {
  readonly #text: string
  readonly #mismatch: () => Error
  #position = 0

  /** @param mismatch - makes the error thrown when the text is not as wanted */
  constructor(text: string, mismatch: () => Error) {
    this.#text = text
    this.#mismatch = mismatch
  }

  /** Text of the layout that must stand here too; any number of spaces equals any other. */
  skip(layout: string): void {
    for (const [run] of layout.matchAll(/ +|[^ ]+/g)) {
      if (run.startsWith(' ')) {
        const atEnd = this.#position >= this.#text.length
        if (!atEnd && this.#text.charAt(this.#position) !== ' ') throw this.#mismatch()
        while (this.#text.charAt(this.#position) === ' ') this.#position++
      } else if (this.#text.startsWith(run, this.#position)) {
        this.#position += run.length
      } else {
        throw this.#mismatch()
      }
    }
  }

  expectEnd(): void {
    if (this.#position < this.#text.length) throw this.#mismatch()
  }

  optionalSpace(): void {
    if (this.#text.charAt(this.#position) === ' ') this.#position++
  }

  /** What a sticky pattern matches here. */
  optionally(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position
    const match = pattern.exec(this.#text)?.[0]
    if (match !== undefined) this.#position += match.length
    return match
  }

  /** What a sticky pattern must match here. */
  exactly(pattern: RegExp): string {
    const match = this.optionally(pattern)
    if (match === undefined) throw this.#mismatch()
    return match
  }

  /** One or two digits, or exactly two. */
  number(fixed: boolean, smallest: number, largest: number): number {
    const value = Number(this.exactly(fixed ? /[0-9]{2}/y : /[0-9]{1,2}/y))
    if (value < smallest || value > largest) throw this.#mismatch()
    return value
  }

  /** `least` to `most` digits. */
  digits(least: number, most: number): number {
    return Number(this.exactly(new RegExp(`[0-9]{${least},${most}}`, 'y')))
  }

  /** Four digits. */
  year(): number {
    return Number(this.exactly(/[0-9]{4}/y))
  }

  /** Two digits; Go also takes a sign and a digit. */
  shortYear(): number {
    return Number(this.exactly(/[0-9]{2}|[+-][0-9]/y))
  }

  /** Index of the name that stands here, in any case. */
  name(names: readonly string[]): number {
    const index = names.findIndex(
      (name) =>
        this.#text.slice(this.#position, this.#position + name.length).toLowerCase() ===
        name.toLowerCase(),
    )
    if (index < 0) throw this.#mismatch()
    this.#position += names[index]?.length ?? 0
    return index
  }
}
