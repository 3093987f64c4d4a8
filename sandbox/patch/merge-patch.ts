import type { Json } from '../objects/json.ts'
import { emptyObject, isJsonObject } from '../objects/json.ts'

/** Applies a JSON merge patch (RFC 7386); nothing of the target is changed. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch
  const result = emptyObject()
  if (isJsonObject(target)) Object.assign(result, target)
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key]
    else result[key] = mergePatch(result[key], value)
  }
  return result
}
