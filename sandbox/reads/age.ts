const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const YEAR = 365 * DAY

/** The steps of an age: below `until` seconds it is told in `unit`, and `rest` when that is not 0. */
const STEPS: readonly {
  readonly until: number
  readonly unit: readonly [number, string]
  readonly rest?: readonly [number, string]
}[] = [
  { until: 2 * MINUTE, unit: [1, 's'] },
  { until: 10 * MINUTE, unit: [MINUTE, 'm'], rest: [1, 's'] },
  { until: 3 * HOUR, unit: [MINUTE, 'm'] },
  { until: 8 * HOUR, unit: [HOUR, 'h'], rest: [MINUTE, 'm'] },
  { until: 2 * DAY, unit: [HOUR, 'h'] },
  { until: 8 * DAY, unit: [DAY, 'd'], rest: [HOUR, 'h'] },
  { until: 2 * YEAR, unit: [DAY, 'd'] },
  { until: 8 * YEAR, unit: [YEAR, 'y'], rest: [DAY, 'd'] },
  { until: Infinity, unit: [YEAR, 'y'] },
]

/** How long ago something was, as kubectl tells it: `59s`, `5m30s`, `3h`, `2d4h`, `<unknown>`. */
export function formatAge(since: unknown, now: Date): string {
  const then = typeof since === 'string' ? Date.parse(since) : NaN
  if (Number.isNaN(then)) return '<unknown>'
  const seconds = Math.max(0, Math.floor((now.getTime() - then) / 1000))
  const step = STEPS.find(({ until }) => seconds < until)
  if (step === undefined) return '<unknown>'
  const [size, letter] = step.unit
  const told = `${Math.floor(seconds / size)}${letter}`
  if (step.rest === undefined) return told
  const [restSize, restLetter] = step.rest
  const rest = Math.floor((seconds % size) / restSize)
  return rest === 0 ? told : `${told}${rest}${restLetter}`
}
