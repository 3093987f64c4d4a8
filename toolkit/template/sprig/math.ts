import { countOf, fixed, functionMap, variadic } from '../functions/go-function.ts'
import type { FunctionMap, GoFunction } from '../functions/go-function.ts'
import { parseInt64 } from '../format/parse-number.ts'
import { sprint } from '../format/sprint.ts'
import { castInt64, toFloat64, toInt64 } from '../library/cast.ts'
import { addDecimals, decimalOf, divideDecimals, floatOf } from '../library/decimal.ts'
import { multiplyDecimals, negateDecimal } from '../library/decimal.ts'
import type { Decimal } from '../library/decimal.ts'
import { powerOfTen } from '../library/power-of-ten.ts'
import type { Meter } from '../meter.ts'
import { failTemplate } from '../template-failure.ts'
import { GoSlice, int64 } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'

/** Functions of sprig on numbers. Integers are int64 and wrap around; what is no number is 0. */
export const mathFunctions: FunctionMap = functionMap({
  add: variadic([], 'any', (values) =>
    int64(values.reduce<bigint>((sum, value) => sum + toInt64(value), 0n)),
  ),
  add1: fixed(['any'], ([value]) => int64(toInt64(value) + 1n)),
  sub: fixed(['any', 'any'], ([a, b]) => int64(toInt64(a) - toInt64(b))),
  mul: variadic(['any'], 'any', (values) =>
    int64(
      values.reduce<bigint>((product, value) => BigInt.asIntN(64, product * toInt64(value)), 1n),
    ),
  ),
  div: fixed(['any', 'any'], ([a, b]) => int64(toInt64(a) / divisor(b))),
  mod: fixed(['any', 'any'], ([a, b]) => int64(toInt64(a) % divisor(b))),
  max: largest(),
  biggest: largest(),
  min: variadic(['any'], 'any', ([first, ...others]) =>
    int64(others.map(toInt64).reduce((a, b) => (b < a ? b : a), toInt64(first))),
  ),
  addf: variadic([], 'any', (values) => compute(0, values, addDecimals)),
  add1f: fixed(['any'], ([value]) => compute(toFloat64(value), [1n], addDecimals)),
  subf: variadic(['any'], 'any', ([first, ...others]) =>
    compute(toFloat64(first), others, (a, b) => addDecimals(a, negateDecimal(b))),
  ),
  mulf: variadic(['any'], 'any', ([first, ...others]) =>
    compute(toFloat64(first), others, multiplyDecimals),
  ),
  divf: variadic(['any'], 'any', ([first, ...others]) =>
    compute(toFloat64(first), others, divideDecimals),
  ),
  maxf: variadic(['any'], 'any', ([first, ...others]) =>
    others.map(toFloat64).reduce(largerFloat, toFloat64(first)),
  ),
  minf: variadic(
    ['any'],
    'any',
    ([first, ...others]) =>
      -others.map((value) => -toFloat64(value)).reduce(largerFloat, -toFloat64(first)),
  ),
  floor: fixed(['any'], ([value]) => Math.floor(toFloat64(value))),
  ceil: fixed(['any'], ([value]) => Math.ceil(toFloat64(value))),
  round: variadic(['any', 'int'], 'float64', ([value, places, roundOn = 0.5]) =>
    round(toFloat64(value), Number(places), roundOn),
  ),
  int: fixed(['any'], ([value]) => toInt64(value)),
  int64: fixed(['any'], ([value]) => castInt64(value)),
  float64: fixed(['any'], ([value]) => toFloat64(value)),
  atoi: fixed(['string'], ([text]) => {
    const parsed = parseInt64(text, 10)
    return parsed.kind === 'syntax' ? 0n : parsed.value
  }),
  toDecimal: fixed(['any'], ([value], { meter }) => {
    // Reads an octal number, such as a file mode.
    const parsed = parseInt64(sprint([value], meter), 8)
    return int64(parsed.kind === 'value' ? parsed.value : 0n)
  }),
  until: fixed(['int'], ([count], { meter }) =>
    GoSlice.of('int', sequence(0n, count, { step: count < 0n ? -1n : 1n, meter })),
  ),
  untilStep: fixed(['int', 'int', 'int'], ([start, stop, step], { meter }) =>
    GoSlice.of('int', sequence(start, stop, { step, meter })),
  ),
  seq: variadic([], 'int', (values, { meter }) => seq(values, meter)),
})

function divisor(value: GoValue): bigint {
  const number = toInt64(value)
  return number === 0n ? failTemplate('division by zero') : number
}

function largest(): GoFunction {
  return variadic(['any'], 'any', ([first, ...others]) =>
    int64(others.map(toInt64).reduce((a, b) => (b > a ? b : a), toInt64(first))),
  )
}

function compute(
  start: number,
  values: readonly GoValue[],
  operate: (a: Decimal, b: Decimal) => Decimal,
): number {
  const operands = values.map((value) => decimalOf(toFloat64(value)))
  return floatOf(operands.reduce(operate, decimalOf(start)))
}

/** Go's `math.Max`: infinity beats NaN, NaN beats the rest. */
function largerFloat(a: number, b: number): number {
  return a === Infinity || b === Infinity ? Infinity : Math.max(a, b)
}

/** Rounds at `places` behind the point; fractions from `roundOn` on go up. */
function round(value: number, places: number, roundOn: number): number {
  const power = powerOfTen(places)
  const scaled = power * value
  const fraction = scaled - Math.trunc(scaled)
  return (fraction >= roundOn ? Math.ceil(scaled) : Math.floor(scaled)) / power
}

/** From `start` up or down to before `stop`. */
function sequence(
  start: bigint,
  stop: bigint,
  { step, meter }: { readonly step: bigint; readonly meter: Meter },
): bigint[] {
  if (stop < start ? step >= 0n : step <= 0n) return []
  const distance = stop < start ? start - stop : stop - start
  const size = step < 0n ? -step : step
  const length = countOf((distance + size - 1n) / size)
  meter.spendList(length)
  return Array.from({ length }, (_, index) => start + BigInt(index) * step)
}

/** `seq 3`, `seq 2 5`, `seq 10 -2 0`: numbers with spaces between, both ends included. */
function seq(values: readonly bigint[], meter: Meter): string {
  const [first = 1n, second = 1n, third] = values
  if (values.length === 0 || values.length > 3) return ''
  const start = values.length === 1 ? 1n : first
  const end = values.length === 1 ? first : (third ?? second)
  const direction = end < start ? -1n : 1n
  const step = values.length === 3 ? second : direction
  if (values.length === 3 && direction < 0n && step > 0n) return ''
  return sequence(start, end + direction, { step, meter }).join(' ')
}
