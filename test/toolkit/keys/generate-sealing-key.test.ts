import { createPrivateKey, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { importSealingKey, parseCertificate } from '../../../src/index.ts'
import { generateSealingKey } from '../../../toolkit/keys/index.ts'
import { codeOf } from '../../src/code-of.ts'

const DAY = 24 * 60 * 60
const options = {
  bits: 2048,
  commonName: '',
  validFrom: new Date('2026-11-21T09:12:00.999Z'),
  validForSeconds: 3650 * DAY,
}
const generated = await generateSealingKey(options)
const certificate = new X509Certificate(generated.certificatePem)
/** Extensions begin with their OBJECT IDENTIFIER 2.5.29.n, then TRUE where they are critical. */
const der = certificate.raw.toString('hex')

test('certificate and private key belong together', async () => {
  const key = createPrivateKey(generated.privateKeyPem)
  expect(certificate.checkPrivateKey(key)).toBe(true)
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  const { privateKeyPem, certificatePem } = generated
  const { fingerprint } = await importSealingKey({ privateKeyPem, certificatePem })
  expect(fingerprint).toBe((await parseCertificate(certificatePem)).fingerprint)
})

test('the private key is PKCS#1', () => {
  expect(generated.privateKeyPem).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/)
  const details = createPrivateKey(generated.privateKeyPem).asymmetricKeyDetails
  expect(details).toEqual({ modulusLength: 2048, publicExponent: 65537n })
})

test('the certificate is what upstream makes', () => {
  // Subject and issuer are empty.
  expect([certificate.subject, certificate.issuer]).toEqual([undefined, undefined])
  expect(certificate.validFromDate.toISOString()).toBe('2026-11-21T09:12:00.000Z')
  expect(certificate.validToDate.toISOString()).toBe('2036-11-18T09:12:00.000Z')
  expect(der).toContain('0603551d0f0101ff040403020001') // keyUsage, critical: encipherOnly
  expect(der).toContain('0603551d130101ff040530030101ff') // basicConstraints, critical: CA
  expect(der).toContain('0603551d0e0416') // subjectKeyIdentifier
  expect(der.match(/0603551d/g)).toHaveLength(3)
  expect(der.match(/2a864886f70d01010b/g)).toHaveLength(2) // sha256WithRSAEncryption, twice
})

test('serial numbers differ and are minimal, positive DER', async () => {
  const seen = new Set<string>()
  const short = { ...options, bits: 2048 }
  for (let i = 0; i < 8; i++) {
    const { serialNumber } = new X509Certificate((await generateSealingKey(short)).certificatePem)
    expect(serialNumber).toMatch(/^[0-9A-F]{1,32}$/)
    seen.add(serialNumber)
  }
  expect(seen.size).toBe(8)
})

test.each(['waxseal, of Example (Ltd.)', 'wächs 🕯'])('carries the name %s', async (commonName) => {
  const { certificatePem } = await generateSealingKey({ ...options, commonName })
  const { subject, issuer } = new X509Certificate(certificatePem)
  const shown = subject.replaceAll('\\', '')
  expect(shown).toBe(`CN=${commonName}`)
  expect(issuer).toBe(subject)
})

test('a certificate may outlive 2049', async () => {
  const { certificatePem } = await generateSealingKey({ ...options, validForSeconds: 36500 * DAY })
  const { notAfter } = await parseCertificate(certificatePem)
  expect(notAfter.toISOString()).toBe('2126-10-28T09:12:00.000Z')
})

test.each([0, 1024, 2047, 2050, 8200, 1e9, 2048.5, Number.NaN])('refuses %d bits', async (bits) => {
  expect(await codeOf(() => generateSealingKey({ ...options, bits }))).toBe('ERR_KEY_SIZE')
})
