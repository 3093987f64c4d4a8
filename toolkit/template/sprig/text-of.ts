import { sprint } from '../format/sprint.ts'
import type { Meter } from '../meter.ts'
import { GoSlice } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'

/** Any value as text, as `toString` gives it. */
export function textOf(value: GoValue, meter: Meter): string {
  return typeof value === 'string' ? value : sprint([value], meter)
}

/** The elements of a list as texts, nil left out; anything else as a list of one. */
export function textsOf(value: GoValue, meter: Meter): readonly string[] {
  if (value === null || value === undefined) return []
  if (!(value instanceof GoSlice)) return [textOf(value, meter)]
  return value
    .toArray()
    .filter((item) => item !== null && item !== undefined)
    .map((item) => textOf(item, meter))
}
