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
  /** Size of the RSA key this was sealed for, in bits (8 × the length of `wrapped`). */
  readonly modulusBits: number
}

/**
 * Checks the shape of a sealed value; whether it opens only a key can tell. The prefix `0x0000` can
 * never be an RSA length and is reserved for formats of our own.
 *
 * @throws WaxsealError `ERR_SEALED_VALUE_MALFORMED`
 */
export function parseSealedValue(text: string): SealedValue {
  throw new WaxsealError('ERR_INTERNAL', `not yet ${text.length}`)
}
