import { encodeBase64 } from '../bytes/base64.ts'
import { concatBytes } from '../bytes/bytes.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'
import type { Certificate } from '../keys/certificate.ts'
import { RSA_OAEP } from '../keys/rsa.ts'
import { SESSION_KEY_BYTES } from '../keys/sealing-key.ts'
import type { Plaintext } from '../plaintext.ts'
import { VALUE_CIPHER } from './sealed-value.ts'

/** What all values of a Secret may hold together, in bytes; the API server refuses more. */
export const LARGEST_SECRET: number = 1024 * 1024

// Below this NIST SP 800-131A disallows RSA; what was sealed so is still opened.
const SMALLEST_SEALING_MODULUS = 2048

/**
 * Seals one value for the holder of the certificate's key:
 * base64( u16be(len R) ‖ R ‖ C ), R = RSA-OAEP(SHA-256) of a fresh 32-byte session key under `label`,
 * C = AES-256-GCM with that key and a nonce of 12 zero bytes (each key encrypts once).
 *
 * The plaintext is left alive; disposing of it is the caller's.
 *
 * @throws WaxsealError `ERR_CERTIFICATE_WEAK` for a key below 2048 bits, `ERR_INPUT_TOO_LARGE` above 1 MiB
 */
export async function sealValue(
  plaintext: Plaintext,
  certificate: Certificate,
  label: Bytes,
): Promise<string> {
  if (certificate.modulusBits < SMALLEST_SEALING_MODULUS) {
    throw new WaxsealError(
      'ERR_CERTIFICATE_WEAK',
      'the certificate is for an RSA key below 2048 bits',
      {
        hint: 'have the controller generate a key of 4096 bits',
      },
    )
  }
  if (plaintext.byteLength > LARGEST_SECRET) {
    throw new WaxsealError('ERR_INPUT_TOO_LARGE', 'the value is larger than 1 MiB', {
      hint: 'a Kubernetes Secret holds 1 MiB at most',
    })
  }
  const sessionKey = crypto.getRandomValues(new Uint8Array(SESSION_KEY_BYTES))
  try {
    const wrapped = await wrapSessionKey(sessionKey, certificate, label)
    const ciphertext = await encryptValue(sessionKey, plaintext)
    const prefix = Uint8Array.of(wrapped.byteLength >> 8, wrapped.byteLength & 255)
    return encodeBase64(concatBytes(prefix, wrapped, ciphertext))
  } finally {
    sessionKey.fill(0)
  }
}

async function wrapSessionKey(
  sessionKey: Bytes,
  { spki }: Certificate,
  label: Bytes,
): Promise<Bytes> {
  const key = await crypto.subtle.importKey('spki', spki, RSA_OAEP, false, ['encrypt'])
  return new Uint8Array(await crypto.subtle.encrypt({ ...RSA_OAEP, label }, key, sessionKey))
}

async function encryptValue(sessionKey: Bytes, plaintext: Plaintext): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', sessionKey, 'AES-GCM', false, ['encrypt'])
  const encrypted = plaintext.use((bytes) => crypto.subtle.encrypt(VALUE_CIPHER, key, bytes))
  return new Uint8Array(await encrypted)
}
