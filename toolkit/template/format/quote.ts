import { isPrintable } from '../values/unicode.ts'
import { REPLACEMENT_RUNE, decodeRune, encodeRune, isSurrogate } from '../values/utf8.ts'
import { MAX_RUNE } from '../values/utf8.ts'

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x0c, '\\f'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x09, '\\t'],
  [0x0b, '\\v'],
])

/** `text` as a double-quoted Go string constant; with `asciiOnly`, everything else is escaped. */
export function quoteText(text: string, asciiOnly = false): string {
  let quoted = '"'
  for (let position = 0; position < text.length;) {
    const { rune, width } = decodeRune(text, position)
    const malformed = rune === REPLACEMENT_RUNE && width === 1
    quoted += malformed
      ? `\\x${hex(text.charCodeAt(position), 2)}`
      : escapeRune(rune, '"', asciiOnly)
    position += width
  }
  return `${quoted}"`
}

/** A code point as a single-quoted Go character constant. */
export function quoteRune(rune: number, asciiOnly = false): string {
  const exists = rune >= 0 && rune <= MAX_RUNE && !isSurrogate(rune)
  return `'${escapeRune(exists ? rune : REPLACEMENT_RUNE, "'", asciiOnly)}'`
}

/** Whether a Go raw string can hold `text` unchanged. */
export function canBackquote(text: string): boolean {
  for (let position = 0; position < text.length;) {
    const { rune, width } = decodeRune(text, position)
    position += width
    if (width > 1) {
      if (rune === 0xfeff) return false
      continue
    }
    if (rune === REPLACEMENT_RUNE || rune === 0x60 || rune === 0x7f) return false
    if (rune < 0x20 && rune !== 0x09) return false
  }
  return true
}

function escapeRune(rune: number, quote: string, asciiOnly: boolean): string {
  const character = encodeRune(rune)
  if (character === quote || character === '\\') return `\\${character}`
  if (isPrintable(rune) && (!asciiOnly || rune < 0x80)) return character
  const escape = ESCAPES.get(rune)
  if (escape !== undefined) return escape
  if (rune < 0x20 || rune === 0x7f) return `\\x${hex(rune, 2)}`
  return rune < 0x10000 ? `\\u${hex(rune, 4)}` : `\\U${hex(rune, 8)}`
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
