import { toPkcs1Pem, WaxsealError } from '../../src/index.ts'
import { issueCertificate } from './issue-certificate.ts'

/** What key and certificate are wanted. */
export interface GenerateOptions {
  /** Size of the modulus: 2048 to 8192, a multiple of 8. */
  readonly bits: number
  /** Subject and issuer of the certificate; empty, as upstream, for an empty name. */
  readonly commonName: string
  readonly validFrom: Date
  readonly validForSeconds: number
}

/** A new sealing key, as it goes into a key Secret (`tls.key`, `tls.crt`). */
export interface GeneratedKey {
  /** PKCS#1, `RSA PRIVATE KEY`. Secret. */
  readonly privateKeyPem: string
  readonly certificatePem: string
}

const SMALLEST_BITS = 2048
// Larger ones take minutes to find.
const LARGEST_BITS = 8192

/** What upstream's controller puts into its certificates; nothing ever checks it. */
const EXTENSIONS = [
  { name: 'keyUsage', critical: true, encipherOnly: true },
  { name: 'basicConstraints', critical: true, cA: true },
  { name: 'subjectKeyIdentifier' },
]

/**
 * Makes an RSA key (exponent 65537) and its self-signed certificate, as upstream's controller does.
 *
 * @throws WaxsealError `ERR_KEY_SIZE`
 */
export async function generateSealingKey(options: GenerateOptions): Promise<GeneratedKey> {
  const { bits, ...rest } = options
  if (!Number.isInteger(bits) || bits < SMALLEST_BITS || bits > LARGEST_BITS || bits % 8 !== 0) {
    throw new WaxsealError('ERR_KEY_SIZE', 'an RSA key of that size cannot be a sealing key', {
      hint: `take a multiple of 8 from ${SMALLEST_BITS} to ${LARGEST_BITS}; 4096 is usual`,
    })
  }
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: bits,
    publicExponent: Uint8Array.of(1, 0, 1),
  }
  const keyPair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keyPair.privateKey))
  try {
    const certificatePem = await issueCertificate({ ...rest, keyPair, extensions: EXTENSIONS })
    return { privateKeyPem: toPkcs1Pem(pkcs8), certificatePem }
  } finally {
    pkcs8.fill(0)
  }
}
