import type { Bytes } from './bytes.ts'

const ALPHABET = new TextEncoder().encode(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
)
const PAD = 0x3d
const ILLEGAL = 0xff

/** The six bits each ASCII character stands for, or `ILLEGAL`. */
const SEXTETS = new Uint8Array(128).fill(ILLEGAL)
ALPHABET.forEach((character, sextet) => {
  SEXTETS[character] = sextet
})

const ascii = new TextDecoder()

/** Standard alphabet, padded, on one line (RFC 4648 §4). */
export function encodeBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil(bytes.byteLength / 3) * 4)
  let out = 0
  for (let i = 0; i < bytes.byteLength; i += 3) {
    const group = (at(bytes, i) << 16) | (at(bytes, i + 1) << 8) | at(bytes, i + 2)
    for (let shift = 18; shift >= 0; shift -= 6) text[out++] = at(ALPHABET, (group >> shift) & 63)
  }
  const missing = (3 - (bytes.byteLength % 3)) % 3
  if (missing > 0) text.fill(PAD, -missing)
  return ascii.decode(text)
}

/**
 * Decodes standard base64 by the rules of Go's `base64.StdEncoding`: carriage returns and line feeds
 * are ignored anywhere, padding is required, surplus bits of the last character are ignored, and any
 * other character makes the whole text illegal.
 *
 * @returns a view of the only buffer that holds the bytes, so that zeroing it leaves none behind;
 *   `undefined` when the text is not base64 by these rules
 */
export function decodeBase64(text: string): Bytes | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let length = 0
  let group = 0
  let filled = 0
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i)
    if (isLineBreak(character)) continue
    if (character === PAD) {
      if (filled < 2 || !isPadding(text, i, 4 - filled)) return undefined
      group <<= 6 * (4 - filled)
      for (let byte = 1; byte < filled; byte++) bytes[length++] = (group >> (24 - 8 * byte)) & 255
      return bytes.subarray(0, length)
    }
    const sextet = SEXTETS[character] ?? ILLEGAL
    if (sextet === ILLEGAL) return undefined
    group = (group << 6) | sextet
    if (++filled < 4) continue
    bytes[length++] = group >> 16
    bytes[length++] = (group >> 8) & 255
    bytes[length++] = group & 255
    group = filled = 0
  }
  return filled === 0 ? bytes.subarray(0, length) : undefined
}

/** Whether nothing but `count` padding characters and line breaks is left from `start` on. */
function isPadding(text: string, start: number, count: number): boolean {
  let seen = 0
  for (let i = start; i < text.length; i++) {
    const character = text.charCodeAt(i)
    if (character === PAD) seen++
    else if (!isLineBreak(character)) return false
  }
  return seen === count
}

function isLineBreak(character: number): boolean {
  return character === 0x0a || character === 0x0d
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0
}
