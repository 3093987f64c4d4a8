import type { Meter } from '../meter.ts'
import { GoMap, GoSlice } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'

/** A copy that shares no list and no map with the original. */
export function deepCopy(value: GoValue, meter: Meter): GoValue {
  meter.spend(1)
  if (value instanceof GoSlice) {
    if (value.isNil) return value
    return meter.nest(() =>
      GoSlice.of(
        value.elementType,
        value.toArray().map((item) => deepCopy(item, meter)),
      ),
    )
  }
  if (value instanceof GoMap) {
    if (value.isNil) return value
    return meter.nest(() => {
      const entries = new Map<string, GoValue>()
      for (const [key, item] of value.entries) entries.set(key, deepCopy(item, meter))
      return new GoMap(value.elementType, entries)
    })
  }
  return value
}
