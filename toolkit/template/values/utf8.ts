/**
 * Text as Go has it: bytes that usually, but not always, are UTF-8.
 *
 * Inside the room every Go string is a JavaScript string with one byte per character (U+0000 to
 * U+00FF), so that length, index, slice and order are those of bytes, as in Go, and binary values
 * pass through unharmed.
 */

/** What Go puts in place of a byte that is not UTF-8. */
export const REPLACEMENT_RUNE = 0xfffd

/** The largest code point. */
export const MAX_RUNE = 0x10ffff

const ASCII = /^[\0-\x7f]*$/
const encoder = new TextEncoder()
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** One code point and the number of bytes it takes. */
export interface Rune {
  readonly rune: number
  readonly width: number
}

/** The bytes of a JavaScript string; a lone surrogate becomes U+FFFD. */
export function fromText(text: string): string {
  return ASCII.test(text) ? text : fromBytes(encoder.encode(text))
}

/** Bytes as a Go string. */
export function fromBytes(bytes: Uint8Array): string {
  const CHUNK = 8192
  let text = ''
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK))
  }
  return text
}

/** The bytes of a Go string. */
export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

/** A Go string as JavaScript text, or `undefined` when it is not UTF-8. */
export function toTextStrict(text: string): string | undefined {
  if (ASCII.test(text)) return text
  try {
    return strictDecoder.decode(toBytes(text))
  } catch {
    return undefined
  }
}

/** A Go string as JavaScript text, U+FFFD in place of every byte that is not UTF-8, as Go does. */
export function toText(text: string): string {
  if (ASCII.test(text)) return text
  let decoded = ''
  for (const rune of runesOf(text)) decoded += String.fromCodePoint(rune)
  return decoded
}

/** Smallest code point of each length: anything below is an overlong form. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000]

/** The code point at byte `position`: U+FFFD with width 1 where it is not UTF-8, width 0 at the end. */
export function decodeRune(text: string, position: number): Rune {
  if (position >= text.length) return { rune: REPLACEMENT_RUNE, width: 0 }
  const first = text.charCodeAt(position)
  if (first < 0x80) return { rune: first, width: 1 }
  const width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  if (first < 0xc2 || first > 0xf4) return { rune: REPLACEMENT_RUNE, width: 1 }
  let rune = first & (0x7f >> width)
  for (let i = 1; i < width; i++) {
    // charCodeAt gives NaN behind the end, and NaN & 0xc0 is 0
    const next = text.charCodeAt(position + i)
    if ((next & 0xc0) !== 0x80) return { rune: REPLACEMENT_RUNE, width: 1 }
    rune = (rune << 6) | (next & 0x3f)
  }
  const valid = rune >= (SMALLEST[width] ?? 0) && rune <= MAX_RUNE && !isSurrogate(rune)
  return valid ? { rune, width } : { rune: REPLACEMENT_RUNE, width: 1 }
}

/** The last code point of `text` before byte `end`. */
export function decodeLastRune(text: string, end: number): Rune {
  for (let width = 1; width <= 4 && width <= end; width++) {
    const last = decodeRune(text, end - width)
    if (last.width === width && (width > 1 || last.rune < 0x80)) return last
  }
  return { rune: REPLACEMENT_RUNE, width: Math.min(1, end) }
}

/** The bytes of a code point; U+FFFD for one that does not exist. */
export function encodeRune(rune: number): string {
  if (rune >= 0 && rune < 0x80) return String.fromCharCode(rune)
  const valid = rune >= 0 && rune <= MAX_RUNE && !isSurrogate(rune)
  return fromText(String.fromCodePoint(valid ? rune : REPLACEMENT_RUNE))
}

/** The code points of a Go string. */
export function* runesOf(text: string): Generator<number> {
  for (let position = 0; position < text.length;) {
    const { rune, width } = decodeRune(text, position)
    yield rune
    position += width
  }
}

/** Number of code points; a byte that is not UTF-8 counts as one. */
export function runeCount(text: string): number {
  if (ASCII.test(text)) return text.length
  let count = 0
  for (let position = 0; position < text.length; count++) {
    position += decodeRune(text, position).width
  }
  return count
}

/** Half of a UTF-16 pair, which is no code point of its own. */
export function isSurrogate(rune: number): boolean {
  return rune >= 0xd800 && rune <= 0xdfff
}
