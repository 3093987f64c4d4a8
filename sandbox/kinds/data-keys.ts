import type { Json, JsonObject } from '../objects/json.ts'
import { isJsonObject, own, sameJson } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { Cause } from '../objects/status-error.ts'

/** Schema of a map of texts; a null value is an empty text, as Go reads it. */
export const STRING_MAP: JsonObject = {
  type: 'object',
  additionalProperties: { type: 'string', nullable: true },
}

/** Schema of a map of bytes, as base64. */
export const BYTES_MAP: JsonObject = {
  type: 'object',
  additionalProperties: { type: 'string', format: 'byte', nullable: true },
}

/** Checks the keys of the data of a Secret or ConfigMap. */
export function checkDataKeys(data: Json | undefined, field: string): Cause[] {
  const keys = isJsonObject(data) ? Object.keys(data) : []
  return keys
    .filter((key) => !/^[-._a-zA-Z0-9]{1,253}$/.test(key) || key === '.' || key.startsWith('..'))
    .map((key) => ({
      reason: 'FieldValueInvalid',
      message: `Invalid value: a valid config key must consist of alphanumeric characters, '-', '_' or '.', and be at most 253 characters long`,
      field: `${field}[${key}]`,
    }))
}

/** What an update may not change once `immutable` is set. */
export function immutableCauses(
  next: KubeObject,
  previous: KubeObject,
  fields: readonly string[],
): Cause[] {
  if (own(previous, 'immutable') !== true) return []
  const changed = fields.filter((field) => !sameJson(own(next, field), own(previous, field)))
  if (own(next, 'immutable') !== true) changed.unshift('immutable')
  return changed.map((field) => ({
    reason: 'FieldValueForbidden',
    message: 'Forbidden: field is immutable when `immutable` is set',
    field,
  }))
}

/** How many entries the maps at some fields hold together. */
export function countKeys(object: KubeObject, ...fields: readonly string[]): number {
  return fields.reduce((count, field) => {
    const map = own(object, field)
    return count + (isJsonObject(map) ? Object.keys(map).length : 0)
  }, 0)
}
