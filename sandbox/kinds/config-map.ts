import { emptyObject, isJsonObject, own } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { Cause } from '../objects/status-error.ts'
import { BYTES_MAP, checkDataKeys, countKeys, immutableCauses, STRING_MAP } from './data-keys.ts'
import { AGE_COLUMN, defineKind, NAME_COLUMN } from './define-kind.ts'
import type { Kind } from './kind.ts'

/** ConfigMaps. */
export const configMap: Kind = defineKind({
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  shortNames: ['cm'],
  schema: {
    type: 'object',
    properties: { data: STRING_MAP, binaryData: BYTES_MAP, immutable: { type: 'boolean' } },
  },
  columns: [
    NAME_COLUMN,
    {
      name: 'Data',
      type: 'string',
      priority: 0,
      cell: (object) => countKeys(object, 'data', 'binaryData'),
    },
    AGE_COLUMN,
  ],
  prepare,
  check,
})

/** Leaves out empty maps and turns nulls into empty texts. */
function prepare(sent: KubeObject): KubeObject {
  const next: KubeObject = { ...sent }
  for (const field of ['data', 'binaryData']) {
    const map = own(sent, field)
    if (!isJsonObject(map) || Object.keys(map).length === 0) {
      delete next[field]
      continue
    }
    const filled = emptyObject()
    for (const [key, value] of Object.entries(map)) filled[key] = value ?? ''
    next[field] = filled
  }
  return next
}

function check(next: KubeObject, previous: KubeObject | undefined): Cause[] {
  const data = own(next, 'data')
  const binaryData = own(next, 'binaryData')
  const causes = [...checkDataKeys(data, 'data'), ...checkDataKeys(binaryData, 'binaryData')]
  for (const key of Object.keys(isJsonObject(binaryData) ? binaryData : {})) {
    if (own(data, key) !== undefined) {
      const message = 'Invalid value: duplicate of key present in binaryData'
      causes.push({ reason: 'FieldValueInvalid', message, field: `data[${key}]` })
    }
  }
  if (previous === undefined) return causes
  return [...causes, ...immutableCauses(next, previous, ['data', 'binaryData'])]
}
