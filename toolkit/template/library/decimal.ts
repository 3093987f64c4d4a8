import { shortestDigits } from '../format/float-digits.ts'
import { failTemplate } from '../template-failure.ts'

/** A decimal number: value × 10^exponent. */
export interface Decimal {
  readonly value: bigint
  readonly exponent: number
}

/** Digits behind the point of a quotient. */
const DIVISION_PLACES = 16

/**
 * The decimal number a float stands for: the shortest one that reads back as it.
 *
 * Decimal arithmetic as shopspring/decimal 1.4 has it, so that 0.1 + 0.2 is 0.3.
 */
export function decimalOf(float: number): Decimal {
  if (!Number.isFinite(float)) return failTemplate('number cannot be computed with')
  const { digits, point } = shortestDigits(float)
  const value = BigInt(digits === '' ? '0' : digits)
  return { value: float < 0 ? -value : value, exponent: point - digits.length }
}

/** The nearest float. */
export function floatOf({ value, exponent }: Decimal): number {
  return Number(`${value}e${exponent}`)
}

/** The exact sum. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent)
  return { value: rescale(a, exponent) + rescale(b, exponent), exponent }
}

/** The number with the other sign. */
export function negateDecimal({ value, exponent }: Decimal): Decimal {
  return { value: -value, exponent }
}

/** The exact product. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { value: a.value * b.value, exponent: a.exponent + b.exponent }
}

/** The quotient, rounded to 16 digits behind the point, half away from zero. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  if (b.value === 0n) return failTemplate('division by zero')
  const shift = a.exponent - b.exponent + DIVISION_PLACES
  const numerator = shift > 0 ? a.value * 10n ** BigInt(shift) : a.value
  const denominator = shift < 0 ? b.value * 10n ** BigInt(-shift) : b.value
  const quotient = numerator / denominator
  const rest = magnitude(numerator % denominator)
  const away = numerator < 0n === denominator < 0n ? 1n : -1n
  const rounded = rest * 2n >= magnitude(denominator) ? quotient + away : quotient
  return { value: rounded, exponent: -DIVISION_PLACES }
}

function rescale({ value, exponent }: Decimal, target: number): bigint {
  return value * 10n ** BigInt(exponent - target)
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value
}
