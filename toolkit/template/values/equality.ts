import type { Meter } from '../meter.ts'
import { GoInteger, GoMap, GoObject, GoSlice, typeName } from './go-value.ts'
import type { GoValue } from './go-value.ts'

/** Go's `reflect.DeepEqual`: same types, same contents, all the way down; NaN equals nothing. */
export function deepEqual(a: GoValue, b: GoValue, meter: Meter): boolean {
  meter.spend(1)
  if (a === null || a === undefined || b === null || b === undefined) {
    return (a ?? null) === (b ?? null)
  }
  if (typeName(a) !== typeName(b)) return false
  if (a instanceof GoInteger && b instanceof GoInteger) return a.value === b.value
  if (a instanceof GoSlice && b instanceof GoSlice) return slicesEqual(a, b, meter)
  if (a instanceof GoMap && b instanceof GoMap) return mapsEqual(a, b, meter)
  if (a instanceof GoObject && b instanceof GoObject) return a.deepEquals(b)
  return a === b
}

function slicesEqual(a: GoSlice, b: GoSlice, meter: Meter): boolean {
  if (a.isNil !== b.isNil || a.length !== b.length) return false
  return meter.nest(() => {
    for (let i = 0; i < a.length; i++) {
      if (!deepEqual(a.at(i), b.at(i), meter)) return false
    }
    return true
  })
}

function mapsEqual(a: GoMap, b: GoMap, meter: Meter): boolean {
  if (a === b) return true
  if (a.isNil !== b.isNil || a.entries.size !== b.entries.size) return false
  return meter.nest(() => {
    for (const [key, value] of a.entries) {
      if (!b.entries.has(key) || !deepEqual(value, b.entries.get(key), meter)) return false
    }
    return true
  })
}
