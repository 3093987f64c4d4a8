import { beforeAll, describe, expect, it } from 'vitest'

import { importSealingKey, toPkcs8 } from '../../../src/index.ts'
import { type GeneratedKey, generateSealingKey } from '../../../toolkit/keys/index.ts'
import type { KubeObject } from '../../../toolkit/kube/index.ts'
import { buildKeySecret, importKeySecret } from '../../../toolkit/sealing-keys/index.ts'

const options = { lanes: 1, allowExampleKeys: false }
const request = {
  bits: 2048,
  commonName: '',
  validFrom: new Date('2026-01-01'),
  validForSeconds: 60,
}

let pair: GeneratedKey
let other: GeneratedKey
beforeAll(async () => {
  pair = await generateSealingKey(request)
  other = await generateSealingKey(request)
})

const base64 = (text: string): string => Buffer.from(text).toString('base64')

function secretWith(data: unknown): KubeObject {
  return { metadata: { name: 'k' }, data }
}

describe('importKeySecret', () => {
  it('imports what we write', async () => {
    const secret = buildKeySecret({ namespace: 'seal', prefix: 'k', ...pair })
    const { entry, problem } = await importKeySecret(secret, options)
    expect(problem).toBeUndefined()
    expect(entry.key.fingerprint).toBe((await importSealingKey(pair)).fingerprint)
    expect(entry.key.certificate?.pem).toBe(pair.certificatePem)
  })

  it('imports PKCS#8, and takes the first of several certificates', async () => {
    const body = pair.privateKeyPem.replaceAll(/-----[^-]+-----|\s/g, '')
    const pkcs8 = Buffer.from(toPkcs8(new Uint8Array(Buffer.from(body, 'base64')))).toString(
      'base64',
    )
    const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`
    const certificates = pair.certificatePem + other.certificatePem
    const secret = secretWith({ 'tls.key': base64(key), 'tls.crt': base64(certificates) })
    const { entry, problem } = await importKeySecret(secret, options)
    expect(problem).toBeUndefined()
    expect(entry.key.certificate?.pem).toBe(pair.certificatePem)
  })

  const openOnly: [name: string, certificate: () => string | undefined, code: string][] = [
    ['of another key', () => base64(other.certificatePem), 'ERR_KEY_MISMATCH'],
    ['that is none', () => base64('rubbish'), 'ERR_CERTIFICATE_MALFORMED'],
    ['that is not base64', () => '%', 'ERR_CERTIFICATE_MALFORMED'],
    ['that is missing', () => undefined, 'ERR_CERTIFICATE_MALFORMED'],
  ]
  it.each(openOnly)('with a certificate %s: opens, but never seals', async (_name, crt, code) => {
    const secret = secretWith({ 'tls.key': base64(pair.privateKeyPem), 'tls.crt': crt() })
    const { entry, problem } = await importKeySecret(secret, options)
    expect(problem?.code).toBe(code)
    expect(entry.key.certificate).toBeUndefined()
    expect(entry.key.fingerprint).toHaveLength(64)
  })

  const broken: [name: string, data: () => unknown][] = [
    ['no data', () => undefined],
    ['data of the wrong type', () => 'x'],
    ['no tls.key', () => ({ 'tls.crt': base64(pair.certificatePem) })],
    ['a tls.key of the wrong type', () => ({ 'tls.key': 7 })],
    ['a tls.key that is not base64', () => ({ 'tls.key': '*' })],
    [
      'a tls.key that is no key',
      () => ({ 'tls.key': base64('rubbish'), 'tls.crt': base64(pair.certificatePem) }),
    ],
    ['a key cut short', () => ({ 'tls.key': base64(pair.privateKeyPem.slice(0, 300)) })],
  ]
  it.each(broken)('refuses %s', async (_name, data) => {
    await expect(importKeySecret(secretWith(data()), options)).rejects.toMatchObject({
      code: 'ERR_KEY_MALFORMED',
    })
  })
})
