import { sameBytes } from '../bytes/bytes.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { DER, DerError, DerReader, encodeDer, encodeDerUnsigned } from './der.ts'
import type { DerElement } from './der.ts'

/** The public half of an RSA key, big-endian without leading zeros. */
export interface RsaPublicKey {
  readonly modulus: Bytes
  readonly exponent: Bytes
}

/** rsaEncryption, 1.2.840.113549.1.1.1 (RFC 8017 A.1), contents of the OBJECT IDENTIFIER. */
const RSA_ENCRYPTION = Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01)

/** AlgorithmIdentifier of an RSA key; its parameters are NULL, always (RFC 3279 §2.3.1). */
const ALGORITHM = encodeDer(
  DER.sequence,
  encodeDer(DER.objectIdentifier, RSA_ENCRYPTION),
  encodeDer(DER.null),
)

// Below 1024 bits OAEP with SHA-256 has hardly room and current Go refuses the key; above 16384 one
// operation takes so long that a foreign certificate could stall whoever reads it.
const SMALLEST_MODULUS_BITS = 1024
const LARGEST_MODULUS_BITS = 16384

/** How OAEP is run here and upstream: SHA-256 for the label and for MGF1. */
export const RSA_OAEP = { name: 'RSA-OAEP', hash: 'SHA-256' } as const

/**
 * Reads SubjectPublicKeyInfo.
 *
 * @returns `undefined` for a key of another algorithm
 * @throws DerError
 */
export function readSpki(spki: Bytes): RsaPublicKey | undefined {
  const outer = new DerReader(spki)
  const fields = outer.enter(DER.sequence)
  outer.end()
  const algorithm = fields.read(DER.sequence)
  if (!isRsa(algorithm)) return undefined
  if (!sameBytes(algorithm.encoding, ALGORITHM)) throw new DerError('RSA key with parameters')
  const [unusedBits, ...key] = fields.read(DER.bitString).contents
  fields.end()
  if (unusedBits !== 0) throw new DerError('bit string of an odd length')
  const whole = new DerReader(Uint8Array.from(key))
  const numbers = whole.enter(DER.sequence)
  whole.end()
  const publicKey = readNumbers(numbers)
  numbers.end()
  return publicKey
}

/** Writes SubjectPublicKeyInfo, the one encoding there is of this key. */
export function encodeSpki({ modulus, exponent }: RsaPublicKey): Bytes {
  const key = encodeDer(DER.sequence, encodeDerUnsigned(modulus), encodeDerUnsigned(exponent))
  return encodeDer(DER.sequence, ALGORITHM, encodeDer(DER.bitString, Uint8Array.of(0), key))
}

/**
 * Reads RSAPrivateKey (PKCS#1) as far as its public half and checks that the rest has its form.
 *
 * @throws DerError
 */
export function readPkcs1(pkcs1: Bytes): RsaPublicKey {
  const outer = new DerReader(pkcs1)
  const fields = outer.enter(DER.sequence)
  outer.end()
  // Version 1 would be a key of more than two primes, which WebCrypto does not take.
  if (fields.readUnsigned().byteLength !== 0) throw new DerError('not a key of two primes')
  const publicKey = readNumbers(fields)
  for (let i = 0; i < 6; i++) fields.readUnsigned()
  fields.end()
  return publicKey
}

/** Wraps an RSAPrivateKey (PKCS#1, RFC 8017 A.1.2) as PrivateKeyInfo (PKCS#8, RFC 5208); both DER. */
export function toPkcs8(pkcs1: Bytes): Bytes {
  const version = encodeDerUnsigned(new Uint8Array())
  const key = encodeDer(DER.octetString, pkcs1)
  try {
    return encodeDer(DER.sequence, version, ALGORITHM, key)
  } finally {
    key.fill(0)
  }
}

/**
 * The RSAPrivateKey inside a PrivateKeyInfo, as a view of it.
 *
 * @returns `undefined` for a key of another algorithm
 * @throws DerError
 */
export function unwrapPkcs8(pkcs8: Bytes): Bytes | undefined {
  const outer = new DerReader(pkcs8)
  const fields = outer.enter(DER.sequence)
  outer.end()
  fields.readUnsigned()
  if (!isRsa(fields.read(DER.sequence))) return undefined
  // What may follow (attributes, a public key) says nothing about the private key.
  return fields.read(DER.octetString).contents
}

/** Number of bits in a big-endian number without leading zeros. */
export function bitLength(magnitude: Uint8Array): number {
  const [first] = magnitude
  return first === undefined ? 0 : magnitude.byteLength * 8 - (Math.clz32(first) - 24)
}

function isRsa(algorithm: DerElement): boolean {
  const oid = new DerReader(algorithm.contents).read(DER.objectIdentifier)
  return sameBytes(oid.contents, RSA_ENCRYPTION)
}

function readNumbers(reader: DerReader): RsaPublicKey {
  const key = { modulus: reader.readUnsigned(), exponent: reader.readUnsigned() }
  const bits = bitLength(key.modulus)
  if (bits < SMALLEST_MODULUS_BITS || bits > LARGEST_MODULUS_BITS) {
    throw new DerError('RSA modulus of an unsupported size')
  }
  // Never the product of two odd primes; OpenSSL would only fail when it is used.
  if ((key.modulus.at(-1) ?? 0) % 2 === 0) throw new DerError('RSA modulus that is even')
  // An exponent of 1 would send the session key in the clear; the upper bound is Go's.
  const exponent = key.exponent.reduce((sum, byte) => sum * 256 + byte, 0)
  if (exponent < 3 || exponent > 0x7fffffff || exponent % 2 === 0) {
    throw new DerError('RSA exponent that is even or out of range')
  }
  return key
}
