import { decodeBase64 } from '../../src/index.ts'
import type { Json, JsonObject } from '../objects/json.ts'
import { isJsonObject, sameJson } from '../objects/json.ts'
import type { Cause } from '../objects/status-error.ts'
import type { Limits, Schema } from './schema.ts'

/**
 * Everything in the value that the schema does not allow. Unlike a real API server's, the messages
 * name the type found but never the value: it may be a secret one.
 */
export function validate(schema: Schema, value: Json, path: string = ''): Cause[] {
  const found = typeOf(value)
  if (found === 'null' && schema.nullable) return []
  if (!isOfType(schema, found)) {
    const wanted = schema.intOrString ? 'int-or-string' : schema.type
    return [
      {
        reason: 'FieldValueTypeInvalid',
        message: `Invalid value: "${found}": ${path} in body must be of type ${wanted}: "${found}"`,
        field: path,
      },
    ]
  }
  return [
    ...checkLimits(schema.limits, value, path),
    ...checkEnum(schema, value, path),
    ...checkFormat(schema, value, path),
    ...checkContent(schema, value, path),
  ]
}

function typeOf(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

function isOfType(schema: Schema, found: string): boolean {
  if (schema.intOrString) return found === 'integer' || found === 'string'
  if (schema.type === undefined || schema.type === found) return true
  return schema.type === 'number' && found === 'integer'
}

function checkContent(schema: Schema, value: Json, path: string): Cause[] {
  if (Array.isArray(value)) {
    const { items } = schema
    if (items === undefined) return []
    return value.flatMap((item, index) => validate(items, item, `${path}[${index}]`))
  }
  return isJsonObject(value) ? checkKeys(schema, value, path) : []
}

function checkKeys(schema: Schema, value: JsonObject, path: string): Cause[] {
  const inside = (key: string): string => (path === '' ? key : `${path}.${key}`)
  const causes = schema.required
    .filter((key) => !Object.hasOwn(value, key))
    .map((key): Cause => ({
      reason: 'FieldValueRequired',
      message: 'Required value',
      field: inside(key),
    }))
  for (const [key, item] of Object.entries(value)) {
    const known = schema.properties.get(key) ?? schema.values
    if (known !== undefined) causes.push(...validate(known, item, inside(key)))
  }
  return causes
}

function checkEnum(schema: Schema, value: Json, path: string): Cause[] {
  if (schema.enum === undefined || schema.enum.some((item) => sameJson(item, value))) return []
  const supported = schema.enum.map((item) => JSON.stringify(item)).join(', ')
  return [
    {
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: supported values: ${supported}`,
      field: path,
    },
  ]
}

const FORMATS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['date-time', isDateTime],
  ['byte', (text) => decodeBase64(text) !== undefined],
])

function isDateTime(text: string): boolean {
  const form =
    /^\d{4}-\d\d-\d\dT([01]\d|2[0-3])(:[0-5]\d){2}(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i
  return form.test(text) && !Number.isNaN(Date.parse(text.toUpperCase()))
}

function checkFormat(schema: Schema, value: Json, path: string): Cause[] {
  if (schema.format === undefined || typeof value !== 'string') return []
  if (FORMATS.get(schema.format)?.(value) !== false) return []
  return [
    {
      reason: 'FieldValueTypeInvalid',
      message: `Invalid value: ${path} in body must be of type ${schema.format}`,
      field: path,
    },
  ]
}

function checkLimits(limits: Limits, value: Json, path: string): Cause[] {
  if (typeof value === 'number') return checkRange(limits, value, path)
  const [count, least, most, what] = sizeOf(limits, value)
  if (least !== undefined && count < least) {
    const message = `Invalid value: ${path} in body should have at least ${least} ${what}`
    return [{ reason: 'FieldValueInvalid', message, field: path }]
  }
  if (most !== undefined && count > most) {
    return typeof value === 'string'
      ? [
          {
            reason: 'FieldValueTooLong',
            message: `Too long: may not be more than ${most} bytes`,
            field: path,
          },
        ]
      : [
          {
            reason: 'FieldValueTooMany',
            message: `Too many: ${count}: must have at most ${most} items`,
            field: path,
          },
        ]
  }
  return []
}

function sizeOf(
  limits: Limits,
  value: Json,
): [number, number | undefined, number | undefined, string] {
  if (typeof value === 'string') {
    return [Array.from(value).length, limits.minLength, limits.maxLength, 'chars long']
  }
  if (Array.isArray(value)) return [value.length, limits.minItems, limits.maxItems, 'items']
  if (isJsonObject(value)) {
    return [Object.keys(value).length, limits.minProperties, limits.maxProperties, 'properties']
  }
  return [0, undefined, undefined, '']
}

function checkRange(limits: Limits, value: number, path: string): Cause[] {
  const { minimum, maximum } = limits
  const refusal = (bound: string): Cause[] => [
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${path} in body should be ${bound}`,
      field: path,
    },
  ]
  if (minimum !== undefined && value < minimum)
    return refusal(`greater than or equal to ${minimum}`)
  if (maximum !== undefined && value > maximum) return refusal(`less than or equal to ${maximum}`)
  return []
}
