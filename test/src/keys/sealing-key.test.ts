import { expect, test } from 'vitest'
import { formatPem, importSealingKey, parsePem, toPkcs1Pem } from '../../../src/index.ts'
import { DER, DerReader, encodeDer } from '../../../src/keys/der.ts'
import { codeOf } from '../code-of.ts'
import { rsa8192, vectors } from '../vectors.ts'

const { rsa2048, rsa4096 } = vectors.keys
const upstream = [...Object.entries(vectors.keys), ['rsa8192', rsa8192.key] as const]

test.each(upstream)('imports %s with its certificate', async (name, key) => {
  const sealingKey = await importSealingKey({
    privateKeyPem: key.pkcs1Pem,
    certificatePem: key.certPem,
  })
  expect(sealingKey.fingerprint).toBe(key.spkiSha256Hex)
  expect(sealingKey.certificate?.fingerprint).toBe(key.spkiSha256Hex)
  expect(sealingKey.modulusBits).toBe(Number(name.slice(3)))
})

test('knows its fingerprint without a certificate', async () => {
  const sealingKey = await importSealingKey({ privateKeyPem: rsa2048.pkcs8Pem })
  expect(sealingKey.fingerprint).toBe(rsa2048.spkiSha256Hex)
  expect(sealingKey.certificate).toBeUndefined()
})

test.each([
  ['ERR_KEY_MISMATCH', { privateKeyPem: rsa2048.pkcs1Pem, certificatePem: rsa4096.certPem }],
  ['ERR_CERTIFICATE_MALFORMED', { privateKeyPem: rsa2048.pkcs1Pem, certificatePem: '' }],
  ['ERR_KEY_MALFORMED', { privateKeyPem: rsa2048.certPem, certificatePem: rsa2048.certPem }],
] as const)('refuses with %s', async (code, source) => {
  expect(await codeOf(() => importSealingKey(source))).toBe(code)
})

test('refuses private numbers that belong to other public ones', async () => {
  const generate = { name: 'RSA-OAEP', hash: 'SHA-256', modulusLength: 2048 }
  const pair = await crypto.subtle.generateKey(
    { ...generate, publicExponent: Uint8Array.of(1, 0, 1) },
    true,
    ['encrypt', 'decrypt'],
  )
  const other = toPkcs1Pem(new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)))
  const [version, modulus, exponent] = numbersOf(rsa2048.pkcs1Pem)
  const mixed = [version, modulus, exponent, ...numbersOf(other).slice(3)]
  const der = encodeDer(DER.sequence, ...mixed.map((number) => number ?? new Uint8Array()))
  const source = { privateKeyPem: formatPem('RSA PRIVATE KEY', der) }
  expect(await codeOf(() => importSealingKey(source))).toBe('ERR_KEY_MALFORMED')
})

/** The nine numbers of an RSAPrivateKey, each as its DER element. */
function numbersOf(pem: string): Uint8Array[] {
  const [block] = [...parsePem(pem)]
  const reader = new DerReader(block?.bytes ?? new Uint8Array()).enter(DER.sequence)
  return Array.from({ length: 9 }, () => reader.read(DER.integer).encoding)
}

test.each([0, -1, 1.5, 1025, Number.NaN])('%d lanes are a mistake', async (lanes) => {
  const source = { privateKeyPem: rsa2048.pkcs1Pem, lanes }
  await expect(importSealingKey(source)).rejects.toThrow(RangeError)
})

test('holds no bytes of the private key', async () => {
  const sealingKey = await importSealingKey({ privateKeyPem: rsa2048.pkcs1Pem })
  expect(JSON.stringify(sealingKey)).not.toContain('PRIVATE')
  expect(Object.values(sealingKey).filter((value) => value instanceof Uint8Array)).toEqual([])
})

test('any byte changed gives a working key or one of our errors', async () => {
  const der = [...parsePem(rsa2048.pkcs8Pem)][0]?.bytes ?? new Uint8Array()
  const codes = new Set<string>()
  // The structure and the whole modulus; after that, every seventh byte.
  for (let place = 0; place < der.byteLength; place += place < 300 ? 1 : 7) {
    const changed = der.slice()
    changed[place] = (changed[place] ?? 0) ^ 1
    const privateKeyPem = formatPem('PRIVATE KEY', changed)
    codes.add(await codeOf(() => importSealingKey({ privateKeyPem })))
  }
  expect([...codes].toSorted()).toEqual(['ERR_KEY_MALFORMED', 'ERR_KEY_NOT_RSA', 'no error'])
})
