/** The alphabet of RFC 4648 §4. */
const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Decoded bytes, or the offset of the first byte that does not fit, as Go reports it. */
export type Decoded =
  | { readonly kind: 'bytes'; readonly bytes: string }
  | { readonly kind: 'corrupt'; readonly offset: number }

/** Base64 with padding. */
export function encodeBase64Text(bytes: string): string {
  return encodeBase64With(STANDARD, bytes)
}

/** Base64 with another alphabet. */
export function encodeBase64With(alphabet: string, bytes: string): string {
  let encoded = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = bytes.slice(i, i + 3)
    const bits = (group.charCodeAt(0) << 16) | (group.charCodeAt(1) << 8) | group.charCodeAt(2)
    for (let digit = 0; digit < 4; digit++) {
      encoded += digit > group.length ? '=' : alphabet.charAt((bits >> (18 - 6 * digit)) & 63)
    }
  }
  return encoded
}

/**
 * Reads padded base64 as Go's `StdEncoding` does: line breaks are ignored, trailing bits are not
 * checked.
 */
export function decodeBase64Text(text: string): Decoded {
  let bytes = ''
  let bits = 0
  let digits = 0
  for (let offset = 0; offset < text.length; offset++) {
    const character = text.charAt(offset)
    if (character === '\r' || character === '\n') continue
    if (character === '=') return finishBase64(text, offset, { bytes, bits, digits })
    const value = STANDARD.indexOf(character)
    if (value < 0) return { kind: 'corrupt', offset }
    bits = (bits << 6) | value
    digits++
    if (digits === 4) {
      bytes += String.fromCharCode((bits >> 16) & 0xff, (bits >> 8) & 0xff, bits & 0xff)
      bits = 0
      digits = 0
    }
  }
  if (digits > 0) return { kind: 'corrupt', offset: text.length - digits }
  return { kind: 'bytes', bytes }
}

interface Partial64 {
  readonly bytes: string
  readonly bits: number
  readonly digits: number
}

/** The padding that starts at `offset` must complete the group and end the text. */
function finishBase64(text: string, offset: number, { bytes, bits, digits }: Partial64): Decoded {
  if (digits < 2) return { kind: 'corrupt', offset }
  let end = skipLineBreaks(text, offset + 1)
  if (digits === 2) {
    if (end === text.length) return { kind: 'corrupt', offset: end }
    if (text.charAt(end) !== '=') return { kind: 'corrupt', offset: end - 1 }
    end = skipLineBreaks(text, end + 1)
  }
  if (end < text.length) return { kind: 'corrupt', offset: end }
  const last = digits === 2 ? [(bits >> 4) & 0xff] : [(bits >> 10) & 0xff, (bits >> 2) & 0xff]
  return { kind: 'bytes', bytes: bytes + String.fromCharCode(...last) }
}

function skipLineBreaks(text: string, position: number): number {
  let end = position
  while (text.charAt(end) === '\r' || text.charAt(end) === '\n') end++
  return end
}
