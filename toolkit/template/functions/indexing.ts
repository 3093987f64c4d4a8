import { failTemplate } from '../template-failure.ts'
import { GoInteger, GoMap, GoSlice, integerOf } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'
import { fixed, functionMap, variadic } from './go-function.ts'
import type { FunctionMap } from './go-function.ts'

/** `index slice len` of Go's text/template. */
export const indexingFunctions: FunctionMap = functionMap({
  index: variadic(['any'], 'any', ([item, ...indexes]) => {
    if (item === null || item === undefined) failTemplate('value cannot be indexed')
    return indexes.reduce<GoValue>(elementAt, item)
  }),
  slice: variadic(['any'], 'any', ([item, ...indexes]) => sliceOf(item, indexes)),
  len: fixed(['any'], ([item]) => BigInt(lengthOf(item))),
})

function elementAt(item: GoValue, index: GoValue): GoValue {
  if (item instanceof GoMap) {
    if (typeof index !== 'string') failTemplate('wrong type of argument')
    if (item.entries.has(index)) return item.entries.get(index)
    return item.elementType === 'string' ? '' : null
  }
  if (typeof item !== 'string' && !(item instanceof GoSlice)) {
    return failTemplate('value cannot be indexed')
  }
  const position = indexWithin(index, item.length - 1)
  if (item instanceof GoSlice) return item.at(position)
  return new GoInteger('uint8', BigInt(item.charCodeAt(position)))
}

function indexWithin(index: GoValue, largest: number): number {
  const position = integerOf(index) ?? failTemplate('wrong type of argument')
  if (position < 0n || position > BigInt(largest)) failTemplate('index is out of range')
  return Number(position)
}

/** `slice x 1 2` is `x[1:2]`; a third index only limits what later slices can reach. */
function sliceOf(item: GoValue, indexes: readonly GoValue[]): GoValue {
  if (indexes.length > 3) failTemplate('wrong number of arguments')
  if (typeof item !== 'string' && !(item instanceof GoSlice)) {
    return failTemplate('value cannot be sliced')
  }
  if (typeof item === 'string' && indexes.length === 3) failTemplate('value cannot be sliced')
  const capacity = typeof item === 'string' ? item.length : item.capacity
  const [start = 0, end = item.length, limit = capacity] = indexes.map((index) =>
    indexWithin(index, capacity),
  )
  if (start > end || end > limit) failTemplate('index is out of range')
  return typeof item === 'string' ? item.slice(start, end) : item.window(start, end)
}

function lengthOf(item: GoValue): number {
  if (typeof item === 'string' || item instanceof GoSlice) return item.length
  return item instanceof GoMap ? item.entries.size : failTemplate('value has no length')
}
