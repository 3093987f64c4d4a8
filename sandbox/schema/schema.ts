import type { Json, JsonObject } from '../objects/json.ts'
import { isJsonObject, own } from '../objects/json.ts'

/** The JSON types a structural schema distinguishes. */
export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'

/** Bounds on size and value; counts are of characters, entries or keys. */
export interface Limits {
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minProperties?: number
  readonly maxProperties?: number
}

/** A structural schema as a CustomResourceDefinition states it, read once. */
export interface Schema {
  readonly type: SchemaType | undefined
  readonly properties: ReadonlyMap<string, Schema>
  /** The schema of every key that is not among `properties`. */
  readonly values: Schema | undefined
  readonly items: Schema | undefined
  readonly required: readonly string[]
  readonly enum: readonly Json[] | undefined
  readonly format: string | undefined
  readonly default: Json | undefined
  readonly nullable: boolean
  /** Keys the schema does not name are kept. */
  readonly open: boolean
  readonly intOrString: boolean
  readonly limits: Limits
}

const TYPES: readonly string[] = ['object', 'array', 'string', 'integer', 'number', 'boolean']
const LIMITS = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const

/**
 * Reads an `openAPIV3Schema`. What the sandbox does not check (`pattern`, `anyOf` and its like, CEL
 * rules) is passed over.
 */
export function parseSchema(json: Json | undefined): Schema {
  const type = own(json, 'type')
  const additional = own(json, 'additionalProperties')
  const items = own(json, 'items')
  const format = own(json, 'format')
  const allowed = own(json, 'enum')
  return {
    type: typeof type === 'string' && TYPES.includes(type) ? (type as SchemaType) : undefined,
    properties: parseProperties(json),
    values: isJsonObject(additional) ? parseSchema(additional) : undefined,
    items: isJsonObject(items) ? parseSchema(items) : undefined,
    required: strings(own(json, 'required')),
    enum: Array.isArray(allowed) ? allowed : undefined,
    format: typeof format === 'string' ? format : undefined,
    default: own(json, 'default'),
    nullable: own(json, 'nullable') === true,
    open: own(json, 'x-kubernetes-preserve-unknown-fields') === true || additional === true,
    intOrString: own(json, 'x-kubernetes-int-or-string') === true,
    limits: parseLimits(json),
  }
}

function parseProperties(json: Json | undefined): Map<string, Schema> {
  const properties = new Map<string, Schema>()
  if (own(json, 'x-kubernetes-embedded-resource') === true) {
    for (const key of ['apiVersion', 'kind']) properties.set(key, parseSchema({ type: 'string' }))
    properties.set('metadata', parseSchema(OPEN_OBJECT))
  }
  const stated = own(json, 'properties')
  for (const [key, value] of Object.entries(isJsonObject(stated) ? stated : {})) {
    properties.set(key, parseSchema(value))
  }
  return properties
}

/** An object whose content nobody checks. */
export const OPEN_OBJECT: JsonObject = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
}

function parseLimits(json: Json | undefined): Limits {
  const limits: { -readonly [K in keyof Limits]: Limits[K] } = {}
  for (const key of LIMITS) {
    const limit = own(json, key)
    if (typeof limit === 'number') limits[key] = limit
  }
  return limits
}

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
