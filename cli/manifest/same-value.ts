/** Whether two parsed documents mean the same; the order of keys and absent members do not count. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((element, index) => sameValue(element, b[index]))
  }
  if (!isObject(a) || !isObject(b)) return false
  const left = members(a)
  const right = new Map(members(b))
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)))
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function members(object: object): [string, unknown][] {
  return Object.entries(object).filter(([, value]) => value !== undefined)
}
