import { GoObject } from '../../values/go-value.ts'
import type { FunctionMap } from '../../functions/go-function.ts'
import { quoteText } from '../../format/quote.ts'
import { MONTH_NAMES, civilFromDays, daysFromCivil } from './calendar.ts'
import type { CivilDate } from './calendar.ts'
import { SECOND } from './duration.ts'
import { formatTime } from './format-time.ts'
import { timeMethods } from './time-methods.ts'
import { LOCAL, UTC } from './zone.ts'
import type { Zone } from './zone.ts'

const SECONDS_PER_DAY = 86_400

/** A date with a time of day; parts out of range carry over. */
export interface TimeParts extends CivilDate {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly nanosecond: number
}

/** Go's `time.Time`: an instant and the zone in which it is shown. */
export class GoTime extends GoObject {
  override readonly type = 'time.Time'
  override readonly kind = 'struct'
  /** Nanoseconds since 1970-01-01T00:00:00Z. */
  readonly instant: bigint
  readonly zone: Zone
  /** Seconds east of UTC. */
  readonly offset: number
  readonly date: CivilDate
  /** 0 to 86,399. */
  readonly secondOfDay: number
  /** 0 is Sunday. */
  readonly weekday: number

  constructor(instant: bigint, zone: Zone) {
    super()
    this.instant = instant
    this.zone = zone
    this.offset = zone.offsetAt(this.unixSeconds)
    const shown = this.unixSeconds + this.offset
    const days = Math.floor(shown / SECONDS_PER_DAY)
    this.date = civilFromDays(days)
    this.secondOfDay = shown - days * SECONDS_PER_DAY
    this.weekday = (((days + 4) % 7) + 7) % 7 // 1970-01-01 was a Thursday
  }

  /** The time at which a clock in `zone` shows these parts. */
  static fromParts(parts: TimeParts, zone: Zone): GoTime {
    const { hour, minute, second, nanosecond } = parts
    const shown = daysFromCivil(parts) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second
    // The offset depends on the instant and the other way round; two steps settle it.
    const guess = zone.offsetAt(shown)
    const seconds = shown - zone.offsetAt(shown - guess)
    return new GoTime(BigInt(seconds) * SECOND + BigInt(nanosecond), zone)
  }

  override get methods(): FunctionMap {
    return timeMethods
  }

  /** Seconds since 1970-01-01T00:00:00Z, rounded down. */
  get unixSeconds(): number {
    return Number((this.instant - BigInt(this.nanosecond)) / SECOND)
  }

  get hour(): number {
    return Math.floor(this.secondOfDay / 3600)
  }

  get minute(): number {
    return Math.floor(this.secondOfDay / 60) % 60
  }

  get second(): number {
    return this.secondOfDay % 60
  }

  /** 0 to 999,999,999. */
  get nanosecond(): number {
    return Number(((this.instant % SECOND) + SECOND) % SECOND)
  }

  /** The same instant shown in another zone. */
  in(zone: Zone): GoTime {
    return new GoTime(this.instant, zone)
  }

  override toText(): string {
    return formatTime(this, '2006-01-02 15:04:05.999999999 -0700 MST')
  }

  override toGoSyntax(): string {
    const { date, hour, minute, second, nanosecond, zone } = this
    const month = `time.${MONTH_NAMES[date.month - 1] ?? ''}`
    const named = `time.Location(${quoteText(zone.name)})`
    const place = zone === UTC ? 'time.UTC' : zone === LOCAL ? 'time.Local' : named
    const parts = [date.year, month, date.day, hour, minute, second, nanosecond, place]
    return `time.Date(${parts.join(', ')})`
  }

  override toJson(): string | undefined {
    if (this.date.year < 0 || this.date.year > 9999) return undefined
    return quoteText(formatTime(this, '2006-01-02T15:04:05.999999999Z07:00'))
  }

  override deepEquals(other: GoObject): boolean {
    return (
      other instanceof GoTime &&
      other.instant === this.instant &&
      other.zone.name === this.zone.name &&
      other.offset === this.offset
    )
  }

  override equals(other: GoObject): boolean {
    return other instanceof GoTime && other.instant === this.instant && other.zone === this.zone
  }
}

/** Go's zero time, what parsing gives when it fails. */
export const ZERO_TIME: GoTime = GoTime.fromParts(
  { year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0, nanosecond: 0 },
  UTC,
)
