const SECOND = 1000
const UNITS: readonly (readonly [string, number])[] = [
  ['d', 24 * 60 * 60 * SECOND],
  ['h', 60 * 60 * SECOND],
  ['m', 60 * SECOND],
  ['s', SECOND],
]

/** How long ago something was, in its largest whole unit as kubectl writes it: `12d`, `3h`, `5m`, `0s`. */
export function formatAge(then: Date, now: Date): string {
  const age = Math.max(0, now.getTime() - then.getTime())
  for (const [unit, length] of UNITS) {
    if (age >= length) return `${Math.floor(age / length)}${unit}`
  }
  return '0s'
}
