import { generateKeyPair, sign } from 'node:crypto'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import { bitString, der, objectIdentifier, sequence, TAG } from './der.ts'

/** A private key and a certificate that vouches for itself. */
export interface ServerCertificate {
  /** PKCS#8, PEM. */
  readonly key: string
  /** PEM. */
  readonly certificate: string
}

/** What the certificate is for. */
export interface CertificateRequest {
  /** The IP address clients connect to; loopback names are added. */
  readonly address: string
  /** Gives that many random bytes. */
  readonly random: (byteLength: number) => Uint8Array
}

const OID = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  basicConstraints: '2.5.29.19',
  subjectAltName: '2.5.29.17',
} as const

/**
 * Always valid (RFC 5280 §4.1.2.5): the key is gone when the process ends, and the clock of a test is
 * not the one its client judges by.
 */
const VALIDITY = ['20000101000000Z', '99991231235959Z'] as const

/**
 * Makes a self-signed certificate (RFC 5280) with a new P-256 key: no RSA, whose keys take up to half
 * a second to find, and no library, because those that issue certificates here know only RSA.
 */
export async function makeServerCertificate(
  request: CertificateRequest,
): Promise<ServerCertificate> {
  const pair = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(objectIdentifier(OID.ecdsaWithSha256))
  const name = sequence(
    der(
      TAG.set,
      sequence(
        objectIdentifier(OID.commonName),
        der(TAG.utf8String, Buffer.from('waxseal sandbox')),
      ),
    ),
  )
  const toBeSigned = sequence(
    der(0xa0, der(TAG.integer, Buffer.from([2]))),
    der(TAG.integer, serialNumber(request.random)),
    algorithm,
    name,
    sequence(...VALIDITY.map((time) => der(TAG.generalizedTime, Buffer.from(time)))),
    name,
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions(request.address)),
  )
  const signature = sign('sha256', toBeSigned, pair.privateKey)
  return {
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    certificate: toPem(sequence(toBeSigned, algorithm, bitString(signature))),
  }
}

/** Sixteen random bytes that read as a positive number. */
function serialNumber(random: CertificateRequest['random']): Uint8Array {
  const bytes = Uint8Array.from(random(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes
}

function extensions(address: string): Buffer {
  const isAuthority = sequence(der(TAG.boolean, Buffer.from([0xff])))
  const names = [...new Set([address, '127.0.0.1', '::1'].filter((text) => isIP(text) > 0))].map(
    (text) => der(0x87, ipBytes(text)),
  )
  return sequence(
    sequence(
      objectIdentifier(OID.basicConstraints),
      der(TAG.boolean, Buffer.from([0xff])),
      der(TAG.octetString, isAuthority),
    ),
    sequence(
      objectIdentifier(OID.subjectAltName),
      der(TAG.octetString, sequence(der(0x82, Buffer.from('localhost')), ...names)),
    ),
  )
}

/** The 4 or 16 bytes of an IP address. */
function ipBytes(text: string): Buffer {
  if (isIP(text) === 4) return Buffer.from(text.split('.').map(Number))
  const [head = [], tail = []] = text
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  const groups = [...head, ...zeros, ...tail].map((group) => group.padStart(4, '0'))
  return Buffer.from(groups.join(''), 'hex')
}

function toPem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
