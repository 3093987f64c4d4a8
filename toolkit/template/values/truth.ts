import { GoInteger, GoMap, GoObject, GoSlice } from './go-value.ts'
import type { GoValue } from './go-value.ts'

/** Truth as `if` sees it: not the zero value of its type; objects are always true. */
export function isTrue(value: GoValue): boolean {
  if (value === undefined || value === null) return false
  if (typeof value === 'boolean') return value
  if (typeof value === 'string') return value !== ''
  if (typeof value === 'bigint') return value !== 0n
  if (typeof value === 'number') return value !== 0 // NaN is not zero, hence true
  if (value instanceof GoInteger) return value.value !== 0n
  if (value instanceof GoSlice) return value.length > 0
  if (value instanceof GoMap) return value.entries.size > 0
  return value instanceof GoObject
}
