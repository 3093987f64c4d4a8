import { decodeLastRune, decodeRune, encodeRune } from './utf8.ts'

/**
 * Character classes and simple case mapping as Go's `unicode` package has them.
 *
 * The tables are those of the JavaScript engine, which may know a newer Unicode than Go.
 */
function tester(pattern: RegExp): (rune: number) => boolean {
  // Nearly all text is ASCII, and a look at a table is ten times as fast as a pattern.
  const ascii = Array.from({ length: 0x80 }, (_, code) => pattern.test(String.fromCharCode(code)))
  return (rune) => ascii[rune] ?? pattern.test(String.fromCodePoint(rune))
}

/** Categories L. */
export const isLetter: (rune: number) => boolean = tester(/\p{L}/u)
/** Category Nd. */
export const isDigit: (rune: number) => boolean = tester(/\p{Nd}/u)
/** Categories N. */
export const isNumber: (rune: number) => boolean = tester(/\p{N}/u)
/** The property White_Space. */
export const isSpace: (rune: number) => boolean = tester(/\p{White_Space}/u)
/** Category Lu. */
export const isUpper: (rune: number) => boolean = tester(/\p{Lu}/u)
/** Category Ll. */
export const isLower: (rune: number) => boolean = tester(/\p{Ll}/u)
/** Category Lt. */
export const isTitle: (rune: number) => boolean = tester(/\p{Lt}/u)
/** Categories P. */
export const isPunctuation: (rune: number) => boolean = tester(/\p{P}/u)
/** Letters, marks, numbers, punctuation, symbols and the ASCII space. */
export const isPrintable: (rune: number) => boolean = tester(/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u)

/** The upper-case form when it is one code point, else the rune itself. */
export function toUpperRune(rune: number): number {
  if (rune < 0x80) return rune >= 0x61 && rune <= 0x7a ? rune - 0x20 : rune
  // Greek letters with iota subscript: JavaScript spells the iota out, the simple mapping has one
  // code point for the pair (UnicodeData.txt).
  if (rune >= 0x1f80 && rune <= 0x1faf && (rune & 8) === 0) return rune + 8
  if (rune === 0x1fb3 || rune === 0x1fc3 || rune === 0x1ff3) return rune + 9
  return single(String.fromCodePoint(rune).toUpperCase(), rune)
}

/** The lower-case form when it is one code point, else the rune itself. */
export function toLowerRune(rune: number): number {
  if (rune < 0x80) return rune >= 0x41 && rune <= 0x5a ? rune + 0x20 : rune
  if (rune === 0x130) return 0x69 // İ: JavaScript keeps the dot as a mark of its own
  return single(String.fromCodePoint(rune).toLowerCase(), rune)
}

/** The title-case form: upper case, but Dž and its kin have one of their own, and Georgian has none. */
export function toTitleRune(rune: number): number {
  if (rune >= 0x1c4 && rune <= 0x1cc) return 0x1c5 + 3 * Math.floor((rune - 0x1c4) / 3)
  if (rune >= 0x1f1 && rune <= 0x1f3) return 0x1f2
  if (rune >= 0x10d0 && rune <= 0x10ff) return rune
  return toUpperRune(rune)
}

function single(mapped: string, rune: number): number {
  const first = mapped.codePointAt(0) ?? rune
  return mapped.length === (first > 0xffff ? 2 : 1) ? first : rune
}

/** Maps every code point of a Go string; what is not UTF-8 becomes U+FFFD. */
export function mapRunes(text: string, map: (rune: number) => number): string {
  let mapped = ''
  for (let position = 0; position < text.length;) {
    const code = text.charCodeAt(position)
    const { rune, width } = code < 0x80 ? { rune: code, width: 1 } : decodeRune(text, position)
    mapped += encodeRune(map(rune))
    position += width
  }
  return mapped
}

/** Without white space at both ends. */
export function trimSpace(text: string): string {
  return trimWhere(text, isSpace)
}

/** Without the code points at both ends for which `cut` holds. */
export function trimWhere(text: string, cut: (rune: number) => boolean): string {
  let start = 0
  while (start < text.length) {
    const { rune, width } = decodeRune(text, start)
    if (!cut(rune)) break
    start += width
  }
  let end = text.length
  while (end > start) {
    const { rune, width } = decodeLastRune(text, end)
    if (!cut(rune)) break
    end -= width
  }
  return text.slice(start, end)
}
