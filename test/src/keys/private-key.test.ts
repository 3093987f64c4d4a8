import { expect, test } from 'vitest'
import { formatPem, parsePem, toPkcs1Pem, toPkcs8 } from '../../../src/index.ts'
import { parsePrivateKey } from '../../../src/keys/private-key.ts'
import { codeOf } from '../code-of.ts'
import { vectors } from '../vectors.ts'

const { rsa2048, rsa4096 } = vectors.keys
const derOf = (pem: string) => [...parsePem(pem)][0]?.bytes ?? new Uint8Array()

async function ecKey(): Promise<string> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
  ])
  const der = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey))
  return formatPem('PRIVATE KEY', der)
}

test.each(Object.entries(vectors.keys))('reads both forms of %s alike', (_, key) => {
  const fromPkcs1 = parsePrivateKey(key.pkcs1Pem)
  const fromPkcs8 = parsePrivateKey(key.pkcs8Pem)
  expect(fromPkcs1).toEqual(fromPkcs8)
  expect(fromPkcs8.pkcs8).toEqual(derOf(key.pkcs8Pem))
})

test('re-wraps in both directions', () => {
  expect(toPkcs1Pem(derOf(rsa4096.pkcs8Pem))).toBe(rsa4096.pkcs1Pem)
  expect(toPkcs8(derOf(rsa4096.pkcs1Pem))).toEqual(derOf(rsa4096.pkcs8Pem))
})

const broken = formatPem('RSA PRIVATE KEY', derOf(rsa4096.pkcs1Pem).subarray(0, 100))

test.each([
  ['text before', `Bag Attributes\n${rsa2048.pkcs1Pem}`],
  ['a certificate before', rsa4096.certPem + rsa2048.pkcs8Pem],
  ['an unreadable key before', broken + rsa2048.pkcs1Pem],
  ['another key after', rsa2048.pkcs1Pem + rsa4096.pkcs1Pem],
  ['an unknown block before', formatPem('EC PARAMETERS', Uint8Array.of(6, 0)) + rsa2048.pkcs8Pem],
])('takes the first readable key with %s', (_, pem) => {
  expect(parsePrivateKey(pem)).toEqual(parsePrivateKey(rsa2048.pkcs8Pem))
})

test.each([
  ['an empty text', ''],
  ['a certificate', rsa2048.certPem],
  ['a cut key', broken],
  ['PKCS#1 called PKCS#8', rsa2048.pkcs1Pem.replaceAll('RSA PRIVATE', 'PRIVATE')],
  ['PKCS#8 called PKCS#1', rsa2048.pkcs8Pem.replaceAll('PRIVATE', 'RSA PRIVATE')],
  ['an encrypted key', formatPem('ENCRYPTED PRIVATE KEY', Uint8Array.of(0x30, 0))],
  ['a text above the bound', `${' '.repeat(64 * 1024)}${rsa2048.pkcs1Pem}`],
])('refuses %s', async (_, pem) => {
  expect(await codeOf(() => parsePrivateKey(pem))).toBe('ERR_KEY_MALFORMED')
})

test('refuses a key of more than two primes', async () => {
  const der = derOf(rsa2048.pkcs1Pem)
  expect(der.subarray(4, 7)).toEqual(Uint8Array.of(2, 1, 0))
  der[6] = 1
  const pem = formatPem('RSA PRIVATE KEY', der)
  expect(await codeOf(() => parsePrivateKey(pem))).toBe('ERR_KEY_MALFORMED')
})

test('refuses keys of other algorithms with a code of their own', async () => {
  const ec = await ecKey()
  const sec1 = formatPem('EC PRIVATE KEY', Uint8Array.of(0x30, 0))
  for (const pem of [ec, sec1, ec + rsa2048.pkcs1Pem]) {
    expect(await codeOf(() => parsePrivateKey(pem))).toBe('ERR_KEY_NOT_RSA')
  }
  expect(await codeOf(() => toPkcs1Pem(derOf(ec)))).toBe('ERR_KEY_NOT_RSA')
  expect(await codeOf(() => toPkcs1Pem(Uint8Array.of(1)))).toBe('ERR_KEY_MALFORMED')
})
