import { GoMap, GoSlice } from './go-value.ts'
import type { GoValue } from './go-value.ts'
import { fromBytes, fromText } from './utf8.ts'

/** Deeper data is a mistake of the caller. */
const DEEPEST_DATA = 100

/**
 * A map of strings, as `map[string]string` in Go: the data of a SealedSecret's templates.
 *
 * Bytes are passed through as they are, UTF-8 or not.
 */
export function stringMap(entries: ReadonlyMap<string, string | Uint8Array>): GoMap {
  const converted = new Map<string, GoValue>()
  for (const [key, value] of entries) converted.set(fromText(key), textOf(value))
  return new GoMap('string', converted)
}

/**
 * A map of plain data, as Go's `encoding/json` would read it: objects and Maps become
 * `map[string]interface {}`, arrays `[]interface {}`, numbers float64; a bigint becomes an int,
 * `undefined` nil.
 *
 * @throws TypeError for functions, symbols and data nested more than 100 deep
 */
export function valueMap(entries: ReadonlyMap<string, unknown>): GoMap {
  return convertMap(entries, 0)
}

function convertMap(pairs: Iterable<readonly [unknown, unknown]>, depth: number): GoMap {
  const entries = new Map<string, GoValue>()
  for (const [key, value] of pairs) entries.set(fromText(String(key)), convert(value, depth + 1))
  return GoMap.dict(entries)
}

function convert(data: unknown, depth: number): GoValue {
  if (depth > DEEPEST_DATA) throw new TypeError('template data is nested too deeply')
  if (data === null || data === undefined) return null
  if (typeof data === 'string' || data instanceof Uint8Array) return textOf(data)
  if (typeof data === 'boolean' || typeof data === 'number' || typeof data === 'bigint') return data
  if (Array.isArray(data)) return GoSlice.list(data.map((item) => convert(item, depth + 1)))
  if (typeof data !== 'object') throw new TypeError('template data must be plain values')
  return convertMap(data instanceof Map ? data : Object.entries(data), depth)
}

function textOf(value: string | Uint8Array): string {
  return typeof value === 'string' ? fromText(value) : fromBytes(value)
}
