import { WaxsealError } from '../errors.ts'
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
  options: SecretManifestOptions = {},
): Record<string, unknown> {
  throw new WaxsealError('ERR_INTERNAL', `not yet ${unsealed.name} ${options.owner?.name}`)
}
