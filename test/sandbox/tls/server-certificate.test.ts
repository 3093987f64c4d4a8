import { createPrivateKey, createPublicKey, randomBytes, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makeServerCertificate } from '../../../sandbox/tls/server-certificate.ts'

describe('makeServerCertificate', () => {
  test('makes a certificate that vouches for itself and for loopback', async () => {
    const made = await makeServerCertificate({ address: '127.0.0.1', random: randomBytes })
    const certificate = new X509Certificate(made.certificate)
    expect(certificate.checkPrivateKey(createPrivateKey(made.key))).toBe(true)
    expect(certificate.verify(createPublicKey(made.certificate))).toBe(true)
    expect(certificate.checkIssued(certificate)).toBe(true)
    expect(certificate.subject).toBe('CN=waxseal sandbox')
    for (const address of ['127.0.0.1', '::1']) expect(certificate.checkIP(address)).toBeDefined()
    expect(certificate.checkHost('localhost')).toBe('localhost')
    expect(certificate.checkIP('10.0.0.1')).toBeUndefined()
    expect(certificate.checkHost('example.com')).toBeUndefined()
  })

  test('is valid whatever the time is', async () => {
    const made = await makeServerCertificate({ address: '127.0.0.1', random: randomBytes })
    const { validFromDate, validToDate } = new X509Certificate(made.certificate)
    expect(validFromDate.getUTCFullYear()).toBe(2000)
    expect(validToDate.getUTCFullYear()).toBe(9999)
  })

  test.for(['192.0.2.7', '2001:db8::7', 'fe80::1:2:3:4'])('can be made for %s', async (address) => {
    const made = await makeServerCertificate({ address, random: randomBytes })
    expect(new X509Certificate(made.certificate).checkIP(address)).toBeDefined()
  })

  test.for([0x00, 0x7f, 0x80, 0xff])('the serial number is positive (random %i)', async (byte) => {
    const random = (length: number): Uint8Array => new Uint8Array(length).fill(byte)
    const made = await makeServerCertificate({ address: '127.0.0.1', random })
    expect(new X509Certificate(made.certificate).serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/)
  })
})
