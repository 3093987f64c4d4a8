import { LONGEST_NUMBER, parseFloat64, parseInt64 } from '../format/parse-number.ts'
import { int64, integerOf } from '../values/go-value.ts'
import type { GoInteger, GoValue } from '../values/go-value.ts'

/** Any value as an int64, as spf13/cast 1.7 does: what is no number is 0. */
export function toInt64(value: GoValue): bigint {
  const integer = integerOf(value)
  if (integer !== undefined) {
    // Named types have no place in cast, except month and weekday.
    return isUncastable(value) ? 0n : BigInt.asIntN(64, integer)
  }
  if (typeof value === 'number') return truncate(value)
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value !== 'string' || value.length > LONGEST_NUMBER) return 0n
  // "12.00" is 12, "12.5" is nothing.
  const parsed = parseInt64(value.replace(/\.0+\.*$/, ''), 0)
  return parsed.kind === 'value' ? parsed.value : 0n
}

/** Any value as a float64: what is no number is 0. */
export function toFloat64(value: GoValue): number {
  const integer = integerOf(value)
  if (integer !== undefined) return isUncastable(value) ? 0 : Number(integer)
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value !== 'string' || value.length > LONGEST_NUMBER) return 0
  return parseFloat64(value) ?? 0
}

/** An int64 value of any value. */
export function castInt64(value: GoValue): GoInteger {
  return int64(toInt64(value))
}

function isUncastable(value: GoValue): boolean {
  return typeof value === 'object' && value !== null && value.type === 'time.Duration'
}

/** Cut to an integer; what an int64 cannot hold is its smallest value, as on amd64. */
function truncate(value: number): bigint {
  const SMALLEST = -(1n << 63n)
  if (!(Math.abs(value) < 2 ** 63)) return SMALLEST
  return BigInt(Math.trunc(value))
}
