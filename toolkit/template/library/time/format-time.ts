import { DAY_NAMES, MONTH_NAMES, dayOfYear } from './calendar.ts'
import type { GoTime } from './go-time.ts'
import { offsetStyle, parseLayout } from './time-layout.ts'
import type { OffsetStyle } from './time-layout.ts'

/** A time as Go's `Time.Format` writes it. */
export function formatTime(time: GoTime, layout: string): string {
  return parseLayout(layout)
    .map(({ kind, text }) => (kind === 'text' ? text : formatElement(time, text)))
    .join('')
}

function formatElement(time: GoTime, element: string): string {
  const { date, hour, minute, second } = time
  switch (element) {
    case '2006':
      return padYear(date.year)
    case '06':
      return two(Math.abs(date.year) % 100)
    case 'January':
      return MONTH_NAMES[date.month - 1] ?? ''
    case 'Jan':
      return (MONTH_NAMES[date.month - 1] ?? '').slice(0, 3)
    case '1':
      return String(date.month)
    case '01':
      return two(date.month)
    case 'Monday':
      return DAY_NAMES[time.weekday] ?? ''
    case 'Mon':
      return (DAY_NAMES[time.weekday] ?? '').slice(0, 3)
    case '2':
      return String(date.day)
    case '_2':
      return String(date.day).padStart(2)
    case '02':
      return two(date.day)
    case '002':
      return String(dayOfYear(date)).padStart(3, '0')
    case '__2':
      return String(dayOfYear(date)).padStart(3)
    case '15':
      return two(hour)
    case '3':
      return String(hour % 12 === 0 ? 12 : hour % 12)
    case '03':
      return two(hour % 12 === 0 ? 12 : hour % 12)
    case '4':
      return String(minute)
    case '04':
      return two(minute)
    case '5':
      return String(second)
    case '05':
      return two(second)
    case 'PM':
      return hour >= 12 ? 'PM' : 'AM'
    case 'pm':
      return hour >= 12 ? 'pm' : 'am'
    case 'MST':
      return formatZoneName(time)
    default:
      return formatOffsetOrFraction(time, element)
  }
}

function formatOffsetOrFraction(time: GoTime, element: string): string {
  const style = offsetStyle(element)
  if (style !== undefined) return formatOffset(time.offset, style)
  const digits = String(time.nanosecond).padStart(9, '0').padEnd(element.length, '0')
  const shown = digits.slice(0, element.length - 1)
  if (element.endsWith('0')) return element.charAt(0) + shown
  const trimmed = shown.replace(/0+$/, '')
  return trimmed === '' ? '' : element.charAt(0) + trimmed
}

function formatOffset(offset: number, style: OffsetStyle): string {
  if (style.zulu && offset === 0) return 'Z'
  const size = Math.abs(offset)
  const minutes = Math.floor(size / 60)
  const parts = [two(Math.floor(minutes / 60))]
  if (style.minutes) parts.push(two(minutes % 60))
  if (style.seconds) parts.push(two(size % 60))
  // The sign is that of the whole minutes.
  return (offset <= -60 ? '-' : '+') + parts.join(style.colons ? ':' : '')
}

function formatZoneName(time: GoTime): string {
  const numeric = { zulu: false, colons: false, minutes: true, seconds: false }
  return time.zone.lettersAt(time.unixSeconds) || formatOffset(time.offset, numeric)
}

function padYear(year: number): string {
  return (year < 0 ? '-' : '') + String(Math.abs(year)).padStart(4, '0')
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
