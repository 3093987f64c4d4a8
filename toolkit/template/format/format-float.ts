import { binaryParts, fixedDigits, shortestDigits, significantDigits } from './float-digits.ts'
import type { FloatDigits } from './float-digits.ts'

/** How Go writes a float64; capital letters give capital exponents. */
export type FloatVerb = 'e' | 'E' | 'f' | 'g' | 'G' | 'b' | 'x' | 'X'

/**
 * A number as Go's `strconv.FormatFloat` writes it.
 *
 * @param precision - digits behind the point (`e`, `f`, `x`) or in all (`g`); `undefined`: as few as
 *   tell the number
 */
export function formatFloat(value: number, verb: FloatVerb, precision?: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  const text = formatMagnitude(Math.abs(value), verb, precision)
  return sign + (verb === 'E' || verb === 'G' || verb === 'X' ? text.toUpperCase() : text)
}

function formatMagnitude(value: number, verb: FloatVerb, precision?: number): string {
  switch (verb) {
    case 'b': {
      const { mantissa, exponent } = binaryParts(value)
      return `${mantissa}p${signed(exponent, 1)}`
    }
    case 'x':
    case 'X':
      return formatHexadecimal(value, precision)
    case 'e':
    case 'E': {
      const digits =
        precision === undefined ? shortestDigits(value) : significantDigits(value, precision + 1)
      return exponential(digits, precision ?? Math.max(digits.digits.length - 1, 0))
    }
    case 'f': {
      const digits = precision === undefined ? shortestDigits(value) : fixedDigits(value, precision)
      return positional(digits, precision ?? Math.max(digits.digits.length - digits.point, 0))
    }
    case 'g':
    case 'G':
      return formatGeneral(value, precision)
    default:
      return verb satisfies never
  }
}

/** `%e` for very small and very large numbers, else `%f`. */
function formatGeneral(value: number, precision?: number): string {
  const wanted = precision === 0 ? 1 : precision
  const digits = wanted === undefined ? shortestDigits(value) : significantDigits(value, wanted)
  const count = digits.digits.length
  let threshold = wanted ?? 6
  if (wanted !== undefined && wanted > count && count >= digits.point) threshold = count
  const exponent = count === 0 ? -1 : digits.point - 1
  if (exponent < -4 || exponent >= threshold) return exponential(digits, count - 1)
  return positional(digits, Math.max(count - digits.point, 0))
}

function exponential({ digits, point }: FloatDigits, places: number): string {
  const first = digits.charAt(0) || '0'
  const fraction = places > 0 ? `.${digits.slice(1, places + 1).padEnd(places, '0')}` : ''
  const exponent = digits === '' ? 0 : point - 1
  return `${first}${fraction}e${signed(exponent, 2)}`
}

function positional({ digits, point }: FloatDigits, places: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  if (places <= 0) return whole
  const leading = '0'.repeat(Math.min(Math.max(-point, 0), places))
  const fraction = leading + digits.slice(Math.max(point, 0))
  return `${whole}.${fraction.slice(0, places).padEnd(places, '0')}`
}

function formatHexadecimal(value: number, precision?: number): string {
  if (value === 0) {
    return `0x0${precision === undefined || precision === 0 ? '' : `.${'0'.repeat(precision)}`}p+00`
  }
  let { mantissa, exponent } = binaryParts(value)
  while (mantissa < 1n << 52n) {
    mantissa <<= 1n
    exponent--
  }
  exponent += 52
  if (precision !== undefined && precision < 13) {
    const drop = BigInt(52 - 4 * precision)
    const half = 1n << (drop - 1n)
    const rest = mantissa & ((half << 1n) - 1n)
    mantissa >>= drop
    if (rest > half || (rest === half && (mantissa & 1n) === 1n)) mantissa++
    mantissa <<= drop
    if (mantissa >= 1n << 53n) {
      mantissa >>= 1n
      exponent++
    }
  }
  const fraction = (mantissa & ((1n << 52n) - 1n)).toString(16).padStart(13, '0')
  const shown =
    precision === undefined
      ? fraction.replace(/0+$/, '')
      : fraction.slice(0, precision).padEnd(precision, '0')
  return `0x1${shown === '' ? '' : `.${shown}`}p${signed(exponent, 2)}`
}

function signed(exponent: number, digits: number): string {
  return (exponent < 0 ? '-' : '+') + String(Math.abs(exponent)).padStart(digits, '0')
}
