import { listedLetters } from './zone-letters.ts'

/** A place or a fixed offset. */
export interface Zone {
  readonly name: string
  /** What the clocks show there, in seconds east of UTC. */
  offsetAt(unixSeconds: number): number
  /** The letters for it, such as `CET`; empty for an offset without a name. */
  lettersAt(unixSeconds: number): string
}

/** Coordinated universal time. */
export const UTC: Zone = fixedZone('UTC', 0)

/**
 * The local time of a template is UTC, wherever it is rendered: the same SealedSecret gives the same
 * Secret on every machine.
 */
export const LOCAL: Zone = fixedZone('UTC', 0)

/** A zone that never changes. */
export function fixedZone(letters: string, seconds: number): Zone {
  return { name: letters, offsetAt: () => seconds, lettersAt: () => letters }
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

function openZone(name: string): Zone | undefined {
  // Intl ignores case and takes offsets as names; the database does neither.
  if (name.length > 64 || !/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/.test(name)) return undefined
  const clock = clockOf(name)
  if (clock === undefined) return undefined
  const offsetAt = (unixSeconds: number): number =>
    shownBy(clock, new Date(unixSeconds * 1000)) - unixSeconds
  return {
    name,
    offsetAt,
    lettersAt(unixSeconds) {
      const offset = offsetAt(unixSeconds)
      const letters = listedLetters(name, offset) ?? intlLetters(name, unixSeconds)
      return letters || numericName(offset)
    },
  }
}

function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
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

/** The letters in the first English that has some; empty when none has. */
function intlLetters(timeZone: string, unixSeconds: number): string {
  for (const locale of LOCALES) {
    const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
    const parts = format.formatToParts(new Date(unixSeconds * 1000))
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value
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
