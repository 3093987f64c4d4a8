/** The part of JSON Schema that the configuration's schema uses. */
export interface Schema {
  readonly type?: string
  readonly pattern?: string
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly propertyNames?: Schema
  readonly additionalProperties?: boolean | Schema
}

const KNOWN = new Set([
  '$schema',
  'title',
  'description',
  'type',
  'pattern',
  'enum',
  'properties',
  'propertyNames',
  'additionalProperties',
])

/** Whether a value is valid; a keyword that is not understood here is a mistake. */
export function isValid(schema: Schema, value: unknown): boolean {
  for (const keyword of Object.keys(schema)) {
    if (!KNOWN.has(keyword)) throw new TypeError(`unknown keyword ${keyword}`)
  }
  if (schema.type !== undefined && typeOf(value) !== schema.type) return false
  if (schema.enum !== undefined && !schema.enum.includes(value)) return false
  if (schema.pattern !== undefined && typeof value === 'string') {
    if (!new RegExp(schema.pattern, 'u').test(value)) return false
  }
  if (typeOf(value) !== 'object') return true
  return Object.entries(value as object).every(([name, member]) => isMember(schema, name, member))
}

function isMember(schema: Schema, name: string, member: unknown): boolean {
  if (schema.propertyNames !== undefined && !isValid(schema.propertyNames, name)) return false
  const own = schema.properties !== undefined && Object.hasOwn(schema.properties, name)
  const rule = own ? schema.properties?.[name] : schema.additionalProperties
  return typeof rule === 'object' ? isValid(rule, member) : rule !== false
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
