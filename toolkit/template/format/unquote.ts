import { decodeRune, encodeRune, isSurrogate } from '../values/utf8.ts'
import { MAX_RUNE } from '../values/utf8.ts'

/** One character of a quoted constant: its code point, its bytes, and where the next one starts. */
export interface UnquotedCharacter {
  readonly rune: number
  readonly bytes: string
  readonly next: number
}

const SIMPLE_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['a', 0x07],
  ['b', 0x08],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
  ['\\', 0x5c],
])

const HEX_ESCAPES: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
])

/**
 * The text of a Go string constant, quotes included in `token`; `undefined` when it is malformed.
 *
 * Source: the Go specification, "String literals".
 */
export function unquote(token: string): string | undefined {
  if (token.startsWith('`')) return token.slice(1, -1).replaceAll('\r', '')
  let text = ''
  for (let position = 1; position < token.length - 1;) {
    const character = unquoteCharacter(token, position, '"')
    if (character === undefined) return undefined
    text += character.bytes
    position = character.next
  }
  return text
}

/** The character at `position` of a constant in `quote` marks; `undefined` when it is malformed. */
export function unquoteCharacter(
  token: string,
  position: number,
  quote: string,
): UnquotedCharacter | undefined {
  const first = token.charAt(position)
  if (first === quote || first === '\n' || first === '') return undefined
  if (first !== '\\') {
    const { rune, width } = decodeRune(token, position)
    // Malformed UTF-8 becomes U+FFFD, as in Go.
    return { rune, bytes: encodeRune(rune), next: position + width }
  }
  const escape = token.charAt(position + 1)
  const simple = SIMPLE_ESCAPES.get(escape) ?? (escape === quote ? quote.charCodeAt(0) : undefined)
  if (simple !== undefined) return byteAt(simple, position + 2)
  const digits = HEX_ESCAPES.get(escape)
  if (digits !== undefined) return hexEscape(token, position + 2, digits)
  return octalEscape(token, position + 1)
}

function byteAt(byte: number, next: number): UnquotedCharacter {
  return { rune: byte, bytes: String.fromCharCode(byte), next }
}

function hexEscape(token: string, start: number, digits: number): UnquotedCharacter | undefined {
  const text = token.slice(start, start + digits)
  if (text.length < digits || !/^[0-9a-fA-F]+$/.test(text)) return undefined
  const rune = Number.parseInt(text, 16)
  if (digits === 2) return byteAt(rune, start + digits)
  if (rune > MAX_RUNE || isSurrogate(rune)) return undefined
  return { rune, bytes: encodeRune(rune), next: start + digits }
}

function octalEscape(token: string, start: number): UnquotedCharacter | undefined {
  const text = token.slice(start, start + 3)
  if (!/^[0-7]{3}$/.test(text)) return undefined
  const byte = Number.parseInt(text, 8)
  return byte > 0xff ? undefined : byteAt(byte, start + 3)
}
