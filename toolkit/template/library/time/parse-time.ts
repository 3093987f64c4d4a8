import { DAY_NAMES, MONTH_NAMES, dayOfYear, daysInMonth } from './calendar.ts'
import { SECOND } from './duration.ts'
import { GoTime } from './go-time.ts'
import { TimeReader } from './time-reader.ts'
import { offsetStyle, parseLayout } from './time-layout.ts'
import type { OffsetStyle } from './time-layout.ts'
import { LOCAL, UTC, fixedZone } from './zone.ts'

/** What has been read so far. */
interface Fields {
  year: number
  month: number | undefined
  day: number | undefined
  dayOfYear: number | undefined
  hour: number
  minute: number
  second: number
  nanosecond: number
  half: 'am' | 'pm' | undefined
  utc: boolean
  offset: number | undefined
  zoneName: string
}

/** A text that does not fit its layout. */
class Mismatch extends Error {}

/**
 * Reads a time as Go's `time.ParseInLocation` does, in the local zone of templates (UTC).
 *
 * @returns `undefined` when the text does not fit the layout or names no existing time
 */
export function parseTime(layout: string, text: string): GoTime | undefined {
  try {
    return toTime(readFields(layout, new TimeReader(text, () => new Mismatch())))
  } catch (error) {
    if (error instanceof Mismatch) return undefined
    throw error
  }
}

function readFields(layout: string, reader: TimeReader): Fields {
  const fields: Fields = {
    year: 0,
    month: undefined,
    day: undefined,
    dayOfYear: undefined,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
    half: undefined,
    utc: false,
    offset: undefined,
    zoneName: '',
  }
  const pieces = parseLayout(layout)
  for (const [index, { kind, text }] of pieces.entries()) {
    if (kind === 'text') reader.skip(text)
    else readElement(fields, text, reader)
    if (/^0?5$/.test(text) && kind === 'element') {
      readImplicitFraction(fields, pieces.slice(index + 1), reader)
    }
  }
  reader.expectEnd()
  return fields
}

function readElement(fields: Fields, element: string, reader: TimeReader): void {
  switch (element) {
    case '2006':
      fields.year = reader.year()
      return
    case '06': {
      const year = reader.shortYear()
      fields.year = year + (year >= 69 ? 1900 : 2000)
      return
    }
    case 'January':
      fields.month = reader.name(MONTH_NAMES) + 1
      return
    case 'Jan':
      fields.month = reader.name(MONTH_NAMES.map((name) => name.slice(0, 3))) + 1
      return
    case '1':
    case '01':
      fields.month = reader.number(element === '01', 1, 12)
      return
    case 'Monday':
      reader.name(DAY_NAMES)
      return
    case 'Mon':
      reader.name(DAY_NAMES.map((name) => name.slice(0, 3)))
      return
    case '_2':
      reader.optionalSpace()
      fields.day = reader.number(false, 0, 99)
      return
    case '2':
    case '02':
      fields.day = reader.number(element === '02', 0, 99)
      return
    case '__2':
      reader.optionalSpace()
      reader.optionalSpace()
      fields.dayOfYear = reader.digits(1, 3)
      return
    case '002':
      fields.dayOfYear = reader.digits(3, 3)
      return
    default:
      readClock(fields, element, reader)
  }
}

function readClock(fields: Fields, element: string, reader: TimeReader): void {
  switch (element) {
    case '15':
      fields.hour = reader.number(false, 0, 23)
      return
    case '3':
    case '03':
      fields.hour = reader.number(element === '03', 0, 12)
      return
    case '4':
    case '04':
      fields.minute = reader.number(element === '04', 0, 59)
      return
    case '5':
    case '05':
      fields.second = reader.number(element === '05', 0, 59)
      return
    case 'PM':
      fields.half = reader.exactly(/PM|AM/y) === 'PM' ? 'pm' : 'am'
      return
    case 'pm':
      fields.half = reader.exactly(/pm|am/y) === 'pm' ? 'pm' : 'am'
      return
    case 'MST':
      readZoneName(fields, reader)
      return
    default: {
      const style = offsetStyle(element)
      if (style === undefined) readFraction(fields, element, reader)
      else readOffset(fields, style, reader)
    }
  }
}

/** Behind the seconds a fraction is taken even when the layout has none. */
function readImplicitFraction(
  fields: Fields,
  following: ReturnType<typeof parseLayout>,
  reader: TimeReader,
): void {
  const next = following.find(({ kind }) => kind === 'element')
  if (next !== undefined && /^[.,]/.test(next.text)) return
  const fraction = reader.optionally(/[.,][0-9]+/y)
  if (fraction !== undefined) fields.nanosecond = nanoseconds(fraction)
}

function readFraction(fields: Fields, element: string, reader: TimeReader): void {
  const text = element.endsWith('0')
    ? reader.exactly(new RegExp(`[.,][0-9]{${element.length - 1}}`, 'y'))
    : reader.optionally(/[.,][0-9]+/y)
  if (text !== undefined) fields.nanosecond = nanoseconds(text)
}

/** Of a fraction with its mark; digits beyond the ninth are cut. */
function nanoseconds(fraction: string): number {
  return Number(fraction.slice(1, 10).padEnd(9, '0'))
}

function readOffset(fields: Fields, style: OffsetStyle, reader: TimeReader): void {
  if (style.zulu && reader.optionally(/Z/y) !== undefined) {
    fields.utc = true
    return
  }
  const colon = style.colons ? ':' : ''
  const minutes = style.minutes ? `${colon}([0-9]{2})` : ''
  const seconds = style.seconds ? `${colon}([0-9]{2})` : ''
  const text = reader.exactly(new RegExp(`[+-][0-9]{2}${minutes}${seconds}`, 'y'))
  const [hour = 0, minute = 0, second = 0] = (text.match(/[0-9]{2}/g) ?? []).map(Number)
  if (hour > 24 || minute > 60 || second > 60) throw new Mismatch()
  fields.offset = (text.startsWith('-') ? -1 : 1) * ((hour * 60 + minute) * 60 + second)
}

/** Letters of a zone: UTC, GMT with an offset, three to five capitals, or an offset. */
function readZoneName(fields: Fields, reader: TimeReader): void {
  if (reader.optionally(/UTC/y) !== undefined) {
    fields.utc = true
    return
  }
  fields.zoneName =
    reader.optionally(/ChST|MeST/y) ??
    reader.optionally(/GMT(?:[+-](?:0*1?[0-9]|0*2[0-3])(?![0-9]))?/y) ??
    reader.optionally(/[+-](?:0*1?[0-9]|0*2[0-3])(?![0-9])/y) ??
    reader.exactly(/(?:[A-Z]{4}T|[A-Z]{3}T|WITA|[A-Z]{3})(?![A-Z])/y)
}

function toTime(fields: Fields): GoTime {
  const { year } = fields
  const { month, day } = dateOf(fields)
  if (day < 1 || day > daysInMonth(year, month)) throw new Mismatch()
  const { minute, second, nanosecond } = fields
  const hour = hourOf(fields)
  const parts = { year, month, day, hour, minute, second, nanosecond }
  if (fields.utc) return GoTime.fromParts(parts, UTC)
  const { instant } = GoTime.fromParts(parts, UTC)
  const { offset, zoneName } = fields
  if (offset !== undefined) {
    const local = offset === 0 && (zoneName === '' || zoneName === 'UTC')
    const zone = local ? LOCAL : fixedZone(zoneName, offset)
    return new GoTime(instant - BigInt(offset) * SECOND, zone)
  }
  if (zoneName === '') return GoTime.fromParts(parts, LOCAL)
  // Letters alone tell no offset: Go takes the time as UTC and only shows them.
  const hours = zoneName.startsWith('GMT') ? Number(zoneName.slice(3)) : 0
  return new GoTime(instant, fixedZone(zoneName, hours * 3600))
}

function hourOf({ half, hour }: Fields): number {
  if (half === 'pm' && hour < 12) return hour + 12
  return half === 'am' && hour === 12 ? 0 : hour
}

function dateOf(fields: Fields): { month: number; day: number } {
  const { year, month, day } = fields
  if (fields.dayOfYear === undefined) return { month: month ?? 1, day: day ?? 1 }
  const date = GoTime.fromParts(
    { year, month: 1, day: fields.dayOfYear, hour: 0, minute: 0, second: 0, nanosecond: 0 },
    UTC,
  ).date
  const exists = fields.dayOfYear >= 1 && dayOfYear(date) === fields.dayOfYear
  if (!exists || (month ?? date.month) !== date.month || (day ?? date.day) !== date.day) {
    throw new Mismatch()
  }
  return date
}
