import { encodeBase64, type Plaintext } from '../../src/index.ts'
import { apiVersionOf, type KubeObject, type OwnerReference, SECRETS } from '../kube/index.ts'

/** All of a Secret that ownership decides about. */
export interface SecretFields {
  readonly labels: ReadonlyMap<string, string>
  readonly annotations: ReadonlyMap<string, string>
  readonly ownerReferences: readonly OwnerReference[]
  readonly type: string
  readonly immutable: boolean
  /** Items in standard base64. */
  readonly data: ReadonlyMap<string, string>
}

/**
 * The manifest of a Secret: `fields` over `base`, from which all other fields are kept except
 * `managedFields`, which only the server writes.
 */
export function buildSecret(fields: SecretFields, base: KubeObject): KubeObject {
  const metadata: Record<string, unknown> = { ...base.metadata }
  delete metadata['managedFields']
  setOrDelete(metadata, 'labels', fields.labels)
  setOrDelete(metadata, 'annotations', fields.annotations)
  delete metadata['ownerReferences']
  if (fields.ownerReferences.length > 0) metadata['ownerReferences'] = fields.ownerReferences
  const object: Record<string, unknown> = { ...base }
  delete object['immutable']
  if (fields.immutable) object['immutable'] = true
  return {
    ...object,
    apiVersion: apiVersionOf(SECRETS),
    kind: SECRETS.kind,
    metadata,
    type: fields.type,
    data: record(fields.data),
  }
}

/** The items in standard base64. The strings cannot be erased. */
export function encodeItems(data: ReadonlyMap<string, Plaintext>): Map<string, string> {
  return new Map([...data].map(([name, value]) => [name, value.use(encodeBase64)]))
}

function setOrDelete(
  metadata: Record<string, unknown>,
  field: string,
  map: ReadonlyMap<string, string>,
): void {
  if (map.size === 0) delete metadata[field]
  else metadata[field] = record(map)
}

/** Without a prototype, so that an item named `__proto__` is an item. */
function record(map: ReadonlyMap<string, string>): Record<string, string> {
  const object: Record<string, string> = Object.create(null)
  for (const [key, value] of map) object[key] = value
  return object
}
