import type { Meter } from '../meter.ts'
import { integerOf, typeName } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'
import { decodeRune } from '../values/utf8.ts'
import { NO_FLAGS } from './format-flags.ts'
import type { FormatFlags } from './format-flags.ts'
import { Printer } from './printer.ts'

/** Go refuses a width or precision beyond this. */
const LARGEST_WIDTH = 1_000_000

type Writable<T> = { -readonly [K in keyof T]: T[K] }

const FLAG_NAMES: ReadonlyMap<string, 'plus' | 'minus' | 'sharp' | 'space' | 'zero'> = new Map([
  ['+', 'plus'],
  ['-', 'minus'],
  ['#', 'sharp'],
  [' ', 'space'],
  ['0', 'zero'],
])

/**
 * `printf`: verbs with flags, width, precision, `*` and argument indexes; mistakes are written into
 * the text (`%!d(string=x)`), as Go does.
 */
export function sprintf(format: string, values: readonly GoValue[], meter: Meter): string {
  const formatter = new Formatter(format, values, meter)
  return formatter.run()
}

class Formatter {
  readonly #format: string
  readonly #values: readonly GoValue[]
  readonly #printer: Printer
  #position = 0
  #argument = 0
  /** Whether an argument index such as `[2]` was used: then left-over arguments are not reported. */
  #reordered = false
  #goodIndex = true
  #afterIndex = false

  constructor(format: string, values: readonly GoValue[], meter: Meter) {
    this.#format = format
    this.#values = values
    this.#printer = new Printer(meter)
  }

  run(): string {
    while (this.#position < this.#format.length) {
      const percent = this.#format.indexOf('%', this.#position)
      const end = percent < 0 ? this.#format.length : percent
      this.#printer.write(this.#format.slice(this.#position, end))
      this.#position = end + 1
      if (percent >= 0) this.#verb()
    }
    if (!this.#reordered) this.#reportExtra()
    return this.#printer.text
  }

  /** One verb; `#position` is behind the percent sign. */
  #verb(): void {
    const flags: Writable<FormatFlags> = { ...NO_FLAGS }
    this.#goodIndex = true
    this.#afterIndex = false
    for (;;) {
      const name = FLAG_NAMES.get(this.#peek())
      if (name === undefined) break
      flags[name] = true
      this.#position++
    }
    this.#index()
    this.#width(flags)
    this.#precision(flags)
    if (!this.#afterIndex) this.#index()
    if (this.#position >= this.#format.length) {
      this.#printer.write('%!(NOVERB)')
      return
    }
    const { width } = decodeRune(this.#format, this.#position)
    const verb = this.#format.slice(this.#position, this.#position + width)
    this.#position += width
    this.#write(verb, flags)
  }

  #write(verb: string, flags: Writable<FormatFlags>): void {
    if (verb === '%') {
      this.#printer.write('%')
    } else if (!this.#goodIndex) {
      this.#printer.write(`%!${verb}(BADINDEX)`)
    } else if (this.#argument >= this.#values.length) {
      this.#printer.write(`%!${verb}(MISSING)`)
    } else {
      if (verb === 'v' || verb === 'w') {
        flags.goSyntax = flags.sharp
        flags.sharp = false
        flags.plus = false
      }
      this.#printer.printVerb(this.#values[this.#argument], verb, flags)
      this.#argument++
    }
  }

  #width(flags: Writable<FormatFlags>): void {
    if (this.#peek() === '*') {
      this.#position++
      const width = this.#numberArgument()
      if (width === undefined) {
        this.#printer.write('%!(BADWIDTH)')
      } else {
        flags.width = Math.abs(width)
        if (width < 0) {
          flags.minus = true
          flags.zero = false
        }
      }
      this.#afterIndex = false
      return
    }
    const width = this.#number()
    if (width !== undefined) {
      flags.width = width
      if (this.#afterIndex) this.#goodIndex = false
    }
  }

  #precision(flags: Writable<FormatFlags>): void {
    if (this.#peek() !== '.' || this.#position + 1 >= this.#format.length) return
    this.#position++
    if (this.#afterIndex) this.#goodIndex = false
    this.#index()
    if (this.#peek() === '*') {
      this.#position++
      const precision = this.#numberArgument()
      if (precision === undefined || precision < 0) this.#printer.write('%!(BADPREC)')
      else flags.precision = precision
      this.#afterIndex = false
      return
    }
    flags.precision = this.#number() ?? 0
  }

  /** An argument index such as `[2]`, counted from one. */
  #index(): void {
    this.#afterIndex = false
    if (this.#peek() !== '[') return
    this.#reordered = true
    const close = this.#format.indexOf(']', this.#position)
    if (close < 0 || this.#position + 3 > this.#format.length) {
      this.#goodIndex = false
      this.#position++
      return
    }
    const text = this.#format.slice(this.#position + 1, close)
    this.#position = close + 1
    const valid = /^[0-9]+$/.test(text) && text.length <= 7
    const index = Number(text) - 1
    if (valid && index >= 0 && index < this.#values.length) {
      this.#argument = index
      this.#afterIndex = true
    } else {
      this.#goodIndex = false
      this.#afterIndex = valid
    }
  }

  /** Width or precision written in the format; one that is too large swallows the rest. */
  #number(): number | undefined {
    const digits =
      /^[0-9]*/.exec(this.#format.slice(this.#position, this.#position + 16))?.[0] ?? ''
    if (digits === '') return undefined
    // Go gives up before it reads one more digit after the number has become too large.
    const value = Number(digits)
    if (digits.length > 7 && Number(digits.slice(0, -1)) > LARGEST_WIDTH) {
      this.#position = this.#format.length
      return undefined
    }
    this.#position += digits.length
    return value
  }

  #numberArgument(): number | undefined {
    if (this.#argument >= this.#values.length) return undefined
    const value = integerOf(this.#values[this.#argument])
    this.#argument++
    if (value === undefined || value > LARGEST_WIDTH || value < -LARGEST_WIDTH) return undefined
    return Number(value)
  }

  #reportExtra(): void {
    const extra = this.#values.slice(this.#argument)
    if (extra.length === 0) return
    this.#printer.write('%!(EXTRA ')
    for (const [index, value] of extra.entries()) {
      if (index > 0) this.#printer.write(', ')
      if (value !== null && value !== undefined) this.#printer.write(`${typeName(value)}=`)
      this.#printer.print(value)
    }
    this.#printer.write(')')
  }

  #peek(): string {
    return this.#format.charAt(this.#position)
  }
}
