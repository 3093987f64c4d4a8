import { WaxsealError } from '../errors.ts'
import type { Certificate } from '../keys/certificate.ts'
import type { Scope } from './scope.ts'
import type { SealedSecret } from './sealed-secret.ts'
import type { Secret } from './secret.ts'

/** How a Secret is sealed. */
export interface SealOptions {
  readonly certificate: Certificate
  /** Instead of the scope the Secret's own annotations select. */
  readonly scope?: Scope | undefined
  /** Where the Secret does not name one; where it names another, sealing fails. */
  readonly namespace?: string | undefined
  /** Instead of the Secret's own name. */
  readonly name?: string | undefined
  /** The time of sealing, for the items annotation and the certificate's expiry. */
  readonly at: Date
}

/**
 * Seals every item of a Secret; type, immutable, labels and annotations go into the template.
 *
 * @throws WaxsealError `ERR_NAMESPACE_MISMATCH` and the errors of `sealItem`
 */
export async function sealSecret(secret: Secret, options: SealOptions): Promise<SealedSecret> {
  await Promise.resolve([secret, options])
  throw new WaxsealError('ERR_INTERNAL', 'not yet')
}
