import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { issueCertificate } from '../../../toolkit/keys/index.ts'

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
}

test('issues a certificate with the extensions it is given', async () => {
  const keyPair = await crypto.subtle.generateKey(RSA, true, ['sign', 'verify'])
  const pem = await issueCertificate({
    keyPair,
    commonName: 'localhost',
    validFrom: new Date('2030-01-01T00:00:00Z'),
    validForSeconds: 60,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  })
  const certificate = new X509Certificate(pem)
  expect(certificate.subject).toBe('CN=localhost')
  expect(certificate.subjectAltName).toBe('IP Address:127.0.0.1')
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(certificate.validToDate.toISOString()).toBe('2030-01-01T00:01:00.000Z')
})

test('refuses to sign with a key that cannot', async () => {
  const keyPair = await crypto.subtle.generateKey({ ...RSA, name: 'RSA-OAEP' }, true, ['decrypt'])
  const request = {
    keyPair,
    commonName: '',
    validFrom: new Date(0),
    validForSeconds: 1,
    extensions: [],
  }
  await expect(issueCertificate(request)).rejects.toThrow(/key/i)
})
