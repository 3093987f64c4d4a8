import type { Decoded } from './base64.ts'

/** The alphabet of RFC 4648 §6. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Digits that 1 to 5 bytes take. */
const DIGITS_OF = [0, 2, 4, 5, 7, 8]

/** Base32 with padding. */
export function encodeBase32(bytes: string): string {
  let encoded = ''
  for (let i = 0; i < bytes.length; i += 5) {
    const group = bytes.slice(i, i + 5)
    let bits = 0n
    for (let j = 0; j < 5; j++) bits = (bits << 8n) | BigInt(group.charCodeAt(j) || 0)
    const digits = Array.from({ length: DIGITS_OF[group.length] ?? 0 }, (_, digit) =>
      ALPHABET.charAt(Number((bits >> BigInt(35 - 5 * digit)) & 31n)),
    )
    encoded += digits.join('').padEnd(8, '=')
  }
  return encoded
}

/** Reads padded base32 as Go's `StdEncoding` does: line breaks are ignored. */
export function decodeBase32(text: string): Decoded {
  const digits = text.replaceAll(/[\r\n]/g, '')
  let bytes = ''
  for (let start = 0; start < digits.length; start += 8) {
    const group = digits.slice(start, start + 8)
    const left = digits.length - start
    for (let i = 0; i < 8; i++) {
      const offset = start + i
      if (i >= group.length) return { kind: 'corrupt', offset: start }
      const character = group.charAt(i)
      // Padding is only looked for in what may be the last group.
      if (character === '=' && i >= 2 && left - i - 1 < 8) {
        return finishBase32(digits, offset, { bytes, group: group.slice(0, i) })
      }
      if (!ALPHABET.includes(character)) return { kind: 'corrupt', offset }
    }
    bytes += decodeGroup(group)
  }
  return { kind: 'bytes', bytes }
}

function finishBase32(
  digits: string,
  offset: number,
  { bytes, group }: { bytes: string; group: string },
): Decoded {
  const padding = digits.slice(offset + 1)
  if (padding.length + group.length < 7) return { kind: 'corrupt', offset: digits.length }
  for (let i = 0; i < 7 - group.length; i++) {
    const other = padding.charAt(i)
    if (other !== '' && other !== '=') return { kind: 'corrupt', offset: offset + i }
  }
  if (!DIGITS_OF.includes(group.length)) return { kind: 'corrupt', offset }
  return { kind: 'bytes', bytes: bytes + decodeGroup(group) }
}

function decodeGroup(group: string): string {
  let bits = 0n
  for (let i = 0; i < 8; i++) {
    bits = (bits << 5n) | BigInt(Math.max(ALPHABET.indexOf(group.charAt(i) || 'A'), 0))
  }
  const count = DIGITS_OF.indexOf(group.length)
  const bytes = Array.from({ length: count }, (_, i) => Number((bits >> BigInt(32 - 8 * i)) & 255n))
  return String.fromCharCode(...bytes)
}
