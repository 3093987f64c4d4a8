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
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-NZ', 'en-IN', 'en-ZA', 'ja-JP', 'ko-KR', 'zh-HK']

function openZone(name: string): Zone | undefined {
  // Intl ignores case and takes offsets as names; the database does neither.
  if (name.length > 64 || !/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/.test(name)) return undefined
  try {
    const clock = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
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
        new Intl.DateTimeFormat(locale, { timeZone: name, timeZoneName: 'short', day: 'numeric' }),
    )
    return { name, offsetAt: (unixSeconds) => offsetOf(unixSeconds, clock, letters) }
  } catch {
    return undefined // a RangeError: no such zone
  }
}

function offsetOf(
  unixSeconds: number,
  clock: Intl.DateTimeFormat,
  letters: readonly Intl.DateTimeFormat[],
): ZoneOffset {
  const date = new Date(unixSeconds * 1000)
  const parts = new Map(clock.formatToParts(date).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type))
  const year =
    parts.get('era') === 'B' || parts.get('era') === 'BC' ? 1 - part('year') : part('year')
  const shown = new Date(0)
  shown.setUTCFullYear(year, part('month') - 1, part('day'))
  shown.setUTCHours(part('hour'), part('minute'), part('second'))
  const seconds = shown.getTime() / 1000 - unixSeconds
  return { seconds, abbreviation: abbreviationAt(date, letters) ?? numericName(seconds) }
}

function abbreviationAt(date: Date, letters: readonly Intl.DateTimeFormat[]): string | undefined {
  for (const format of letters) {
    const name = format.formatToParts(date).find(({ type }) => type === 'timeZoneName')?.value
    if (name !== undefined && /^[A-Z]{3,5}$/.test(name)) return name
  }
  return undefined
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
