import { sameBytes } from '../bytes/bytes.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'
import { parseCertificate } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Fingerprint } from './fingerprint.ts'
import { Lanes } from './lanes.ts'
import { parsePrivateKey } from './private-key.ts'
import type { PrivateKeyDocument } from './private-key.ts'
import { bitLength, encodeSpki, RSA_OAEP } from './rsa.ts'

/** Length of the AES-256 key each value is encrypted with. */
export const SESSION_KEY_BYTES = 32

// More imports than the thread pool can have threads would only hold memory.
const MOST_LANES = 1024

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
  const lanes = source.lanes ?? 1
  if (!Number.isInteger(lanes) || lanes < 1 || lanes > MOST_LANES) {
    throw new RangeError(`lanes must be a whole number from 1 to ${MOST_LANES}`)
  }
  const certificate =
    source.certificatePem === undefined ? undefined : await parseCertificate(source.certificatePem)
  const document = parsePrivateKey(source.privateKeyPem)
  try {
    const spki = encodeSpki(document.publicKey)
    if (certificate !== undefined && !sameBytes(certificate.spki, spki)) {
      throw new WaxsealError('ERR_KEY_MISMATCH', 'the certificate belongs to another private key', {
        hint: 'give tls.key and tls.crt of the same key Secret',
      })
    }
    return {
      fingerprint: await fingerprintOf(spki),
      modulusBits: bitLength(document.publicKey.modulus),
      certificate,
      unwrap: await importUnwrap(document, spki, lanes),
    }
  } finally {
    document.pkcs8.fill(0)
  }
}

async function importUnwrap(
  document: PrivateKeyDocument,
  spki: Bytes,
  count: number,
): Promise<SealingKey['unwrap']> {
  const imported = Array.from({ length: count }, () => importPrivateKey(document.pkcs8))
  const lanes = new Lanes(await Promise.all(imported))
  const unwrap: SealingKey['unwrap'] = (wrapped, label) =>
    lanes.run((key) => decryptSessionKey(key, wrapped, label))
  await assertOpensOwn(spki, unwrap)
  return unwrap
}

async function importPrivateKey(pkcs8: Bytes): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('pkcs8', pkcs8, RSA_OAEP, false, ['decrypt'])
  } catch {
    // The reason could quote the key.
    throw brokenKey()
  }
}

/** A key whose private numbers are not those of its public ones would only show as failed unseals. */
async function assertOpensOwn(spki: Bytes, unwrap: SealingKey['unwrap']): Promise<void> {
  const probe = crypto.getRandomValues(new Uint8Array(SESSION_KEY_BYTES))
  const label = new Uint8Array()
  const publicKey = await crypto.subtle.importKey('spki', spki, RSA_OAEP, false, ['encrypt'])
  const wrapped = await crypto.subtle.encrypt({ ...RSA_OAEP, label }, publicKey, probe)
  const opened = await unwrap(new Uint8Array(wrapped), label)
  if (opened === undefined || !sameBytes(opened, probe)) throw brokenKey()
}

async function decryptSessionKey(
  key: CryptoKey,
  wrapped: Bytes,
  label: Bytes,
): Promise<Bytes | undefined> {
  try {
    const opened = await crypto.subtle.decrypt({ ...RSA_OAEP, label }, key, wrapped)
    const sessionKey = new Uint8Array(opened)
    if (sessionKey.byteLength === SESSION_KEY_BYTES) return sessionKey
    sessionKey.fill(0)
    return undefined
  } catch {
    return undefined
  }
}

function brokenKey(): WaxsealError {
  return new WaxsealError('ERR_KEY_MALFORMED', 'the private key does not fit its own public key', {
    hint: 'restore the key from a backup',
  })
}
