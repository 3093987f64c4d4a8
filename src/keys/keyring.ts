import { WaxsealError } from '../errors.ts'
import type { SealedItem, UnsealedItem, Unsealer } from '../seal/unsealer.ts'
import type { Certificate } from './certificate.ts'
import type { SealingKey } from './sealing-key.ts'

/** A sealing key with its certificate, which is what new values are sealed for. */
export interface CertifiedKey extends SealingKey {
  readonly certificate: Certificate
}

/** A key and its place in time. */
export interface KeyringEntry {
  readonly key: SealingKey
  /** Orders the keys instead of the certificate's `notBefore`. */
  readonly orderedAt?: Date
}

/** Sealing keys: the newest one seals, all of them unseal. */
export class Keyring implements Unsealer {
  /** Every key once, the newest first. */
  readonly keys: readonly SealingKey[]

  constructor(entries: Iterable<KeyringEntry>) {
    this.keys = Array.from(entries, (entry) => entry.key)
  }

  /**
   * The newest key that has a certificate: by `orderedAt`, else by `notBefore`; of two equally new
   * ones, the one given first.
   *
   * @throws WaxsealError `ERR_KEYRING_EMPTY`
   */
  get newest(): CertifiedKey {
    throw new WaxsealError('ERR_INTERNAL', 'not yet')
  }

  /**
   * Opens a sealed value with the hinted key if there is one, else with whichever key fits.
   *
   * @throws WaxsealError `ERR_UNSEAL_FAILED`, always the same, with no cause
   */
  async unseal(item: SealedItem): Promise<UnsealedItem> {
    await Promise.resolve(item)
    throw new WaxsealError('ERR_INTERNAL', 'not yet')
  }
}
