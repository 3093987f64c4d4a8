import type { Json, JsonObject } from '../objects/json.ts'
import { emptyObject, isJsonObject, own, sameJson } from '../objects/json.ts'

/** The lists of the built-in kinds whose items are merged, with the field that names an item. */
const MERGE_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['conditions', ['type']],
  ['containers', ['name']],
  ['env', ['name']],
  ['ephemeralContainers', ['name']],
  ['hostAliases', ['ip']],
  ['imagePullSecrets', ['name']],
  ['initContainers', ['name']],
  ['ownerReferences', ['uid']],
  // Ports of a container, then ports of a Service.
  ['ports', ['containerPort', 'port']],
  ['secrets', ['name']],
  ['topologySpreadConstraints', ['topologyKey']],
  ['volumeDevices', ['devicePath']],
  ['volumeMounts', ['mountPath']],
  ['volumes', ['name']],
])

/** Lists of single values that are merged as sets. */
const SETS: readonly string[] = ['finalizers']

const ORDER = '$setElementOrder/'
const REMOVE_VALUES = '$deleteFromPrimitiveList/'

/**
 * Applies a strategic merge patch as kubectl sends it for the built-in kinds: a merge patch that
 * knows which lists are merged item by item. Nothing of the target is changed.
 */
export function strategicMergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch
  const instruction = own(patch, '$patch')
  if (instruction === 'delete') return emptyObject()
  const result = emptyObject()
  if (isJsonObject(target) && instruction !== 'replace') {
    Object.assign(result, retained(target, own(patch, '$retainKeys')))
  }
  for (const [key, value] of Object.entries(patch)) applyKey(result, key, value)
  for (const [key, value] of Object.entries(patch)) {
    const field = key.startsWith(ORDER) ? key.slice(ORDER.length) : key
    const wish = own(patch, `${ORDER}${field}`) ?? value
    const list = result[field]
    if (isMerged(field) && Array.isArray(list) && Array.isArray(wish)) {
      result[field] = inOrder(field, list, wish, own(target, field))
    }
  }
  return result
}

function applyKey(result: JsonObject, key: string, value: Json): void {
  if (key.startsWith(REMOVE_VALUES)) {
    const list = result[key.slice(REMOVE_VALUES.length)]
    if (!Array.isArray(list) || !Array.isArray(value)) return
    result[key.slice(REMOVE_VALUES.length)] = list.filter((item) => !contains(value, item))
  } else if (key.startsWith('$')) {
    // Instructions have been followed, or are once everything is merged.
  } else if (value === null) delete result[key]
  else if (Array.isArray(value)) result[key] = mergeList(key, result[key], value)
  else result[key] = strategicMergePatch(result[key], value)
}

function retained(target: JsonObject, keys: Json | undefined): JsonObject {
  if (!Array.isArray(keys)) return target
  return Object.fromEntries(Object.entries(target).filter(([key]) => keys.includes(key)))
}

function mergeList(field: string, target: Json | undefined, patch: Json[]): Json[] {
  const current = Array.isArray(target) ? target : []
  if (SETS.includes(field)) {
    return [...current, ...patch.filter((item) => !contains(current, item))]
  }
  const replacing = patch.some((item) => own(item, '$patch') === 'replace')
  if (replacing) return patch.filter((item) => own(item, '$patch') === undefined)
  if (!MERGE_KEYS.has(field)) return patch
  return patch.reduce<Json[]>((list, item) => mergeItem(field, list, item), current)
}

function mergeItem(field: string, list: Json[], item: Json): Json[] {
  const name = nameOf(field, item)
  const index = list.findIndex((known) => name !== undefined && nameOf(field, known) === name)
  if (own(item, '$patch') === 'delete') return list.filter((_, at) => at !== index)
  if (index < 0) return [...list, strategicMergePatch(undefined, item)]
  return list.with(index, strategicMergePatch(list[index], item))
}

/** What an item of a merged list is called, by the first of the list's merge keys it has. */
function nameOf(field: string, item: Json | undefined): string | undefined {
  for (const key of MERGE_KEYS.get(field) ?? []) {
    const value = own(item, key)
    if (value !== undefined) return `${key} ${JSON.stringify(value)}`
  }
  return undefined
}

/**
 * Merges two sequences: the items the patch speaks of, in its order, and the others, in theirs. An
 * item of the others comes first only where it stood before one that the patch speaks of.
 */
function inOrder(field: string, list: Json[], wish: Json[], before: Json | undefined): Json[] {
  const placeIn = (order: readonly Json[], item: Json): number =>
    order.findIndex((known) => sameItem(field, known, item))
  const spokenOf = list
    .filter((item) => placeIn(wish, item) >= 0)
    .toSorted((a, b) => placeIn(wish, a) - placeIn(wish, b))
  const others = list.filter((item) => placeIn(wish, item) < 0)
  const old = Array.isArray(before) ? before : []
  const result: Json[] = []
  for (const item of spokenOf) {
    const place = placeIn(old, item)
    const later = others.findIndex((other) => placeIn(old, other) >= place)
    result.push(...others.splice(0, later < 0 ? others.length : later), item)
  }
  return [...result, ...others]
}

function isMerged(field: string): boolean {
  return MERGE_KEYS.has(field) || SETS.includes(field)
}

function sameItem(field: string, a: Json, b: Json): boolean {
  const name = nameOf(field, a)
  return name === undefined ? sameJson(a, b) : nameOf(field, b) === name
}

function contains(list: readonly Json[], value: Json): boolean {
  return list.some((item) => sameJson(item, value))
}
