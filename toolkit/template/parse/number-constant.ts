import {
  MAX_INT64,
  MIN_INT64,
  parseFloat64,
  parseInt64,
  parseUint64,
} from '../format/parse-number.ts'
import { unquoteCharacter } from '../format/unquote.ts'
import { failTemplate } from '../template-failure.ts'

/**
 * A number in a template: its type depends on where it is used, so every type it can take is kept.
 *
 * Source: text/template, "Arguments".
 */
export interface NumberConstant {
  readonly int: bigint | undefined
  readonly uint: bigint | undefined
  readonly float: number | undefined
  /** Where no type is asked for, `1.0` is a float and `1` an int. */
  readonly looksLikeFloat: boolean
}

const MAX_UINT64 = (1n << 64n) - 1n

/** Reads a number as it stands in the template. */
export function parseNumberConstant(text: string, position: number): NumberConstant {
  if (text.endsWith('i')) failTemplate('complex numbers are not supported', position)
  const unsigned = parseUint64(text, 0)
  const signed = parseInt64(text, 0)
  let int = signed.kind === 'value' ? signed.value : undefined
  let uint = unsigned.kind === 'value' ? unsigned.value : undefined
  if (int === 0n) uint = 0n // -0
  if (int !== undefined || uint !== undefined) {
    return { int, uint, float: Number(int ?? uint), looksLikeFloat: isFloatText(text) }
  }
  const float = parseFloat64(text)
  if (float === undefined) failTemplate('bad number', position)
  if (!/[.eEpP]/.test(text)) failTemplate('number does not fit an integer', position)
  if (Number.isInteger(float)) {
    const whole = BigInt(float)
    if (whole >= MIN_INT64 && whole <= MAX_INT64) int = whole
    if (whole >= 0n && whole <= MAX_UINT64) uint = whole
  }
  return { int, uint, float, looksLikeFloat: isFloatText(text) }
}

/** A hexadecimal integer may hold an `e` without being a float. */
function isFloatText(text: string): boolean {
  return /[.eEpP]/.test(text) && !/^0[xX][^pP]+$/.test(text)
}

/** Reads a character constant such as `'a'`: an integer. */
export function parseCharacterConstant(token: string, position: number): NumberConstant {
  const character = unquoteCharacter(token, 1, "'")
  if (character === undefined || character.next !== token.length - 1) {
    failTemplate('malformed character constant', position)
  }
  const value = BigInt(character.rune)
  return { int: value, uint: value, float: character.rune, looksLikeFloat: false }
}
