import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'
import { DER, DerError, DerReader } from './der.ts'
import type { DerElement } from './der.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Fingerprint } from './fingerprint.ts'
import { formatPem, parsePem } from './pem.ts'
import { bitLength, readSpki } from './rsa.ts'
import type { RsaPublicKey } from './rsa.ts'

// A certificate for RSA-16384 has 9 KiB of PEM; key Secrets may hold a chain of a few.
const LONGEST_PEM = 64 * 1024

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
  if (pem.length > LONGEST_PEM) throw malformed('the certificate is longer than 64 KiB')
  const der = firstCertificate(pem)
  if (der === undefined) throw malformed('no certificate found; expected a PEM block CERTIFICATE')
  const { spki, notBefore, notAfter, publicKey } = readCertificate(der)
  return {
    pem: formatPem('CERTIFICATE', der),
    der,
    spki,
    fingerprint: await fingerprintOf(spki),
    modulusBits: bitLength(publicKey.modulus),
    notBefore,
    notAfter,
  }
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

interface CertificateFields {
  readonly spki: Bytes
  readonly notBefore: Date
  readonly notAfter: Date
  readonly publicKey: RsaPublicKey
}

function firstCertificate(pem: string): Bytes | undefined {
  for (const block of parsePem(pem)) {
    if (block.type === 'CERTIFICATE' && !block.hasHeaders) return block.bytes
  }
  return undefined
}

function readCertificate(der: Bytes): CertificateFields {
  let fields: Omit<CertificateFields, 'publicKey'>
  let publicKey: RsaPublicKey | undefined
  try {
    fields = readToBeSigned(der)
    publicKey = readSpki(fields.spki)
  } catch (error) {
    if (error instanceof DerError) throw malformed('the certificate is not a readable X.509 one')
    throw error
  }
  if (publicKey !== undefined) return { ...fields, publicKey }
  throw new WaxsealError('ERR_CERTIFICATE_NOT_RSA', 'the certificate is not for an RSA key', {
    hint: 'sealing needs the RSA certificate of the controller',
  })
}

/** The fields of RFC 5280 §4.1 in their order, as far as the public key. */
function readToBeSigned(der: Bytes): Omit<CertificateFields, 'publicKey'> {
  const outer = new DerReader(der)
  const certificate = outer.enter(DER.sequence)
  outer.end()
  const fields = certificate.enter(DER.sequence)
  certificate.read(DER.sequence) // signature algorithm
  certificate.read(DER.bitString) // signature
  certificate.end()
  if (fields.nextTag === DER.context0) fields.read(DER.context0) // version
  fields.read(DER.integer) // serial number
  fields.read(DER.sequence) // signature algorithm
  fields.read(DER.sequence) // issuer
  const validity = fields.enter(DER.sequence)
  const notBefore = readTime(validity)
  const notAfter = readTime(validity)
  validity.end()
  fields.read(DER.sequence) // subject
  return { notBefore, notAfter, spki: fields.read(DER.sequence).encoding.slice() }
}

/** UTCTime up to 2049, GeneralizedTime from then on; both in seconds and UTC (RFC 5280 §4.1.2.5). */
function readTime(reader: DerReader): Date {
  const isShort = reader.nextTag === DER.utcTime
  const digits = textOf(reader.read(isShort ? DER.utcTime : DER.generalizedTime))
  const century = isShort ? (digits < '50' ? '20' : '19') : ''
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(century + digits)
  if (match === null) throw new DerError('time of an unsupported form')
  const [, year, month, day, hour, minute, second] = match
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const time = new Date(text)
  // Dates such as 30 February would otherwise roll over.
  if (Number.isNaN(time.getTime()) || time.toISOString() !== text)
    throw new DerError('no such time')
  return time
}

function textOf(element: DerElement): string {
  return new TextDecoder('latin1').decode(element.contents)
}

function malformed(message: string): WaxsealError {
  return new WaxsealError('ERR_CERTIFICATE_MALFORMED', message, {
    hint: 'give the PEM certificate of the controller',
  })
}
