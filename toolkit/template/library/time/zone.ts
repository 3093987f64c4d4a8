import { listedLetters } from './zone-letters.ts'

/** What the clocks of a place show: seconds east of UTC and the letters for it. */
export interface ZoneOffset {
  readonly seconds: number
  /** Such as `CET`; empty for an offset without a name. */
  readonly abbreviation: string
}

/** A place or a fixed offset. */
export interface Zone {
  readonly name: string
  offsetAt(unixSeconds: number): ZoneOffset
}

/** Coordinated universal time. */
export const UTC: Zone = fixedZone('UTC', 0)

/**
 * The local time of a template is UTC, wherever it is rendered: the same SealedSecret gives the same
 * Secret on every machine.
 */
export const LOCAL: Zone = fixedZone('UTC', 0)

/** A zone that never changes. */
export function fixedZone(abbreviation: string, seconds: number): Zone {
  return { name: abbreviation, offsetAt: () => ({ seconds, abbreviation }) }
}

const known = new Map<string, Zone | undefined>()
/** Enough for any template; the rest is looked up anew. */
const MOST_KNOWN = 64

/**
 * The zone of that name in the IANA database; `undefined` when there is none.
 *
 * The database is that of the JavaScript engine.
 */
export function loadZone(name: string): Zone | undefined {
  if (name === '' || name === 'UTC') return UTC
  if (name === 'Local') return LOCAL
  if (!known.has(name)) {
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(name, openZone(name))
  }
  return known.get(name)
}

/** Locales whose English knows the letters of the zones of their part of the world. */
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-NZ', 'en-IN', 'en-ZA', 'ja-JP']

/** Clocks and letters of a zone. */
interface ZoneFormats {
  readonly clock: Intl.DateTimeFormat
  readonly letters: readonly Intl.DateTimeFormat[]
}

function openZone(name: string): Zone | undefined {
  // Intl ignores case and takes offsets as names; the database does neither.
  if (name.length > 64 || !/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/.test(name)) return undefined
  const formats = formatsOf(name)
  if (formats === undefined) return undefined
  return {
    name,
    offsetAt(unixSeconds) {
      const date = new Date(unixSeconds * 1000)
      const seconds = shownBy(formats.clock, date) - unixSeconds
      const letters = listedLetters(name, seconds) ?? lettersAt(date, formats.letters)
      return { seconds, abbreviation: letters || numericName(seconds) }
    },
  }
}

function formatsOf(timeZone: string): ZoneFormats | undefined {
  try {
    const clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    })
    const letters = LOCALES.map(
      (locale) =>
        new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short', day: 'numeric' }),
    )
    return { clock, letters }
  } catch {
    return undefined // a RangeError: no such zone
  }
}

/** What the clock shows, as seconds since 1970 of a clock in UTC that shows the same. */
function shownBy(clock: Intl.DateTimeFormat, date: Date): number {
  const parts = new Map(clock.formatToParts(date).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type))
  const beforeChrist = parts.get('era')?.startsWith('B') ?? false
  const shown = new Date(0)
  shown.setUTCFullYear(
    beforeChrist ? 1 - part('year') : part('year'),
    part('month') - 1,
    part('day'),
  )
  shown.setUTCHours(part('hour'), part('minute'), part('second'))
  return shown.getTime() / 1000
}

function lettersAt(date: Date, formats: readonly Intl.DateTimeFormat[]): string {
  for (const format of formats) {
    const name = format.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value
    if (name !== undefined && /^[A-Z]{3,5}$/.test(name)) return name
  }
  return ''
}

/** Zones without letters are named by their offset in the database: `+03`, `+0545`. */
function numericName(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60)
  const rest = minutes % 60 === 0 ? '' : twoDigits(minutes % 60)
  return `${seconds < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}${rest}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
