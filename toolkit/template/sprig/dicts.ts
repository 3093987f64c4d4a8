import { fixed, functionMap, variadic } from '../functions/go-function.ts'
import type { FunctionMap, GoFunction } from '../functions/go-function.ts'
import type { Meter } from '../meter.ts'
import { failTemplate } from '../template-failure.ts'
import { GoMap, GoSlice } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'
import { deepCopy } from './deep-copy.ts'
import { mergeMaps } from './merge-maps.ts'
import { textOf } from './text-of.ts'

/** Functions of sprig on maps. Keys come in the order of their bytes; Go's order is random. */
export const dictFunctions: FunctionMap = functionMap({
  dict: variadic([], 'any', (values, { meter }) => dict(values, meter)),
  get: fixed(['map[string]interface {}', 'string'], ([map, key]) => {
    const value = map.entries.get(key)
    return value === undefined ? '' : value
  }),
  set: fixed(['map[string]interface {}', 'string', 'any'], ([map, key, value], { meter }) => {
    if (map.isNil) failTemplate('map is nil')
    map.entries.set(key, value)
    meter.spendText(key.length)
    if (map.entries.size > meter.limits.listLength) failTemplate('list is too long')
    return map
  }),
  unset: fixed(['map[string]interface {}', 'string'], ([map, key]) => {
    map.entries.delete(key)
    return map
  }),
  hasKey: fixed(['map[string]interface {}', 'string'], ([map, key]) => map.entries.has(key)),
  pluck: variadic(['string'], 'map[string]interface {}', ([key, ...maps]) =>
    GoSlice.list(
      maps.filter(({ entries }) => entries.has(key)).map(({ entries }) => entries.get(key)),
    ),
  ),
  keys: variadic([], 'map[string]interface {}', (maps, { meter }) => {
    meter.spendList(maps.reduce((sum, { entries }) => sum + entries.size, 0))
    return GoSlice.of(
      'string',
      maps.flatMap((map) => map.sortedKeys()),
    )
  }),
  values: fixed(['map[string]interface {}'], ([map]) =>
    GoSlice.list(map.sortedKeys().map((key) => map.entries.get(key))),
  ),
  pick: variadic(['map[string]interface {}'], 'string', ([map, ...keys]) =>
    GoMap.dict(
      new Map(keys.filter((key) => map.entries.has(key)).map((key) => [key, map.entries.get(key)])),
    ),
  ),
  omit: variadic(['map[string]interface {}'], 'string', ([map, ...keys], { meter }) => {
    meter.spendList(map.entries.size)
    const omitted = new Set(keys)
    return GoMap.dict(new Map([...map.entries].filter(([key]) => !omitted.has(key))))
  }),
  dig: variadic([], 'any', (values) => dig(values)),
  deepCopy: copying(),
  mustDeepCopy: copying(),
  ...merging('merge', { overwrites: false }),
  ...merging('mergeOverwrite', { overwrites: true }),
})

function dict(values: readonly GoValue[], meter: Meter): GoMap {
  const entries = new Map<string, GoValue>()
  for (let i = 0; i < values.length; i += 2) {
    // A last key without a value gets an empty text.
    entries.set(textOf(values[i], meter), i + 1 < values.length ? values[i + 1] : '')
  }
  return GoMap.dict(entries)
}

/** `dig "a" "b" default map`: an element of a map in a map, or the default when a key is missing. */
function dig(values: readonly GoValue[]): GoValue {
  if (values.length < 3) failTemplate('wrong number of arguments')
  const keys = values
    .slice(0, -2)
    .map((key) => (typeof key === 'string' ? key : failTemplate('value is not a string')))
  let current: GoValue = values.at(-1)
  for (const key of keys) {
    if (!(current instanceof GoMap) || current.elementType === 'string') {
      return failTemplate('value is not a map of any values')
    }
    if (!current.entries.has(key)) return values.at(-2)
    current = current.entries.get(key)
  }
  return current
}

function copying(): GoFunction {
  return fixed(['any'], ([value], { meter }) =>
    value === null ? failTemplate('nothing cannot be copied') : deepCopy(value, meter),
  )
}

function merging(
  name: string,
  options: { readonly overwrites: boolean },
): Parameters<typeof functionMap>[0] {
  const must = variadic(
    ['map[string]interface {}'],
    'map[string]interface {}',
    ([target, ...sources], { meter }) => {
      let merged = target
      for (const source of sources) merged = mergeMaps(merged, source, { ...options, meter })
      return merged
    },
  )
  return { [name]: must, [`must${name.charAt(0).toUpperCase()}${name.slice(1)}`]: must }
}
