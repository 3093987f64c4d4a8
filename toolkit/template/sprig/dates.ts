import { parseInt64 } from '../format/parse-number.ts'
import { fixed, functionMap, nowOf } from '../functions/go-function.ts'
import type { FunctionMap, GoFunction, Runtime } from '../functions/go-function.ts'
import {
  HOUR,
  MINUTE,
  SECOND,
  formatDuration,
  parseDuration,
  roundDuration,
} from '../library/time/duration.ts'
import { formatTime } from '../library/time/format-time.ts'
import { GoTime, ZERO_TIME } from '../library/time/go-time.ts'
import { parseTime } from '../library/time/parse-time.ts'
import { LOCAL, UTC, loadZone } from '../library/time/zone.ts'
import { failTemplate } from '../template-failure.ts'
import { GoInteger } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'
import { clampDuration } from '../library/time/duration.ts'

/** Steps for a look into the database of time zones. */
const ZONE_STEPS = 500

const ISO_DATE = '2006-01-02'

const dateInZone = fixed(['string', 'any', 'string'], ([layout, date, zone], runtime) =>
  formatIn(date, { layout, zone, runtime }),
)

const dateModify = fixed(['string', 'time.Time'], ([text, time]) => {
  const duration = parseDuration(text)
  return duration === undefined ? time : new GoTime(time.instant + duration, time.zone)
})

const mustDateModify = fixed(['string', 'time.Time'], ([text, time]) => {
  const duration = parseDuration(text) ?? failTemplate('text is not a duration')
  return new GoTime(time.instant + duration, time.zone)
})

/** Functions of sprig on dates. The local time of a template is UTC. */
export const dateFunctions: FunctionMap = functionMap({
  now: fixed([], (_, runtime) => now(runtime)),
  ago: fixed(['any'], ([date], runtime) => {
    const elapsed = clampDuration(now(runtime).instant - timeOf(date, runtime).instant)
    return formatDuration(roundDuration(elapsed, SECOND))
  }),
  date: fixed(['string', 'any'], ([layout, date], runtime) =>
    formatIn(date, { layout, zone: 'Local', runtime }),
  ),
  dateInZone,
  date_in_zone: dateInZone,
  dateModify,
  date_modify: dateModify,
  mustDateModify,
  must_date_modify: mustDateModify,
  htmlDate: fixed(['any'], ([date], runtime) =>
    formatIn(date, { layout: ISO_DATE, zone: 'Local', runtime }),
  ),
  htmlDateInZone: fixed(['any', 'string'], ([date, zone], runtime) =>
    formatIn(date, { layout: ISO_DATE, zone, runtime }),
  ),
  toDate: fixed(['string', 'string'], ([layout, text]) => parseTime(layout, text) ?? ZERO_TIME),
  mustToDate: fixed(
    ['string', 'string'],
    ([layout, text]) => parseTime(layout, text) ?? failTemplate('text is not a date'),
  ),
  unixEpoch: fixed(['time.Time'], ([time]) => String(time.unixSeconds)),
  duration: fixed(['any'], ([seconds]) =>
    formatDuration(BigInt.asIntN(64, durationSeconds(seconds) * SECOND)),
  ),
  durationRound: durationRound(),
})

function now(runtime: Runtime): GoTime {
  return new GoTime(BigInt(nowOf(runtime).getTime()) * 1_000_000n, LOCAL)
}

/** A time, or seconds since 1970 as int or int64; anything else is the present. */
function timeOf(date: GoValue, runtime: Runtime): GoTime {
  if (date instanceof GoTime) return date
  if (typeof date === 'bigint') return new GoTime(date * SECOND, LOCAL)
  if (isInt64(date)) return new GoTime(date.value * SECOND, LOCAL)
  return now(runtime)
}

function isInt64(value: GoValue): value is GoInteger {
  return value instanceof GoInteger && value.type === 'int64'
}

function formatIn(
  date: GoValue,
  options: { readonly layout: string; readonly zone: string; readonly runtime: Runtime },
): string {
  const { layout, zone, runtime } = options
  if (zone !== 'Local') runtime.meter.spend(ZONE_STEPS)
  return formatTime(timeOf(date, runtime).in(loadZone(zone) ?? UTC), layout)
}

function durationSeconds(seconds: GoValue): bigint {
  if (isInt64(seconds)) return seconds.value
  if (typeof seconds !== 'string') return 0n
  const parsed = parseInt64(seconds, 10)
  return parsed.kind === 'syntax' ? 0n : parsed.value
}

/** Units from a year down; the largest one that the duration exceeds is shown. */
const UNITS: readonly (readonly [string, bigint])[] = [
  ['y', 365n * 24n * HOUR],
  ['mo', 30n * 24n * HOUR],
  ['d', 24n * HOUR],
  ['h', HOUR],
  ['m', MINUTE],
  ['s', SECOND],
]

/** Roughly how long: `3d`, `2mo`; of a time, how long ago. */
function durationRound(): GoFunction {
  return fixed(['any'], ([duration], runtime) => {
    const size = nanosecondsOf(duration, runtime)
    const magnitude = size < 0n ? -size : size
    const unit = UNITS.find(([, length]) => magnitude > length)
    return unit === undefined ? '0s' : `${magnitude / unit[1]}${unit[0]}`
  })
}

function nanosecondsOf(duration: GoValue, runtime: Runtime): bigint {
  if (typeof duration === 'string') return parseDuration(duration) ?? 0n
  if (isInt64(duration)) return duration.value
  if (duration instanceof GoTime) return clampDuration(now(runtime).instant - duration.instant)
  return 0n
}
