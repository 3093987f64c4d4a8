import type { Bytes } from '../bytes/bytes.ts'
import type { Fingerprint } from '../keys/fingerprint.ts'
import type { Plaintext } from '../plaintext.ts'

/** One sealed value, and what it was bound to. */
export interface SealedItem {
  /** The OAEP label the value was sealed with, see `sealingLabel`. */
  readonly label: Bytes
  /** The text of the sealed value, base64. */
  readonly sealed: string
  /** The key that is tried first; a wrong hint costs time and nothing else. */
  readonly hint?: Fingerprint | undefined
}

/** An opened value, and which key opened it. */
export interface UnsealedItem {
  readonly plaintext: Plaintext
  readonly fingerprint: Fingerprint
}

/** Opens sealed values; where the private key is (memory, a key service) is its own affair. */
export interface Unsealer {
  /** @throws WaxsealError `ERR_UNSEAL_FAILED`, always the same, with no cause */
  unseal(item: SealedItem): Promise<UnsealedItem>
}
