import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'
import type { Certificate } from '../keys/certificate.ts'
import type { Plaintext } from '../plaintext.ts'

/**
 * Seals one value for the holder of the certificate's key:
 * base64( u16be(len R) ‖ R ‖ C ), R = RSA-OAEP(SHA-256) of a fresh 32-byte session key under `label`,
 * C = AES-256-GCM with that key and a nonce of 12 zero bytes (each key encrypts once).
 *
 * The plaintext is left alive; disposing of it is the caller's.
 *
 * @throws WaxsealError `ERR_KEY_SIZE` for a key below 2048 bits, `ERR_INPUT_TOO_LARGE` above 1 MiB
 */
export async function sealValue(
  plaintext: Plaintext,
  certificate: Certificate,
  label: Bytes,
): Promise<string> {
  await Promise.resolve([plaintext, certificate, label])
  throw new WaxsealError('ERR_INTERNAL', 'not yet')
}
