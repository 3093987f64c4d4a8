import { encodeBase64 } from '../bytes/base64.ts'
import { sortedObject } from './sorted-object.ts'
import type { UnsealedSecret } from './unseal-secret.ts'

/** An entry of `metadata.ownerReferences`. */
export interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller?: boolean
  readonly blockOwnerDeletion?: boolean
}

/** What a Secret manifest gets besides what was sealed. */
export interface SecretManifestOptions {
  /** The one owner; without it the manifest has none. */
  readonly owner?: OwnerReference
}

/**
 * The plain v1 Secret to write or apply. It holds the values, base64-encoded: from here on nothing
 * keeps them from being printed.
 */
export function toSecretManifest(
  unsealed: UnsealedSecret,
  { owner }: SecretManifestOptions = {},
): Record<string, unknown> {
  const { name, namespace, labels, annotations, finalizers, type, immutable } = unsealed
  const data = new Map<string, string>()
  for (const [item, plaintext] of unsealed.data) data.set(item, plaintext.use(encodeBase64))
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
      ...(finalizers.length > 0 && { finalizers }),
      ...(owner !== undefined && { ownerReferences: [owner] }),
    },
    ...(type !== undefined && { type }),
    ...(immutable !== undefined && { immutable }),
    data: sortedObject(data),
  }
}
