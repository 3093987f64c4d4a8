import type { Json, JsonObject } from '../objects/json.ts'
import { emptyObject, isJsonObject, own, sameJson, textOf } from '../objects/json.ts'
import { refuse } from '../objects/refuse.ts'

/** The most operations one patch may have, as in Kubernetes. */
const MAX_OPERATIONS = 10_000

/**
 * Applies a JSON patch (RFC 6902); nothing of the target is changed.
 *
 * @throws StatusError 400 when it is no list of operations, 422 when one of them cannot be done
 */
export function jsonPatch(target: Json, patch: Json): Json {
  if (!Array.isArray(patch) || !patch.every(isJsonObject)) {
    throw refuse.badRequest('error decoding patch: a JSON patch is a list of operations')
  }
  if (patch.length > MAX_OPERATIONS) {
    throw refuse.badRequest(`a JSON patch may have ${MAX_OPERATIONS} operations at most`)
  }
  return patch.reduce<Json>(applyOperation, target)
}

function applyOperation(target: Json, operation: JsonObject): Json {
  const path = pointer(own(operation, 'path'))
  switch (textOf(own(operation, 'op'))) {
    case 'add':
      return change(target, path, { insert: valueOf(operation) })
    case 'replace':
      // Beyond RFC 6902, a member that is not there is added, as a real API server does.
      return change(target, path, { replace: valueOf(operation) })
    case 'remove':
      read(target, path)
      return change(target, path, { remove: true })
    case 'test':
      if (!sameJson(read(target, path), valueOf(operation))) throw refuse.patchFailed()
      return target
    case 'copy':
      return change(target, path, { insert: read(target, pointer(own(operation, 'from'))) })
    case 'move': {
      const from = pointer(own(operation, 'from'))
      const moved = read(target, from)
      return change(change(target, from, { remove: true }), path, { insert: moved })
    }
    default:
      throw refuse.patchFailed()
  }
}

function valueOf(operation: JsonObject): Json {
  const value = own(operation, 'value')
  if (value === undefined) throw refuse.patchFailed()
  return value
}

/** Splits a JSON pointer (RFC 6901). */
function pointer(text: Json | undefined): string[] {
  if (text === '') return []
  if (typeof text !== 'string' || !text.startsWith('/')) throw refuse.patchFailed()
  return text
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function read(target: Json, path: readonly string[]): Json {
  const found = path.reduce<Json | undefined>((value, key) => {
    if (Array.isArray(value)) return value[listIndex(key, value.length - 1)]
    return own(value, key)
  }, target)
  if (found === undefined) throw refuse.patchFailed()
  return found
}

type Edit = { insert: Json } | { replace: Json } | { remove: true }

/** A copy of `target` with one place changed; only what leads there is copied. */
function change(target: Json, path: readonly string[], edit: Edit): Json {
  const [key, ...rest] = path
  if (key === undefined) {
    if ('remove' in edit) throw refuse.patchFailed()
    return 'insert' in edit ? edit.insert : edit.replace
  }
  if (Array.isArray(target)) return changeList(target, key, rest, edit)
  if (!isJsonObject(target)) throw refuse.patchFailed()
  const result = Object.assign(emptyObject(), target)
  if (rest.length > 0) {
    const child = own(target, key)
    if (child === undefined) throw refuse.patchFailed()
    result[key] = change(child, rest, edit)
  } else if ('remove' in edit) delete result[key]
  else result[key] = 'insert' in edit ? edit.insert : edit.replace
  return result
}

function changeList(target: Json[], key: string, rest: readonly string[], edit: Edit): Json[] {
  const result = [...target]
  const inserting = rest.length === 0 && 'insert' in edit
  if (inserting && key === '-') return [...result, edit.insert]
  const index = listIndex(key, inserting ? target.length : target.length - 1)
  if (inserting) result.splice(index, 0, edit.insert)
  else if (rest.length === 0 && 'remove' in edit) result.splice(index, 1)
  else result[index] = change(target[index] ?? null, rest, edit)
  return result
}

function listIndex(key: string, last: number): number {
  const index = /^(0|[1-9]\d{0,8})$/.test(key) ? Number(key) : Infinity
  if (index > last) throw refuse.patchFailed()
  return index
}
