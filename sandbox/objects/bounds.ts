import type { Json } from './json.ts'

/** Deepest nesting of a body or a patched object; the deepest schemas in use have about 60. */
const MAX_DEPTH = 200
/** Most values in one; a body of the greatest length has less. */
const MAX_VALUES = 2_000_000

/** Whether a value is small enough to be handled recursively and to be written out again. */
export function isWithinBounds(value: Json): boolean {
  let values = 0
  let level: Json[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    values += level.length
    if (depth > MAX_DEPTH || values > MAX_VALUES) return false
    const next: Json[] = []
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue
      for (const child of Array.isArray(item) ? item : Object.values(item)) next.push(child)
      if (values + next.length > MAX_VALUES) return false
    }
    level = next
  }
  return true
}
