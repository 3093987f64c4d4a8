import type { Bytes } from '../bytes/bytes.ts'
import { encodeHex } from '../bytes/hex.ts'

/** Names a sealing key: lower-case hex SHA-256 of its SubjectPublicKeyInfo in DER (64 characters). */
export type Fingerprint = string & { readonly __brand: 'Fingerprint' }

/** The fingerprint of a public key given as SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) in DER. */
export async function fingerprintOf(spki: Bytes): Promise<Fingerprint> {
  const digest = encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', spki)))
  if (!isFingerprint(digest)) throw new TypeError('SHA-256 gave something other than 32 bytes')
  return digest
}

/** Whether `text` has the form of a fingerprint; says nothing about whether such a key exists. */
export function isFingerprint(text: string): text is Fingerprint {
  return /^[0-9a-f]{64}$/.test(text)
}
