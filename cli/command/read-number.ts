import type { Options } from './options.ts'

/** Bounds of a whole number. */
export interface NumberBounds {
  readonly least: number
  readonly most: number
}

/**
 * The whole number an option was given.
 *
 * @throws WaxsealError `ERR_USAGE` when it is none, or out of bounds
 */
export function readWholeNumber(
  options: Options,
  name: string,
  { least, most }: NumberBounds,
): number | undefined {
  const text = options.text(name)
  if (text === undefined) return undefined
  const number = /^[0-9]{1,12}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw options.error(`--${name} must be a whole number from ${least} to ${most}`)
}

const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 }

/**
 * The duration an option was given, in seconds, written as Go writes it: `87600h`, `1h30m`, `90s`.
 *
 * @throws WaxsealError `ERR_USAGE`
 */
export function readDuration(options: Options, name: string): number | undefined {
  const text = options.text(name)
  if (text === undefined) return undefined
  if (!/^([0-9]{1,9}[hms])+$/.test(text)) {
    throw options.error(`--${name} must be a duration such as 87600h or 1h30m`)
  }
  return Array.from(text.matchAll(/([0-9]+)([hms])/g)).reduce(
    (sum, [, amount = '', unit = '']) => sum + Number(amount) * (SECONDS[unit] ?? 0),
    0,
  )
}
