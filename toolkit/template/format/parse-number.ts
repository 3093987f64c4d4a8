/** An integer read from text, or why it could not be: `range` carries the nearest value. */
export type ParsedInteger =
  | { readonly kind: 'value'; readonly value: bigint }
  | { readonly kind: 'range'; readonly value: bigint }
  | { readonly kind: 'syntax' }

/** Largest int64. */
export const MAX_INT64: bigint = (1n << 63n) - 1n
/** Smallest int64. */
export const MIN_INT64: bigint = -(1n << 63n)
const MAX_UINT64 = (1n << 64n) - 1n

const SYNTAX = { kind: 'syntax' } as const

/** Longer digit strings are out of range whatever they say. */
export const LONGEST_NUMBER = 4096

const PREFIXES: ReadonlyMap<string, number> = new Map([
  ['x', 16],
  ['o', 8],
  ['b', 2],
])

/**
 * Reads an int64 as Go's `strconv.ParseInt` does.
 *
 * @param base - 0: the prefix tells it (`0x`, `0o`, `0b`, `0`), and underscores may separate digits
 */
export function parseInt64(text: string, base: 0 | 8 | 10): ParsedInteger {
  const negative = text.startsWith('-')
  const magnitude = parseDigits(/^[+-]/.test(text) ? text.slice(1) : text, base)
  if (magnitude === undefined) return SYNTAX
  const value = negative ? -magnitude : magnitude
  if (value > MAX_INT64) return { kind: 'range', value: MAX_INT64 }
  if (value < MIN_INT64) return { kind: 'range', value: MIN_INT64 }
  return { kind: 'value', value }
}

/** Reads a uint64 as Go's `strconv.ParseUint` does; a sign is an error. */
export function parseUint64(text: string, base: 0 | 10): ParsedInteger {
  const value = parseDigits(text, base)
  if (value === undefined) return SYNTAX
  return value > MAX_UINT64 ? { kind: 'range', value: MAX_UINT64 } : { kind: 'value', value }
}

function parseDigits(text: string, base: 0 | 8 | 10): bigint | undefined {
  if (base !== 0) return digitsToInteger(text, base)
  if (text.includes('_') && !underscoresSeparateDigits(text)) return undefined
  const plain = text.replaceAll('_', '')
  const radix = PREFIXES.get(plain.charAt(1).toLowerCase())
  if (plain.startsWith('0') && radix !== undefined) return digitsToInteger(plain.slice(2), radix)
  if (plain.startsWith('0') && plain.length > 1) return digitsToInteger(plain.slice(1), 8)
  return digitsToInteger(plain, 10)
}

const DIGITS: ReadonlyMap<number, RegExp> = new Map([
  [2, /^[01]+$/],
  [8, /^[0-7]+$/],
  [10, /^[0-9]+$/],
  [16, /^[0-9a-fA-F]+$/],
])

const LITERAL_PREFIX: ReadonlyMap<number, string> = new Map([
  [2, '0b'],
  [8, '0o'],
  [16, '0x'],
])

function digitsToInteger(digits: string, radix: number): bigint | undefined {
  if (!(DIGITS.get(radix)?.test(digits) ?? false)) return undefined
  if (digits.length > LONGEST_NUMBER) return 1n << 64n
  return BigInt((LITERAL_PREFIX.get(radix) ?? '') + digits)
}

function underscoresSeparateDigits(text: string): boolean {
  const [, prefix, rest = ''] = /^[+-]?(0[xXoObB])?(.*)$/s.exec(text) ?? []
  const digit = /x$/i.test(prefix ?? '') ? '[0-9a-fA-F]' : '[0-9]'
  // The prefix counts as a digit in front of the first underscore.
  const padded = prefix === undefined ? rest : `0${rest}`
  return !new RegExp(`(?<!${digit})_|_(?!${digit})`).test(padded)
}

/**
 * Reads a float64 as Go's `strconv.ParseFloat` does: decimal, hexadecimal, `inf`, `nan`.
 *
 * @returns `undefined` for what is no number and for what is too large
 */
export function parseFloat64(text: string): number | undefined {
  const special = /^([+-]?)(?:(inf|infinity)|nan)$/i.exec(text)
  if (special !== null) {
    if (special[2] === undefined) return special[1] === '' ? Number.NaN : undefined
    return special[1] === '-' ? -Infinity : Infinity
  }
  if (text.includes('_') && !underscoresSeparateDigits(text)) return undefined
  const plain = text.replaceAll('_', '')
  const hexadecimal = /^([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)p([+-]?[0-9]+)$/i.exec(plain)
  const value = hexadecimal === null ? parseDecimal(plain) : hexadecimalValue(hexadecimal)
  return value === undefined || !Number.isFinite(value) ? undefined : value
}

function parseDecimal(text: string): number | undefined {
  const valid = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/i.test(text)
  return valid ? Number(text) : undefined
}

function hexadecimalValue(match: RegExpExecArray): number | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  if (whole.length + fraction.length === 0) return undefined
  if (whole.length + fraction.length > LONGEST_NUMBER) return undefined
  const mantissa = BigInt(`0x${whole}${fraction}`)
  const clamped = Math.max(-20_000, Math.min(20_000, Number(exponent)))
  const magnitude = scaleExactly(mantissa, clamped - 4 * fraction.length)
  return sign === '-' ? -magnitude : magnitude
}

/** `mantissa` × 2^`exponent`, rounded once, to even. */
function scaleExactly(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0
  const bits = mantissa.toString(2).length
  // 53 bits are kept, fewer below 2^-1022 where the numbers get sparse.
  const keep = Math.min(53, bits + exponent + 1074)
  if (keep < 0) return 0
  const drop = bits - keep
  if (drop <= 0) return Number(mantissa) * 2 ** exponent
  const half = 1n << BigInt(drop - 1)
  const rest = mantissa & ((half << 1n) - 1n)
  let kept = mantissa >> BigInt(drop)
  if (rest > half || (rest === half && (kept & 1n) === 1n)) kept++
  return scale(Number(kept), exponent + drop)
}

/** In two factors, since 2^`exponent` alone may be out of range. */
function scale(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2)
  return value * 2 ** half * 2 ** (exponent - half)
}
