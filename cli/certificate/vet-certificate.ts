import type { Certificate } from '../../src/index.ts'
// Not from the façade: the rest of it reads YAML, which sealing JSON does without.
import { assertNotExample } from '../../toolkit/keys/example-keys.ts'
import type { Options } from '../command/options.ts'
import type { Io } from '../io.ts'
import { warnExpiry } from './warn-expiry.ts'

/**
 * Looks at a certificate before anything is sealed for it.
 *
 * @throws WaxsealError `ERR_KEY_EXAMPLE` when everybody has its key, unless that is allowed
 */
export async function vetCertificate(
  certificate: Certificate,
  options: Options,
  io: Io,
): Promise<void> {
  assertNotExample(certificate, options.has('allow-example-keys'))
  await warnExpiry(certificate, io)
}
