import { formatFloat } from '../../format/format-float.ts'
import { shortestDigits } from '../../format/float-digits.ts'
import type { Meter } from '../../meter.ts'
import { failTemplate } from '../../template-failure.ts'
import { GoInteger, GoMap, GoSlice } from '../../values/go-value.ts'
import type { GoValue } from '../../values/go-value.ts'
import { REPLACEMENT_RUNE, decodeRune } from '../../values/utf8.ts'

/** How JSON is written. */
export interface JsonStyle {
  /** `<`, `>` and `&` become escapes, so that JSON can stand in a script element. */
  readonly escapeHtml: boolean
  /** Two spaces per level instead of one line. */
  readonly indent: boolean
}

/**
 * A value as Go's `encoding/json` writes it.
 *
 * @throws TemplateFailure for NaN, infinities and years beyond 9999
 */
export function encodeJson(value: GoValue, style: JsonStyle, meter: Meter): string {
  return new JsonWriter(style, meter).write(value)
}

class JsonWriter {
  readonly #style: JsonStyle
  readonly #meter: Meter
  #text = ''

  constructor(style: JsonStyle, meter: Meter) {
    this.#style = style
    this.#meter = meter
  }

  write(value: GoValue): string {
    this.#value(value, 0)
    return this.#text
  }

  #append(text: string): void {
    this.#text += text
    if (this.#text.length > this.#meter.limits.textBytes) this.#meter.spendText(this.#text.length)
  }

  #value(value: GoValue, depth: number): void {
    this.#meter.spend(1)
    if (value instanceof GoSlice) {
      if (value.isNil) this.#append('null')
      else this.#list(value, depth)
    } else if (value instanceof GoMap) {
      if (value.isNil) this.#append('null')
      else this.#map(value, depth)
    } else {
      this.#append(this.#scalar(value))
    }
  }

  #scalar(value: GoValue): string {
    if (value === null || value === undefined) return 'null'
    if (typeof value === 'string') return quoteJson(value, this.#style.escapeHtml)
    if (typeof value === 'number') return formatNumber(value)
    if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
    if (value instanceof GoInteger) return String(value.value)
    if (value instanceof GoSlice || value instanceof GoMap) return 'null'
    return value.toJson() ?? failTemplate('value cannot be written as JSON')
  }

  #list(list: GoSlice, depth: number): void {
    this.#collection('[]', list.length, depth, (index) => this.#value(list.at(index), depth + 1))
  }

  #map(map: GoMap, depth: number): void {
    const keys = map.sortedKeys()
    this.#collection('{}', keys.length, depth, (index) => {
      const key = keys[index] ?? ''
      this.#append(quoteJson(key, this.#style.escapeHtml) + (this.#style.indent ? ': ' : ':'))
      this.#value(map.entries.get(key), depth + 1)
    })
  }

  #collection(
    brackets: '[]' | '{}',
    length: number,
    depth: number,
    item: (index: number) => void,
  ): void {
    const inner = this.#style.indent ? `\n${'  '.repeat(depth + 1)}` : ''
    const outer = this.#style.indent ? `\n${'  '.repeat(depth)}` : ''
    this.#append(brackets.charAt(0))
    this.#meter.nest(() => {
      for (let index = 0; index < length; index++) {
        this.#append((index > 0 ? ',' : '') + inner)
        item(index)
      }
    })
    this.#append((length > 0 ? outer : '') + brackets.charAt(1))
  }
}

/** The shortest digits; exponents below 1e-6 and from 1e21, without leading zeros. */
function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return failTemplate('value cannot be written as JSON')
  const { point } = shortestDigits(value)
  const exponential = value !== 0 && (point < -5 || point > 21)
  if (!exponential) return formatFloat(value, 'f')
  return formatFloat(value, 'e').replace(/e([+-])0([0-9])$/, 'e$1$2')
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

function quoteJson(text: string, escapeHtml: boolean): string {
  let quoted = '"'
  for (let position = 0; position < text.length;) {
    const { rune, width } = decodeRune(text, position)
    const character = text.slice(position, position + width)
    position += width
    const short = SHORT_ESCAPES.get(character)
    if (short !== undefined) quoted += short
    else if (rune < 0x20 || (escapeHtml && '<>&'.includes(character))) quoted += unicodeEscape(rune)
    // Line separators end a line in old JavaScript.
    else if (rune === 0x2028 || rune === 0x2029) quoted += unicodeEscape(rune)
    else if (rune === REPLACEMENT_RUNE && width === 1) quoted += unicodeEscape(rune)
    else quoted += character
  }
  return `${quoted}"`
}

function unicodeEscape(rune: number): string {
  return `\\u${rune.toString(16).padStart(4, '0')}`
}
