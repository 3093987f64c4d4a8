import { invalidField } from './fields.ts'
import type { Fields } from './fields.ts'
import type { MutableObjectMeta, ObjectMeta } from './object-meta.ts'

/**
 * Checks what sealing reads and keeps the rest; `null` fields are dropped.
 *
 * @throws WaxsealError `ERR_MANIFEST_INVALID`
 */
export function readObjectMeta(fields: Fields): ObjectMeta {
  const meta: MutableObjectMeta = Object.create(null)
  for (const name of fields.all.keys()) {
    const value = readField(fields, name)
    if (value !== undefined) meta[name] = value
  }
  return meta
}

function readField(fields: Fields, name: string): unknown {
  switch (name) {
    case 'name':
    case 'namespace':
      return fields.text(name)
    case 'labels':
    case 'annotations':
      return fields.texts(name)
    case 'finalizers':
      return readTexts(fields, name)
    default:
      return fields.get(name)
  }
}

function readTexts(fields: Fields, name: string): readonly string[] | undefined {
  const value = fields.get(name)
  if (value === undefined) return undefined
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value
  throw invalidField(fields.pathOf(name), 'a list of texts')
}
