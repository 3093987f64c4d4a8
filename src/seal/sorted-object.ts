/** An object without a prototype, its keys in the order of their UTF-16 units. */
export function sortedObject<Value>(map: ReadonlyMap<string, Value>): Record<string, Value> {
  const object: Record<string, Value> = Object.create(null)
  for (const key of [...map.keys()].toSorted()) {
    const value = map.get(key)
    if (value !== undefined) object[key] = value
  }
  return object
}
