import { fixed, functionMap } from '../../functions/go-function.ts'
import type { FunctionMap } from '../../functions/go-function.ts'
import { GoInteger, int64 } from '../../values/go-value.ts'
import type { IntegerNaming } from '../../values/go-value.ts'
import { DAY_NAMES, MONTH_NAMES, dayOfYear } from './calendar.ts'
import { clampDuration, goDuration } from './duration.ts'
import { formatTime } from './format-time.ts'
import { GoTime, ZERO_TIME } from './go-time.ts'
import { LOCAL, UTC } from './zone.ts'

const MONTH: IntegerNaming = named(
  'time.Month',
  (value) => MONTH_NAMES[Number(value) - 1] ?? `%!Month(${value})`,
)
const WEEKDAY: IntegerNaming = named(
  'time.Weekday',
  (value) => DAY_NAMES[Number(value)] ?? `%!Weekday(${value})`,
)

function named(type: string, toText: (value: bigint) => string): IntegerNaming {
  const String: FunctionMap = new Map([
    [
      'String',
      {
        parameters: ['any'],
        rest: undefined,
        run: ([value]) => (value instanceof GoInteger ? toText(value.value) : ''),
      },
    ],
  ])
  return { type, toText, methods: String }
}

/** The methods of `time.Time` that return one value of a type templates can use. */
export const timeMethods: FunctionMap = functionMap({
  Year: fixed(['time.Time'], ([time]) => BigInt(time.date.year)),
  Month: fixed(['time.Time'], ([time]) => new GoInteger('int', BigInt(time.date.month), MONTH)),
  Day: fixed(['time.Time'], ([time]) => BigInt(time.date.day)),
  Weekday: fixed(['time.Time'], ([time]) => new GoInteger('int', BigInt(time.weekday), WEEKDAY)),
  YearDay: fixed(['time.Time'], ([time]) => BigInt(dayOfYear(time.date))),
  Hour: fixed(['time.Time'], ([time]) => BigInt(time.hour)),
  Minute: fixed(['time.Time'], ([time]) => BigInt(time.minute)),
  Second: fixed(['time.Time'], ([time]) => BigInt(time.second)),
  Nanosecond: fixed(['time.Time'], ([time]) => BigInt(time.nanosecond)),
  Unix: fixed(['time.Time'], ([time]) => int64(BigInt(time.unixSeconds))),
  UnixMilli: fixed(['time.Time'], ([time]) => int64(floorDivide(time.instant, 1_000_000n))),
  UnixMicro: fixed(['time.Time'], ([time]) => int64(floorDivide(time.instant, 1000n))),
  UnixNano: fixed(['time.Time'], ([time]) => int64(time.instant)),
  String: fixed(['time.Time'], ([time]) => time.toText()),
  Format: fixed(['time.Time', 'string'], ([time, layout]) => formatTime(time, layout)),
  UTC: fixed(['time.Time'], ([time]) => time.in(UTC)),
  Local: fixed(['time.Time'], ([time]) => time.in(LOCAL)),
  IsZero: fixed(['time.Time'], ([time]) => time.instant === ZERO_TIME.instant),
  Equal: fixed(['time.Time', 'time.Time'], ([time, other]) => time.instant === other.instant),
  After: fixed(['time.Time', 'time.Time'], ([time, other]) => time.instant > other.instant),
  Before: fixed(['time.Time', 'time.Time'], ([time, other]) => time.instant < other.instant),
  Compare: fixed(['time.Time', 'time.Time'], ([time, other]) =>
    time.instant < other.instant ? -1n : time.instant > other.instant ? 1n : 0n,
  ),
  Add: fixed(
    ['time.Time', 'time.Duration'],
    ([time, duration]) => new GoTime(time.instant + duration.value, time.zone),
  ),
  Sub: fixed(['time.Time', 'time.Time'], ([time, other]) =>
    goDuration(clampDuration(time.instant - other.instant)),
  ),
  AddDate: fixed(['time.Time', 'int', 'int', 'int'], ([time, years, months, days]) =>
    addDate(time, { years, months, days }),
  ),
})

function addDate(
  time: GoTime,
  { years, months, days }: { years: bigint; months: bigint; days: bigint },
): GoTime {
  const { date, hour, minute, second, nanosecond } = time
  const year = date.year + bounded(years)
  const month = date.month + bounded(months)
  const day = date.day + bounded(days)
  return GoTime.fromParts({ year, month, day, hour, minute, second, nanosecond }, time.zone)
}

/** Beyond a million years the calendar has no meaning, but must not overflow either. */
function bounded(count: bigint): number {
  const LIMIT = 400_000_000n
  return Number(count > LIMIT ? LIMIT : count < -LIMIT ? -LIMIT : count)
}

function floorDivide(value: bigint, unit: bigint): bigint {
  return (value - (((value % unit) + unit) % unit)) / unit
}
