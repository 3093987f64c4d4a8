import { fixed, functionMap } from '../../functions/go-function.ts'
import { MAX_INT64, MIN_INT64 } from '../../format/parse-number.ts'
import { GoInteger, int64 } from '../../values/go-value.ts'
import type { IntegerNaming } from '../../values/go-value.ts'
import { fromText } from '../../values/utf8.ts'

/** Nanoseconds of a second. */
export const SECOND = 1_000_000_000n
/** Nanoseconds of a minute. */
export const MINUTE: bigint = 60n * SECOND
/** Nanoseconds of an hour. */
export const HOUR: bigint = 60n * MINUTE

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1000n],
  [fromText('µs'), 1000n], // micro sign
  [fromText('μs'), 1000n], // Greek mu
  ['ms', 1_000_000n],
  ['s', SECOND],
  ['m', MINUTE],
  ['h', HOUR],
])

const MAGNITUDE_LIMIT = 1n << 63n

/** Nanoseconds of a text such as `1h30m`; `undefined` when it is none, as Go's ParseDuration has it. */
export function parseDuration(text: string): bigint | undefined {
  const unsigned = text.replace(/^[+-]/, '')
  if (unsigned === '0') return 0n
  if (!/^(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)[^0-9.]+)+$/.test(unsigned)) return undefined
  let total = 0n
  for (const [, whole = '', fraction = '', unit = ''] of unsigned.matchAll(
    /([0-9]*)\.?([0-9]*)([^0-9.]+)/g,
  )) {
    const scale = UNITS.get(unit)
    const count = digitsToInteger(whole)
    if (scale === undefined || count === undefined) return undefined
    total += count * scale + fractionOf(fraction, scale)
    if (total > MAGNITUDE_LIMIT) return undefined
  }
  const signed = text.startsWith('-') ? -total : total
  return signed > MAX_INT64 ? undefined : signed
}

function digitsToInteger(digits: string): bigint | undefined {
  const significant = digits.replace(/^0+/, '')
  return significant.length > 19 ? undefined : BigInt(`0${significant}`)
}

/** Computed in floating point, as Go does, so that the last nanosecond agrees. */
function fractionOf(digits: string, scale: bigint): bigint {
  // More digits than fit an int64 are dropped.
  let value = 0n
  let tenth = 1
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit)
    if (value > MAX_INT64 / 10n || next > MAGNITUDE_LIMIT) break
    value = next
    tenth *= 10
  }
  return BigInt(Math.trunc(Number(value) * (Number(scale) / tenth)))
}

/** A duration as Go writes it: `1h30m0s`, `1.5s`, `2ms`. */
export function formatDuration(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '0s'
  const sign = nanoseconds < 0n ? '-' : ''
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds
  if (size < 1000n) return `${sign}${size}ns`
  if (size < 1_000_000n) return sign + decimal(size, 1000n) + fromText('µs')
  if (size < SECOND) return `${sign}${decimal(size, 1_000_000n)}ms`
  const seconds = `${decimal(size % MINUTE, SECOND)}s`
  if (size < MINUTE) return sign + seconds
  const minutes = `${(size / MINUTE) % 60n}m`
  return sign + (size < HOUR ? '' : `${size / HOUR}h`) + minutes + seconds
}

function decimal(value: bigint, unit: bigint): string {
  const fraction = (value % unit).toString().padStart(unit.toString().length - 1, '0')
  const shown = fraction.replace(/0+$/, '')
  return `${value / unit}${shown === '' ? '' : `.${shown}`}`
}

/** Rounded to a multiple of `unit`, half away from zero; unchanged for a unit that is not positive. */
export function roundDuration(value: bigint, unit: bigint): bigint {
  if (unit <= 0n) return value
  const size = value < 0n ? -value : value
  const rest = size % unit
  const rounded = rest * 2n < unit ? size - rest : size + unit - rest
  return clampDuration(value < 0n ? -rounded : rounded)
}

/** Cut to what an int64 holds, as Go saturates. */
export function clampDuration(value: bigint): bigint {
  if (value > MAX_INT64) return MAX_INT64
  return value < MIN_INT64 ? MIN_INT64 : value
}

const DURATION: IntegerNaming = {
  type: 'time.Duration',
  toText: formatDuration,
  methods: functionMap({
    String: fixed(['time.Duration'], ([{ value }]) => formatDuration(value)),
    Hours: fixed(['time.Duration'], ([{ value }]) => inUnits(value, HOUR)),
    Minutes: fixed(['time.Duration'], ([{ value }]) => inUnits(value, MINUTE)),
    Seconds: fixed(['time.Duration'], ([{ value }]) => inUnits(value, SECOND)),
    Milliseconds: fixed(['time.Duration'], ([{ value }]) => int64(value / 1_000_000n)),
    Microseconds: fixed(['time.Duration'], ([{ value }]) => int64(value / 1000n)),
    Nanoseconds: fixed(['time.Duration'], ([{ value }]) => int64(value)),
    Round: fixed(['time.Duration', 'time.Duration'], ([{ value }, unit]) =>
      goDuration(roundDuration(value, unit.value)),
    ),
    Truncate: fixed(['time.Duration', 'time.Duration'], ([{ value }, unit]) =>
      goDuration(unit.value <= 0n ? value : value - (value % unit.value)),
    ),
    Abs: fixed(['time.Duration'], ([{ value }]) =>
      goDuration(clampDuration(value < 0n ? -value : value)),
    ),
  }),
}

/** Whole units and the rest are divided apart, as Go does, to keep the precision. */
function inUnits(value: bigint, unit: bigint): number {
  return Number(value / unit) + Number(value % unit) / Number(unit)
}

/** A `time.Duration`. */
export function goDuration(nanoseconds: bigint): GoInteger {
  return new GoInteger('int64', nanoseconds, DURATION)
}
