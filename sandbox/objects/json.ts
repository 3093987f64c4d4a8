/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject

/** A JSON object; those built here have no prototype, so that any key is only a key. */
export interface JsonObject {
  [key: string]: Json
}

/** Whether a value is a JSON object (not null, not a list). */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object without a prototype: `__proto__` and `constructor` are keys like any other. */
export function emptyObject(): JsonObject {
  return Object.create(null) as JsonObject
}

/** The own property of an object, `undefined` for everything else. */
export function own(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

/** The value at a path of keys, `undefined` as soon as one is missing. */
export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(own, value)
}

/** A text as it is, a number or truth value as text, anything else as the empty text. */
export function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** Whether two values are the same JSON; the order of keys does not count. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]))
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  )
}
