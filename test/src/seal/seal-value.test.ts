import { constants, createDecipheriv, privateDecrypt } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  type Certificate,
  parseSealedValue,
  Plaintext,
  sealValue,
  sealingLabel,
} from '../../../src/index.ts'
import { codeOf } from '../code-of.ts'
import { keyringOf } from '../keyring-of.ts'
import { vectors } from '../vectors.ts'

const LABEL = sealingLabel({ scope: 'strict', namespace: 'prod', name: 'db' })
const certificateOf = async (name: string): Promise<Certificate> =>
  (await keyringOf(name)).newest.certificate

test('what is sealed opens by Node and OpenSSL alone', async () => {
  const sealed = await sealValue(
    Plaintext.fromText('hunter2'),
    await certificateOf('rsa4096'),
    LABEL,
  )
  const { wrapped, ciphertext } = parseSealedValue(sealed)
  const key = privateDecrypt(
    {
      key: vectors.keys.rsa4096.pkcs8Pem,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: LABEL,
    },
    wrapped,
  )
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12))
  decipher.setAuthTag(ciphertext.subarray(-16))
  const opened = [decipher.update(ciphertext.subarray(0, -16)), decipher.final()]
  expect(Buffer.concat(opened).toString()).toBe('hunter2')
})

test.each(['rsa2048', 'rsa3072', 'rsa4096', 'rsa8192'])('seals for %s', async (name) => {
  const ring = await keyringOf(name)
  const sealed = await sealValue(Plaintext.fromText('bar'), ring.newest.certificate, LABEL)
  const opened = await ring.unseal({ label: LABEL, sealed })
  expect(opened.plaintext.toText()).toBe('bar')
  // 2 bytes of length, the modulus, a tag.
  const bytes = 2 + Number(name.slice(3)) / 8 + 3 + 16
  expect(sealed).toHaveLength(Math.ceil(bytes / 3) * 4)
})

test.each([
  ['empty', new Uint8Array()],
  ['one zero byte', Uint8Array.of(0)],
  ['every byte', Uint8Array.from({ length: 256 }, (_, byte) => byte)],
  ['1 MiB', new Uint8Array(1024 * 1024).map((_, index) => (index * 7) % 253)],
])('seals a value that is %s', async (_, bytes) => {
  const ring = await keyringOf('rsa2048')
  const plaintext = new Plaintext(bytes.slice())
  const sealed = await sealValue(plaintext, ring.newest.certificate, LABEL)
  const opened = await ring.unseal({ label: LABEL, sealed })
  expect(opened.plaintext.equals(plaintext)).toBe(true)
})

test('never gives the same twice', async () => {
  const certificate = await certificateOf('rsa2048')
  const plaintext = Plaintext.fromText('same')
  const sealed = await Promise.all(
    Array.from({ length: 10 }, () => sealValue(plaintext, certificate, LABEL)),
  )
  const ciphertexts = sealed.map((text) => parseSealedValue(text).ciphertext.join())
  expect(new Set(ciphertexts).size).toBe(10)
})

test('zeroes the session key', async () => {
  const keys: Uint8Array[] = []
  const random = crypto.getRandomValues.bind(crypto)
  crypto.getRandomValues = (array) => {
    if (array instanceof Uint8Array) keys.push(array)
    return random(array)
  }
  try {
    await sealValue(Plaintext.fromText('bar'), await certificateOf('rsa2048'), LABEL)
  } finally {
    crypto.getRandomValues = random
  }
  expect(keys.map((key) => key.byteLength)).toContain(32)
  expect(keys.every((key) => key.every((byte) => byte === 0))).toBe(true)
})

test.each([
  ['ERR_INPUT_TOO_LARGE', 2048, 1024 * 1024 + 1],
  ['ERR_CERTIFICATE_WEAK', 2040, 1],
  ['no error', 2048, 1],
])('%s for %i bits and %i bytes', async (code, modulusBits, length) => {
  const certificate = { ...(await certificateOf('rsa2048')), modulusBits }
  const plaintext = new Plaintext(new Uint8Array(length))
  expect(await codeOf(() => sealValue(plaintext, certificate, LABEL))).toBe(code)
})

test('a plaintext that was disposed of is a mistake', async () => {
  const plaintext = Plaintext.fromText('bar')
  plaintext.dispose()
  const certificate = await certificateOf('rsa2048')
  await expect(sealValue(plaintext, certificate, LABEL)).rejects.toThrow(TypeError)
})
