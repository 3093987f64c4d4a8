import type { Fingerprint } from '../keys/fingerprint.ts'
import type { Plaintext } from '../plaintext.ts'
import type { SecretTemplate } from './sealed-secret.ts'

/** What opening the items of a SealedSecret gives, by either read path. */
export interface OpenedSecret {
  readonly template: Omit<SecretTemplate, 'data'>
  readonly data: ReadonlyMap<string, Plaintext>
  readonly usedKeys: ReadonlySet<Fingerprint>
}

/** Zeroes plaintexts that will not be handed on. */
export function disposeAll(plaintexts: Iterable<Plaintext>): void {
  for (const plaintext of plaintexts) plaintext.dispose()
}
