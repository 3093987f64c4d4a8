import { countOf, fixed, functionMap, variadic } from '../functions/go-function.ts'
import type { FunctionMap, GoFunction } from '../functions/go-function.ts'
import { toInt64 } from '../library/cast.ts'
import type { Meter } from '../meter.ts'
import { failTemplate } from '../template-failure.ts'
import { deepEqual } from '../values/equality.ts'
import { GoSlice, compareText } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'
import { isEmpty } from './defaults.ts'
import { textOf, textsOf } from './text-of.ts'

const list: GoFunction = variadic([], 'any', (values) => GoSlice.list([...values]))

/** Each function with its `must` twin: both stop the template here when they fail. */
function twins(functions: Readonly<Record<string, GoFunction>>): Record<string, GoFunction> {
  const both = Object.entries(functions).flatMap(([name, run]) => [
    [name, run] as const,
    [`must${name.charAt(0).toUpperCase()}${name.slice(1)}`, run] as const,
  ])
  return Object.fromEntries(both)
}

const append = fixed(['any', 'any'], ([items, item]) =>
  GoSlice.list([...listOf(items).toArray(), item]),
)

/** Functions of sprig on lists; none but `sortAlpha` changes its argument. */
export const listFunctions: FunctionMap = functionMap({
  list,
  tuple: list,
  ...twins({
    append,
    push: append,
    prepend: fixed(['any', 'any'], ([items, item]) =>
      GoSlice.list([item, ...listOf(items).toArray()]),
    ),
    first: fixed(['any'], ([items]) => listOf(items).at(0) ?? null),
    last: fixed(['any'], ([items]) => listOf(items).at(listOf(items).length - 1) ?? null),
    rest: fixed(['any'], ([items]) => part(listOf(items), 1, 0)),
    initial: fixed(['any'], ([items]) => part(listOf(items), 0, 1)),
    reverse: fixed(['any'], ([items]) => GoSlice.list(listOf(items).toArray().toReversed())),
    compact: fixed(['any'], ([items]) =>
      GoSlice.list(
        listOf(items)
          .toArray()
          .filter((item) => !isEmpty(item)),
      ),
    ),
    uniq: fixed(['any'], ([items], { meter }) => GoSlice.list(unique(listOf(items), meter))),
    without: variadic(['any'], 'any', ([items, ...omitted], { meter }) =>
      GoSlice.list(
        listOf(items)
          .toArray()
          .filter((item) => !includes(omitted, item, meter)),
      ),
    ),
    has: fixed(['any', 'any'], ([needle, haystack], { meter }) =>
      haystack === null ? false : includes(listOf(haystack).toArray(), needle, meter),
    ),
    slice: variadic(['any'], 'any', ([items, ...indexes]) => slice(listOf(items), indexes)),
    chunk: fixed(['int', 'any'], ([size, items]) => chunk(listOf(items), countOf(size))),
  }),
  concat: variadic([], 'any', (lists, { meter }) => concat(lists, meter)),
  sortAlpha: fixed(['any'], ([items], { meter }) => sortAlpha(items, meter)),
})

function listOf(value: GoValue): GoSlice {
  return value instanceof GoSlice ? value : failTemplate('value is not a list')
}

/** Without elements at the start and the end; nothing of nothing is nil. */
function part(items: GoSlice, skipped: number, dropped: number): GoSlice {
  if (items.length === 0) return GoSlice.nil('interface {}')
  return GoSlice.list(items.toArray().slice(skipped, items.length - dropped))
}

function unique(items: GoSlice, meter: Meter): GoValue[] {
  const kept: GoValue[] = []
  for (const item of items.toArray()) {
    if (!includes(kept, item, meter)) kept.push(item)
  }
  return kept
}

function includes(items: readonly GoValue[], wanted: GoValue, meter: Meter): boolean {
  return items.some((item) => deepEqual(wanted, item, meter))
}

/** A window on the same list, from the first index up to the second. */
function slice(items: GoSlice, indexes: readonly GoValue[]): GoValue {
  if (items.length === 0) return null
  const [start = 0, end = items.length] = indexes.map((index) => countOf(toInt64(index)))
  if (start < 0 || start > end || end > items.capacity) failTemplate('index is out of range')
  return items.window(start, end)
}

/** Lists of `size` elements; the last one may be shorter. A size below zero has odd results, as in sprig. */
function chunk(items: GoSlice, size: number): GoSlice {
  const values = items.toArray()
  const count = Math.floor((values.length - 1) / size) + 1
  if (!Number.isFinite(count) || count < 0) failTemplate('negative count')
  const chunks = Array.from({ length: count }, (_, index) => {
    const length = index === count - 1 ? values.length % size || size : size
    if (length < 0) failTemplate('negative count')
    return GoSlice.list(values.slice(index * size, index * size + length))
  })
  return GoSlice.of('[]interface {}', chunks)
}

function concat(lists: readonly GoValue[], meter: Meter): GoSlice {
  const values: GoValue[] = []
  for (const items of lists) {
    const more = listOf(items).toArray()
    meter.spendList(values.length + more.length)
    for (const value of more) values.push(value)
  }
  return values.length === 0 ? GoSlice.nil('interface {}') : GoSlice.list(values)
}

/** Sorted texts. A list of strings is sorted in place, as in sprig. */
function sortAlpha(items: GoValue, meter: Meter): GoSlice {
  if (!(items instanceof GoSlice)) return GoSlice.of('string', [textOf(items, meter)])
  meter.spendList(items.length * Math.ceil(Math.log2(items.length + 1)))
  if (items.elementType === 'string') {
    items.sort((a, b) => compareText(textOf(a, meter), textOf(b, meter)))
    return items
  }
  return GoSlice.of('string', textsOf(items, meter).toSorted(compareText))
}
