import type { YamlPath } from './yaml-stream.ts'

type Change = (value: unknown) => unknown

/** What an entry becomes that is to go. */
export const REMOVED: unique symbol = Symbol('removed')

/**
 * A copy of a value with one change at `path`; what is not on the way is shared.
 *
 * @param change - gets the value there, `undefined` when there is none
 */
export function valueWith(value: unknown, path: YamlPath, change: Change): unknown {
  const [part, ...rest] = path
  if (part === undefined) return change(value)
  if (Array.isArray(value)) {
    const copy: unknown[] = [...(value as unknown[])]
    const member = valueWith(copy[Number(part)], rest, change)
    copy.splice(Number(part), 1, ...(member === REMOVED ? [] : [member]))
    return copy
  }
  const copy = Object.assign(Object.create(null) as Record<string, unknown>, value)
  const member = valueWith(copy[part], rest, change)
  if (member === REMOVED) delete copy[part]
  else copy[part] = member
  return copy
}

/** Whether two values are the same, whatever the order of their keys. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = Object.entries(a)
  const right = new Map<string, unknown>(Object.entries(b))
  return (
    left.length === right.size &&
    left.every(([key, member]) => right.has(key) && sameValue(member, right.get(key)))
  )
}
