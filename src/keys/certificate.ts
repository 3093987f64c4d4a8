import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'
import type { Fingerprint } from './fingerprint.ts'

/** A sealing certificate: what is read of it, and nothing of it is trusted beyond its public key. */
export interface Certificate {
  /** The certificate alone, as one PEM block with a trailing newline. */
  readonly pem: string
  readonly der: Bytes
  /** SubjectPublicKeyInfo in DER; the fingerprint is taken over it. */
  readonly spki: Bytes
  readonly fingerprint: Fingerprint
  /** Size of the RSA modulus in bits. */
  readonly modulusBits: number
  readonly notBefore: Date
  readonly notAfter: Date
}

/**
 * Reads the first `CERTIFICATE` block of a PEM text; blocks with PEM headers are ignored, as upstream
 * does. Nothing but the validity, the algorithm and the public key is looked at, and no signature is
 * checked: sealing certificates are self-signed.
 *
 * @throws WaxsealError `ERR_CERTIFICATE_MALFORMED`, `ERR_CERTIFICATE_NOT_RSA`
 */
export async function parseCertificate(pem: string): Promise<Certificate> {
  await Promise.resolve(pem)
  throw new WaxsealError('ERR_INTERNAL', 'not yet')
}

/**
 * Refuses to seal with a certificate that has expired at `at`. Only `notAfter` counts: upstream
 * never looks at `notBefore`.
 *
 * @throws WaxsealError `ERR_CERTIFICATE_EXPIRED`
 */
export function assertNotExpired(certificate: Certificate, at: Date): void {
  if (at.getTime() <= certificate.notAfter.getTime()) return
  const day = certificate.notAfter.toISOString().slice(0, 10)
  throw new WaxsealError('ERR_CERTIFICATE_EXPIRED', `the sealing certificate expired on ${day}`, {
    hint: 'fetch the current certificate of the cluster',
  })
}
