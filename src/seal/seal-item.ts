import { WaxsealError } from '../errors.ts'
import type { Certificate } from '../keys/certificate.ts'
import type { Plaintext } from '../plaintext.ts'
import type { ItemEntry } from './items-annotation.ts'
import type { Scope } from './scope.ts'

/** What an item is sealed for: the key, the place it may be opened in, the time of sealing. */
export interface SealTarget {
  readonly certificate: Certificate
  readonly scope: Scope
  readonly namespace?: string | undefined
  readonly name?: string | undefined
  readonly at: Date
}

/** A sealed item for a SealedSecret, and its line for the items annotation. */
export interface NewItem {
  /** The value for `spec.encryptedData[item]`. */
  readonly sealed: string
  readonly entry: ItemEntry
}

/**
 * Seals one item of a Secret.
 *
 * @throws WaxsealError `ERR_CERTIFICATE_EXPIRED`, `ERR_NAMESPACE_MISSING`, `ERR_NAME_MISSING`,
 *   `ERR_MANIFEST_INVALID` for a name Kubernetes would refuse, `ERR_KEY_SIZE`, `ERR_INPUT_TOO_LARGE`
 */
export async function sealItem(
  item: string,
  plaintext: Plaintext,
  target: SealTarget,
): Promise<NewItem> {
  await Promise.resolve([item, plaintext, target])
  throw new WaxsealError('ERR_INTERNAL', 'not yet')
}
