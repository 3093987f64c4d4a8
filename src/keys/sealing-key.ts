import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'
import type { Certificate } from './certificate.ts'
import type { Fingerprint } from './fingerprint.ts'

/** An RSA private key that opens what was sealed for it; the key itself cannot be read back. */
export interface SealingKey {
  readonly fingerprint: Fingerprint
  /** Size of the RSA modulus in bits. */
  readonly modulusBits: number
  /** The certificate that seals for this key, where one is known. */
  readonly certificate: Certificate | undefined
  /**
   * Opens a session key: RSA-OAEP with SHA-256 and MGF1-SHA-256 under `label`.
   *
   * @returns the 32 bytes of the session key, for the caller to zero, or `undefined` for every failure
   */
  unwrap(wrapped: Bytes, label: Bytes): Promise<Bytes | undefined>
}

/** What a sealing key is made from. */
export interface SealingKeySource {
  /** PEM; the first block that parses as an RSA key in PKCS#1 or PKCS#8, others are skipped. */
  readonly privateKeyPem: string
  /** PEM; must certify this very key. */
  readonly certificatePem?: string
  /**
   * How many items are opened at once; 1 unless told. Node serialises the operations on one
   * `CryptoKey`, so the key is imported once per lane.
   */
  readonly lanes?: number
}

/**
 * Imports a private key, non-extractable, and checks that the certificate is its own.
 *
 * @throws WaxsealError `ERR_KEY_MALFORMED`, `ERR_KEY_NOT_RSA`, `ERR_KEY_MISMATCH`,
 *   `ERR_CERTIFICATE_MALFORMED`, `ERR_CERTIFICATE_NOT_RSA`
 */
export async function importSealingKey(source: SealingKeySource): Promise<SealingKey> {
  await Promise.resolve(source)
  throw new WaxsealError('ERR_INTERNAL', 'not yet')
}
