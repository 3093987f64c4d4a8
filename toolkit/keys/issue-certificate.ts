import type forge from 'node-forge'
import { encodeHex, formatPem } from '../../src/index.ts'

/** A self-signed X.509 v3 certificate to be made. */
export interface CertificateRequest {
  /** RSASSA-PKCS1-v1_5 with SHA-256, the public key extractable. */
  readonly keyPair: { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey }
  /** Subject and issuer; empty for an empty name. */
  readonly commonName: string
  /** Rounded down to the second. */
  readonly validFrom: Date
  readonly validForSeconds: number
  /** Extensions in node-forge's notation, in the order they are written. */
  readonly extensions: readonly object[]
}

const SERIAL_BYTES = 16

// Universal tags of X.680 §8.
const UTF8_STRING = 12
const PRINTABLE_STRING = 19

/**
 * Issues a self-signed certificate, SHA256-RSA, its serial number uniform in [0, 2^128), as PEM.
 *
 * node-forge only builds the structure and is loaded here; WebCrypto signs the to-be-signed bytes,
 * because forge's own RSA is slow and not constant-time.
 */
export async function issueCertificate(request: CertificateRequest): Promise<string> {
  const { default: library } = await import('node-forge')
  const { asn1, pki } = library
  const certificate = await buildCertificate(request, library)
  // The first field of a certificate is what is signed; the signature itself is still empty.
  certificate.signature = ''
  const toBeSigned = pki.certificateToAsn1(certificate).value[0]
  if (toBeSigned === undefined || typeof toBeSigned === 'string') {
    throw new TypeError('node-forge built no certificate')
  }
  certificate.tbsCertificate = toBeSigned
  const signature = await crypto.subtle.sign(
    'RSASSA-PKCS1-v1_5',
    request.keyPair.privateKey,
    fromBinary(asn1.toDer(toBeSigned).getBytes()),
  )
  certificate.signature = toBinary(signature)
  const der = asn1.toDer(pki.certificateToAsn1(certificate)).getBytes()
  return formatPem('CERTIFICATE', fromBinary(der))
}

async function buildCertificate(
  request: CertificateRequest,
  { asn1, pki }: typeof forge,
): Promise<forge.pki.Certificate> {
  const certificate = pki.createCertificate()
  const spki = await crypto.subtle.exportKey('spki', request.keyPair.publicKey)
  certificate.publicKey = pki.publicKeyFromAsn1(asn1.fromDer(toBinary(spki)))
  certificate.serialNumber = randomSerial()
  const from = Math.floor(request.validFrom.getTime() / 1000)
  certificate.validity.notBefore = new Date(from * 1000)
  certificate.validity.notAfter = new Date((from + request.validForSeconds) * 1000)
  const name = nameOf(request.commonName)
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.setExtensions([...request.extensions])
  const algorithm = pki.oids['sha256WithRSAEncryption'] ?? ''
  certificate.signatureOid = algorithm
  certificate.siginfo.algorithmOid = algorithm
  return certificate
}

/** PrintableString where the name allows it, else UTF8String (RFC 5280 §4.1.2.4). */
function nameOf(commonName: string): forge.pki.CertificateField[] {
  if (commonName === '') return []
  const isPrintable = /^[A-Za-z0-9 '()+,./:=?-]*$/.test(commonName)
  const valueTagClass: number = isPrintable ? PRINTABLE_STRING : UTF8_STRING
  return [{ name: 'commonName', value: commonName, valueTagClass }]
}

/** forge writes these digits as they are: DER wants no surplus zeros and no set sign bit. */
function randomSerial(): string {
  const digits = encodeHex(crypto.getRandomValues(new Uint8Array(SERIAL_BYTES)))
  const minimal = digits.replace(/^(00)+(?=..)/, '')
  return /^[89a-f]/.test(minimal) ? `00${minimal}` : minimal
}

function toBinary(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')
}

function fromBinary(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
