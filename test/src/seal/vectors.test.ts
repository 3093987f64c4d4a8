import { constants, createCipheriv, createHash, privateDecrypt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  parseSealedSecret,
  parseSealedValue,
  sealingLabel,
  toSecretManifest,
  unsealSecret,
  type WaxsealError,
} from '../../../src/index.ts'
import { codeOf } from '../code-of.ts'
import { keyringOf } from '../keyring-of.ts'
import { keyVector, rsa8192, vectors } from '../vectors.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('the vectors are all there', () => {
  const { decrypt, deterministic, cases } = vectors
  expect([decrypt.length, deterministic.length, cases.length]).toEqual([28, 3, 22])
  expect(rsa8192.decrypt).toHaveLength(3)
})

describe('opens what upstream sealed', () => {
  test.each(vectors.decrypt)('$plaintextId for $key, $scope', async (vector) => {
    const label = sealingLabel(vector)
    expect(label).toEqual(bytes(vector.label))
    const { bytes: raw, modulusBits } = parseSealedValue(vector.ciphertext)
    expect(raw.byteLength).toBe(vector.ciphertextLen)
    expect(modulusBits).toBe(Number(vector.key.slice(3)))
    const ring = await keyringOf(vector.key)
    const { plaintext, fingerprint } = await ring.unseal({ label, sealed: vector.ciphertext })
    const digest = plaintext.use((opened) => createHash('sha256').update(opened).digest('hex'))
    expect(digest).toBe(vector.plaintextSha256)
    expect(fingerprint).toBe(keyVector(vector.key).spkiSha256Hex)
  })

  test.each(rsa8192.decrypt)('RSA-8192, $scope', async ({ label, ciphertext, plaintext }) => {
    const ring = await keyringOf('rsa8192')
    const opened = await ring.unseal({ label: bytes(label), sealed: ciphertext })
    expect(opened.plaintext.toText()).toBe(plaintext)
    expect(parseSealedValue(ciphertext).modulusBits).toBe(8192)
  })
})

test.each(vectors.deterministic)('session key and ciphertext of $scope', async (vector) => {
  const label = sealingLabel(vector)
  const { wrapped, ciphertext } = parseSealedValue(vector.ciphertext)
  // WebCrypto takes no seed for OAEP, so the other direction: what the wrapped bytes hold.
  const sessionKey = privateDecrypt(
    {
      key: keyVector(vector.key).pkcs8Pem,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: label,
    },
    wrapped,
  )
  expect(sessionKey.toString('hex')).toBe(vector.sessionKeyHex)
  const cipher = createCipheriv('aes-256-gcm', sessionKey, Buffer.alloc(12))
  const encrypted = [cipher.update(vector.plaintext), cipher.final(), cipher.getAuthTag()]
  expect(Buffer.concat(encrypted).toString('hex')).toBe(Buffer.from(ciphertext).toString('hex'))
  const ring = await keyringOf(vector.key)
  const { plaintext } = await ring.unseal({ label, sealed: vector.ciphertext })
  expect(plaintext.toText()).toBe(vector.plaintext)
})

test.each(vectors.cases)('accepts or refuses as upstream does: $id', async (vector) => {
  const ring = await keyringOf(vector.key)
  const opened = ring
    .unseal({ label: bytes(vector.label), sealed: vector.input })
    .then(({ plaintext }) => plaintext.toText())
  const outcome = await opened.catch(({ code }: WaxsealError) => code)
  expect(outcome).toBe(vector.result.ok ? vector.result.plaintext : 'ERR_UNSEAL_FAILED')
})

test('what upstream refuses as base64 is seen without a key', async () => {
  const inputs = vectors.cases.filter(({ result }) => result.stage === 'base64')
  expect(inputs).toHaveLength(4)
  for (const { input } of inputs) {
    expect(await codeOf(() => parseSealedValue(input))).toBe('ERR_SEALED_VALUE_MALFORMED')
  }
})

test('opens the old spec.data, when it may', async () => {
  const { namespace, name, specData, plaintextJson } = vectors.legacyV1
  const sealed = parseSealedSecret({
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { namespace, name },
    spec: { data: specData },
  })
  const ring = await keyringOf('rsa2048')
  expect(await codeOf(() => unsealSecret(sealed, ring))).toBe('ERR_LEGACY_DATA')
  const opened = await unsealSecret(sealed, ring, { acceptLegacyData: true })
  expect(toSecretManifest(opened)).toEqual(JSON.parse(plaintextJson))
})
