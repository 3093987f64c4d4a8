import type { Json, JsonObject } from '../objects/json.ts'
import { emptyObject, isJsonObject } from '../objects/json.ts'
import type { Schema } from './schema.ts'

/**
 * A copy of the value as the schema wants it: keys it does not know are left out, as are nulls it
 * does not allow, and defaults are filled in. Values of a wrong type stay for `validate` to name.
 *
 * @param unknown - receives the path of every key that was left out for being unknown
 */
export function conform(schema: Schema, value: Json, unknown: string[], path: string = ''): Json {
  if (Array.isArray(value)) {
    const { items } = schema
    if (items === undefined) return value
    return value.map((item, index) => conform(items, item, unknown, `${path}[${index}]`))
  }
  return isJsonObject(value) ? conformObject(schema, value, unknown, path) : value
}

function conformObject(schema: Schema, value: JsonObject, unknown: string[], path: string): Json {
  const result = emptyObject()
  for (const [key, item] of Object.entries(value)) {
    const known = schema.properties.get(key) ?? schema.values
    const itemPath = path === '' ? key : `${path}.${key}`
    if (known === undefined) {
      if (schema.open) result[key] = item
      else unknown.push(itemPath)
    } else if (item !== null || known.nullable) {
      result[key] = conform(known, item, unknown, itemPath)
    }
  }
  for (const [key, known] of schema.properties) {
    if (known.default !== undefined && !Object.hasOwn(result, key)) {
      result[key] = conform(known, known.default, [])
    }
  }
  return result
}
