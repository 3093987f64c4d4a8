import { decodeBase64 } from '../bytes/base64.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'

/** The parts of a sealed value: `u16be(length of wrapped) ‖ wrapped ‖ ciphertext`, in base64. */
export interface SealedValue {
  /** All bytes, decoded; the digest in the items annotation is taken over them. */
  readonly bytes: Bytes
  /** The session key under RSA-OAEP, as long as the modulus. */
  readonly wrapped: Bytes
  /** AES-256-GCM under the session key: ciphertext ‖ 16-byte tag. */
  readonly ciphertext: Bytes
  /** Size of the RSA key this was sealed for, in whole bytes, as bits (8 × the length of `wrapped`). */
  readonly modulusBits: number
}

/**
 * How a value is encrypted under its session key: a nonce of 12 zero bytes, which is sound because
 * every session key encrypts once; 16-byte tag.
 */
export const VALUE_CIPHER: AesGcmParams = {
  name: 'AES-GCM',
  iv: new Uint8Array(12),
  tagLength: 128,
}

// A Secret holds 1 MiB at most, which is 1.4 million characters; beyond 2 Mi nothing can be meant.
const LONGEST_TEXT = 2 * 1024 * 1024
const PREFIX_BYTES = 2
const TAG_BYTES = 16
// RSA from 1024 to 16384 bits, as for certificates and keys.
const SHORTEST_WRAPPED = 128
const LONGEST_WRAPPED = 2048

/**
 * Checks the shape of a sealed value; whether it opens only a key can tell. The prefix `0x0000` can
 * never be an RSA length and is reserved for formats of our own.
 *
 * @throws WaxsealError `ERR_SEALED_VALUE_MALFORMED`
 */
export function parseSealedValue(text: string): SealedValue {
  if (text.length > LONGEST_TEXT) throw malformed('the sealed value is longer than 2 MiB')
  const bytes = decodeBase64(text)
  if (bytes === undefined) throw malformed('the sealed value is not standard, padded base64')
  const [high, low] = bytes
  if (high === undefined || low === undefined) throw malformed('the sealed value is too short')
  const length = high * 256 + low
  if (length === 0) throw malformed('the sealed value is of a format this version does not know')
  if (length < SHORTEST_WRAPPED || length > LONGEST_WRAPPED) {
    throw malformed('the sealed value does not begin with the length of an RSA key')
  }
  const end = PREFIX_BYTES + length
  if (bytes.byteLength < end + TAG_BYTES) throw malformed('the sealed value is cut short')
  return {
    bytes,
    wrapped: bytes.subarray(PREFIX_BYTES, end),
    ciphertext: bytes.subarray(end),
    modulusBits: length * 8,
  }
}

/** As {@link parseSealedValue}, but `undefined` for what is malformed. */
export function readSealedValue(text: string): SealedValue | undefined {
  try {
    return parseSealedValue(text)
  } catch (error) {
    if (error instanceof WaxsealError) return undefined
    throw error
  }
}

function malformed(message: string): WaxsealError {
  return new WaxsealError('ERR_SEALED_VALUE_MALFORMED', message, {
    hint: 'seal the value again',
  })
}
