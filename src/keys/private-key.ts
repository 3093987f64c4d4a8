import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'
import { DerError } from './der.ts'
import { formatPem, parsePem } from './pem.ts'
import type { PemBlock } from './pem.ts'
import { readPkcs1, toPkcs8, unwrapPkcs8 } from './rsa.ts'
import type { RsaPublicKey } from './rsa.ts'

/** A decoded RSA private key; whoever holds one zeroes `pkcs8` as soon as it is imported. */
export interface PrivateKeyDocument {
  readonly publicKey: RsaPublicKey
  /** PrivateKeyInfo in DER. Secret. */
  readonly pkcs8: Bytes
}

// A key of 16384 bits has 13 KiB of PEM; the rest is for certificates and text around it.
const LONGEST_PEM = 64 * 1024

/**
 * Reads the first block of a PEM text that parses as an RSA private key, `RSA PRIVATE KEY` (PKCS#1)
 * or `PRIVATE KEY` (PKCS#8); other blocks are skipped, as upstream does.
 *
 * @throws WaxsealError `ERR_KEY_MALFORMED`, `ERR_KEY_NOT_RSA`
 */
export function parsePrivateKey(pem: string): PrivateKeyDocument {
  if (pem.length > LONGEST_PEM) throw malformed('the private key is longer than 64 KiB')
  let isEncrypted = false
  for (const block of parsePem(pem)) {
    try {
      if (block.type === 'EC PRIVATE KEY') throw notRsa()
      if (block.type === 'ENCRYPTED PRIVATE KEY' || block.hasHeaders) isEncrypted = true
      const key = readBlock(block)
      if (key !== undefined) return key
    } finally {
      block.bytes.fill(0)
    }
  }
  throw malformed(
    'no RSA private key found; expected a PEM block RSA PRIVATE KEY or PRIVATE KEY',
    isEncrypted ? 'take the passphrase off first, with openssl pkey' : undefined,
  )
}

/**
 * Writes an RSA key given as PKCS#8 DER as the PEM block `RSA PRIVATE KEY` (PKCS#1), which is what
 * upstream's key Secrets hold.
 *
 * @throws WaxsealError `ERR_KEY_MALFORMED`, `ERR_KEY_NOT_RSA`
 */
export function toPkcs1Pem(pkcs8: Bytes): string {
  let pkcs1: Bytes | undefined
  try {
    pkcs1 = unwrapPkcs8(pkcs8)
    if (pkcs1 !== undefined) readPkcs1(pkcs1)
  } catch (error) {
    if (error instanceof DerError) throw malformed('the private key is not readable PKCS#8')
    throw error
  }
  if (pkcs1 === undefined) throw notRsa()
  return formatPem('RSA PRIVATE KEY', pkcs1)
}

/** `undefined`: not a private key, or one that does not parse. */
function readBlock({ type, bytes }: PemBlock): PrivateKeyDocument | undefined {
  try {
    if (type === 'RSA PRIVATE KEY') return fromPkcs1(bytes)
    if (type !== 'PRIVATE KEY') return undefined
    const pkcs1 = unwrapPkcs8(bytes)
    if (pkcs1 === undefined) throw notRsa()
    return fromPkcs1(pkcs1)
  } catch (error) {
    if (error instanceof DerError) return undefined
    throw error
  }
}

function fromPkcs1(pkcs1: Bytes): PrivateKeyDocument {
  const { modulus, exponent } = readPkcs1(pkcs1)
  // Copies, because the input is zeroed.
  const publicKey = { modulus: modulus.slice(), exponent: exponent.slice() }
  return { publicKey, pkcs8: toPkcs8(pkcs1) }
}

function notRsa(): WaxsealError {
  return new WaxsealError('ERR_KEY_NOT_RSA', 'the private key is not an RSA key', {
    hint: 'give the RSA key of the controller, tls.key of its key Secret',
  })
}

function malformed(message: string, hint?: string): WaxsealError {
  return new WaxsealError('ERR_KEY_MALFORMED', message, {
    hint: hint ?? 'give tls.key of a key Secret, or a PEM file with it',
  })
}
