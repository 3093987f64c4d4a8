import { decodeBase64, encodeBase64 } from '../../src/index.ts'
import type { Json } from '../objects/json.ts'
import { emptyObject, isJsonObject, own, sameJson, textOf } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { Cause } from '../objects/status-error.ts'
import { BYTES_MAP, checkDataKeys, countKeys, immutableCauses, STRING_MAP } from './data-keys.ts'
import { AGE_COLUMN, defineKind, fieldColumn, NAME_COLUMN, textAt } from './define-kind.ts'
import type { Kind } from './kind.ts'

/** The most a Secret may hold: 1 MiB of decoded values, as in Kubernetes. */
const MAX_DATA_BYTES = 1024 * 1024

/** The items a Secret of a well-known type cannot be without. */
const REQUIRED_ITEMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['kubernetes.io/tls', ['tls.crt', 'tls.key']],
  ['kubernetes.io/dockerconfigjson', ['.dockerconfigjson']],
  ['kubernetes.io/dockercfg', ['.dockercfg']],
  ['kubernetes.io/ssh-auth', ['ssh-privatekey']],
])

/** Types whose one item must be JSON. */
const JSON_ITEMS: ReadonlyMap<string, string> = new Map([
  ['kubernetes.io/dockerconfigjson', '.dockerconfigjson'],
  ['kubernetes.io/dockercfg', '.dockercfg'],
])

const SERVICE_ACCOUNT_NAME = 'kubernetes.io/service-account.name'

/** Secrets. */
export const secret: Kind = defineKind({
  group: '',
  version: 'v1',
  kind: 'Secret',
  plural: 'secrets',
  schema: {
    type: 'object',
    properties: {
      data: BYTES_MAP,
      stringData: STRING_MAP,
      type: { type: 'string' },
      immutable: { type: 'boolean' },
    },
  },
  columns: [
    NAME_COLUMN,
    fieldColumn('Type', 'type'),
    { name: 'Data', type: 'string', priority: 0, cell: (object) => countKeys(object, 'data') },
    AGE_COLUMN,
  ],
  selectable: new Map([['type', textAt('type')]]),
  prepare,
  check,
})

/** Folds `stringData` into `data`; a Secret without a type is `Opaque`. */
function prepare(sent: KubeObject): KubeObject {
  const { stringData, ...next } = sent
  const data = emptyObject()
  for (const [key, value] of entries(own(sent, 'data'))) data[key] = canonicalBase64(value)
  for (const [key, value] of entries(stringData)) data[key] = toBase64(value)
  if (Object.keys(data).length > 0) next['data'] = data
  else delete next['data']
  const type = own(sent, 'type')
  next['type'] = type === undefined || type === '' ? 'Opaque' : type
  return next
}

function entries(map: Json | undefined): [string, Json][] {
  return isJsonObject(map) ? Object.entries(map) : []
}

function toBase64(value: Json): string {
  return encodeBase64(new TextEncoder().encode(textOf(value)))
}

/** The schema has made sure that it is base64. */
function canonicalBase64(value: Json): string {
  return encodeBase64(decodeBase64(textOf(value)) ?? new Uint8Array())
}

function check(next: KubeObject, previous: KubeObject | undefined): Cause[] {
  const data = own(next, 'data')
  const causes = checkDataKeys(data, 'data')
  const size = entries(data).reduce((sum, [, value]) => sum + decodedLength(value), 0)
  if (size > MAX_DATA_BYTES) {
    const message = `Too long: may not be more than ${MAX_DATA_BYTES} bytes`
    causes.push({ reason: 'FieldValueTooLong', message, field: 'data' })
  }
  causes.push(...checkType(next, data))
  if (previous === undefined) return causes
  if (!sameJson(own(next, 'type'), own(previous, 'type'))) {
    const message = 'Invalid value: field is immutable'
    causes.push({ reason: 'FieldValueInvalid', message, field: 'type' })
  }
  return [...causes, ...immutableCauses(next, previous, ['data'])]
}

function checkType(next: KubeObject, data: Json | undefined): Cause[] {
  const type = textOf(own(next, 'type'))
  const absent = (REQUIRED_ITEMS.get(type) ?? []).filter((item) => own(data, item) === undefined)
  const jsonItem = JSON_ITEMS.get(type)
  if (absent.length === 0 && jsonItem !== undefined && !isJson(own(data, jsonItem))) {
    const message = 'Invalid value: <secret contents redacted>: not JSON'
    return [{ reason: 'FieldValueInvalid', message, field: `data[${jsonItem}]` }]
  }
  if (type === 'kubernetes.io/basic-auth') {
    const items = ['username', 'password']
    if (items.every((item) => own(data, item) === undefined)) absent.push(...items)
  }
  if (
    type === 'kubernetes.io/service-account-token' &&
    (next.metadata.annotations?.[SERVICE_ACCOUNT_NAME] ?? '') === ''
  ) {
    return [missing(`metadata.annotations[${SERVICE_ACCOUNT_NAME}]`)]
  }
  return absent.map((item) => missing(`data[${item}]`))
}

function missing(field: string): Cause {
  return { reason: 'FieldValueRequired', message: 'Required value', field }
}

function isJson(base64: Json | undefined): boolean {
  try {
    JSON.parse(new TextDecoder().decode(decodeBase64(textOf(base64))))
    return true
  } catch {
    return false
  }
}

/** Length in bytes of what canonical base64 stands for. */
function decodedLength(base64: Json): number {
  const text = textOf(base64)
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return (text.length / 4) * 3 - padding
}
