import type { KubeObject } from '../kube/index.ts'

/** A Secret as the API server has it, read once at the border. */
export interface LiveSecret {
  /** The whole object, to be written back with every field that we don't know. */
  readonly object: KubeObject
  readonly annotations: ReadonlyMap<string, string>
  readonly labels: ReadonlyMap<string, string>
  readonly type: string
  readonly immutable: boolean
  /** Items in standard base64, as the API server writes them. Never logged. */
  readonly data: ReadonlyMap<string, string>
  /** Entries of `metadata.managedFields`, unread. */
  readonly managedFields: readonly unknown[]
}

/** Reads what ownership looks at; whatever has an unexpected shape counts as absent. */
export function readLiveSecret(object: KubeObject): LiveSecret {
  const { metadata } = object
  const type = object['type']
  const managedFields = metadata['managedFields']
  return {
    object,
    annotations: stringMap(metadata.annotations),
    labels: stringMap(metadata.labels),
    type: typeof type === 'string' && type !== '' ? type : 'Opaque',
    immutable: object['immutable'] === true,
    data: stringMap(object['data']),
    managedFields: Array.isArray(managedFields) ? managedFields : [],
  }
}

function stringMap(value: unknown): Map<string, string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
