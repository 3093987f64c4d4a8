import { decodeHex, formatPem } from '../../../src/index.ts'
import { DER, encodeDer, encodeDerUnsigned } from '../../../src/keys/der.ts'

/** What is unusual about a made-up certificate; nothing about it is signed. */
export interface CertificateParts {
  readonly modulus?: Uint8Array
  readonly exponent?: Uint8Array
  /** The algorithm's parameters; NULL unless given. */
  readonly parameters?: Uint8Array
  /** What the first byte of the key's bit string says. */
  readonly unusedBits?: number
  /** Instead of an RSA key. */
  readonly spki?: Uint8Array
  readonly notBefore?: Uint8Array
  readonly notAfter?: Uint8Array
  /** Bytes after the certificate. */
  readonly trailing?: Uint8Array
  /** Leave out the version, as in X.509 v1. */
  readonly isV1?: boolean
}

/** An OBJECT IDENTIFIER from the hex of its contents. */
export const oid = (hex: string): Uint8Array =>
  encodeDer(DER.objectIdentifier, decodeHex(hex) ?? new Uint8Array())

/** A time by its tag and text. */
export const time = (tag: number, text: string): Uint8Array =>
  encodeDer(tag, new TextEncoder().encode(text))

/** An odd modulus of the given size. */
export function modulusOf(bits: number): Uint8Array {
  const modulus = new Uint8Array(Math.ceil(bits / 8)).fill(0xff)
  modulus[0] = 0xff >> (modulus.length * 8 - bits)
  return modulus
}

/** A certificate of RSA-2048 that is valid in 2030, but for `parts`. */
export function buildCertificate(parts: CertificateParts = {}): string {
  const algorithm = encodeDer(
    DER.sequence,
    oid('2a864886f70d010101'),
    parts.parameters ?? encodeDer(DER.null),
  )
  const key = encodeDer(
    DER.sequence,
    encodeDerUnsigned(parts.modulus ?? modulusOf(2048)),
    encodeDerUnsigned(parts.exponent ?? Uint8Array.of(1, 0, 1)),
  )
  const spki = encodeDer(
    DER.sequence,
    algorithm,
    encodeDer(DER.bitString, Uint8Array.of(parts.unusedBits ?? 0), key),
  )
  const name = encodeDer(DER.sequence)
  const toBeSigned = encodeDer(
    DER.sequence,
    parts.isV1 === true
      ? new Uint8Array()
      : encodeDer(DER.context0, encodeDerUnsigned(Uint8Array.of(2))),
    encodeDerUnsigned(Uint8Array.of(7)),
    algorithm,
    name,
    encodeDer(
      DER.sequence,
      parts.notBefore ?? time(DER.utcTime, '300101000000Z'),
      parts.notAfter ?? time(DER.utcTime, '301231235959Z'),
    ),
    name,
    parts.spki ?? spki,
  )
  const signature = encodeDer(DER.bitString, Uint8Array.of(0, 1, 2, 3))
  const certificate = encodeDer(DER.sequence, toBeSigned, algorithm, signature)
  return formatPem('CERTIFICATE', Uint8Array.from([...certificate, ...(parts.trailing ?? [])]))
}
