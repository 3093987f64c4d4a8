import { expect, test } from 'vitest'
import { assertNotExpired, formatPem, parseCertificate, parsePem } from '../../../src/index.ts'
import { DER, encodeDer } from '../../../src/keys/der.ts'
import { codeOf } from '../code-of.ts'
import { rsa8192, vectors } from '../vectors.ts'
import { buildCertificate, modulusOf, oid, time } from './build-certificate.ts'

const upstream = [
  ...Object.entries(vectors.keys).map(([name, key]) => ({
    name,
    key,
    bits: Number(name.slice(3)),
  })),
  { name: 'rsa8192', key: rsa8192.key, bits: 8192 },
]

test.each(upstream)('reads the certificate of $name', async ({ key, bits }) => {
  const certificate = await parseCertificate(key.certPem)
  expect(certificate.fingerprint).toBe(key.spkiSha256Hex)
  expect(certificate.modulusBits).toBe(bits)
  expect(certificate.pem).toBe(key.certPem)
})

test('reads the times of a certificate', async () => {
  const expired = await parseCertificate(vectors.expiredCertPem)
  expect(expired.notBefore.toISOString()).toBe('2020-01-02T03:04:05.000Z')
  expect(expired.notAfter.toISOString()).toBe('2020-01-03T03:04:05.000Z')
  const made = await parseCertificate(
    buildCertificate({
      notBefore: time(DER.utcTime, '500101000000Z'),
      notAfter: time(DER.generalizedTime, '20500101000000Z'),
    }),
  )
  const late = await parseCertificate(
    buildCertificate({ notAfter: time(DER.utcTime, '491231235959Z') }),
  )
  expect(late.notAfter.toISOString()).toBe('2049-12-31T23:59:59.000Z')
  expect(made.notBefore.toISOString()).toBe('1950-01-01T00:00:00.000Z')
  expect(made.notAfter.toISOString()).toBe('2050-01-01T00:00:00.000Z')
})

test('only the end of the validity keeps from sealing', async () => {
  const certificate = await parseCertificate(vectors.expiredCertPem)
  const check = (at: string) => codeOf(() => assertNotExpired(certificate, new Date(at)))
  expect(await check('2020-01-03T03:04:05.000Z')).toBe('no error')
  expect(await check('2020-01-03T03:04:05.001Z')).toBe('ERR_CERTIFICATE_EXPIRED')
  const future = await parseCertificate(vectors.notYetValidCertPem)
  expect(await codeOf(() => assertNotExpired(future, new Date('2026-01-01')))).toBe('no error')
})

test('takes the first certificate without PEM headers', async () => {
  const { rsa2048, rsa4096 } = vectors.keys
  const withHeaders = rsa4096.certPem.replace('-----\n', '-----\na: b\n\n')
  const text = `text\n${rsa2048.pkcs1Pem}${withHeaders}${rsa2048.certPem}${rsa4096.certPem}`
  const certificate = await parseCertificate(text)
  expect(certificate.fingerprint).toBe(rsa2048.spkiSha256Hex)
  expect(certificate.pem).toBe(rsa2048.certPem)
})

test('the bytes of a certificate are its own', async () => {
  const { spki, der } = await parseCertificate(vectors.keys.rsa2048.certPem)
  expect(spki.buffer.byteLength).toBe(spki.byteLength)
  expect(der.byteLength).toBeGreaterThan(spki.byteLength)
})

const der = [...parsePem(vectors.keys.rsa2048.certPem)][0]?.bytes ?? new Uint8Array()
const rsaAlgorithm = encodeDer(DER.sequence, oid('2a864886f70d010101'), encodeDer(DER.null))
const odd = (hexTag: number, text: string) => ({ notAfter: time(hexTag, text) })

test.each([
  ['an empty text', ''],
  ['a private key', vectors.keys.rsa2048.pkcs8Pem],
  ['a bare public key', formatPem('PUBLIC KEY', der)],
  ['other bytes', formatPem('CERTIFICATE', Uint8Array.of(1, 2, 3))],
  ['a cut certificate', formatPem('CERTIFICATE', der.subarray(0, -1))],
  ['a text above the bound', `${' '.repeat(64 * 1024)}${vectors.keys.rsa2048.certPem}`],
  ['trailing bytes', buildCertificate({ trailing: Uint8Array.of(0) })],
  ['RSA with parameters', buildCertificate({ parameters: oid('2a') })],
  ['RSA without NULL', buildCertificate({ parameters: new Uint8Array() })],
  ['a key of 1016 bits', buildCertificate({ modulus: modulusOf(1016) })],
  ['a key of 16392 bits', buildCertificate({ modulus: modulusOf(16392) })],
  ['an even modulus', buildCertificate({ modulus: modulusOf(2048).fill(0xfe, -1) })],
  ['exponent 1', buildCertificate({ exponent: Uint8Array.of(1) })],
  ['exponent 0', buildCertificate({ exponent: Uint8Array.of(0) })],
  ['an even exponent', buildCertificate({ exponent: Uint8Array.of(1, 0, 0) })],
  ['an exponent of five bytes', buildCertificate({ exponent: Uint8Array.of(1, 0, 0, 0, 1) })],
  ['a key with unused bits', buildCertificate({ unusedBits: 1 })],
  [
    'an empty key',
    buildCertificate({
      spki: encodeDer(DER.sequence, rsaAlgorithm, encodeDer(DER.bitString)),
    }),
  ],
  ['30 February', buildCertificate(odd(DER.utcTime, '300230000000Z'))],
  ['a time without seconds', buildCertificate(odd(DER.utcTime, '3001010000Z'))],
  ['a time with an offset', buildCertificate(odd(DER.utcTime, '300101000000+0100'))],
  ['a time with fractions', buildCertificate(odd(DER.generalizedTime, '20300101000000.5Z'))],
  ['a time of another type', buildCertificate(odd(DER.octetString, '300101000000Z'))],
])('refuses %s', async (_, pem) => {
  expect(await codeOf(() => parseCertificate(pem))).toBe('ERR_CERTIFICATE_MALFORMED')
})

test('reads sizes from 1024 to 16384 bits, whole bytes or not, and X.509 v1', async () => {
  for (const bits of [1024, 2047, 2048, 2055, 16384]) {
    const pem = buildCertificate({ modulus: modulusOf(bits), isV1: bits === 2048 })
    expect((await parseCertificate(pem)).modulusBits).toBe(bits)
  }
})

test('refuses a key of another algorithm with a code of its own', async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
  ])
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  const pss = encodeDer(DER.sequence, encodeDer(DER.sequence, oid('2a864886f70d01010a')))
  for (const key of [spki, pss]) {
    const pem = buildCertificate({ spki: key })
    expect(await codeOf(() => parseCertificate(pem))).toBe('ERR_CERTIFICATE_NOT_RSA')
  }
})

test('a certificate with any byte changed is refused or still readable, never a crash', async () => {
  for (let place = 0; place < der.byteLength; place++) {
    const changed = der.slice()
    changed[place] = (changed[place] ?? 0) ^ 0x81
    const code = await codeOf(() => parseCertificate(formatPem('CERTIFICATE', changed)))
    expect(['no error', 'ERR_CERTIFICATE_MALFORMED', 'ERR_CERTIFICATE_NOT_RSA']).toContain(code)
  }
})
