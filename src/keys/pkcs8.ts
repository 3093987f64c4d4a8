import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'

/** Wraps an RSAPrivateKey (PKCS#1, RFC 8017 A.1.2) in DER as PrivateKeyInfo (PKCS#8, RFC 5208). */
export function toPkcs8(pkcs1: Bytes): Bytes {
  return pkcs1
}

/**
 * Writes an RSA key given as PKCS#8 DER as the PEM block `RSA PRIVATE KEY` (PKCS#1), which is what
 * upstream's key Secrets hold.
 *
 * @throws WaxsealError `ERR_KEY_MALFORMED`, `ERR_KEY_NOT_RSA`
 */
export function toPkcs1Pem(pkcs8: Bytes): string {
  throw new WaxsealError('ERR_INTERNAL', `not yet ${pkcs8.byteLength}`)
}
