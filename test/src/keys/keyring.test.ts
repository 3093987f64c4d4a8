import { beforeAll, describe, expect, test } from 'vitest'
import {
  type Bytes,
  type Fingerprint,
  importSealingKey,
  Keyring,
  Plaintext,
  sealValue,
  type SealingKey,
} from '../../../src/index.ts'
import { codeOf } from '../code-of.ts'
import { keyVector, vectors } from '../vectors.ts'

const LABEL = new TextEncoder().encode('myns/mysecret')
const sealedFor = (name: string) =>
  vectors.decrypt.find(({ key, label }) => key === name && label === 'myns/mysecret')?.ciphertext ??
  ''

let older: SealingKey
let newer: SealingKey
let bare: SealingKey

beforeAll(async () => {
  older = await certified('rsa2048')
  newer = await certified('rsa4096')
  bare = await importSealingKey({ privateKeyPem: keyVector('rsa3072').pkcs1Pem })
})

async function certified(name: string): Promise<SealingKey> {
  const { pkcs1Pem, certPem } = keyVector(name)
  return importSealingKey({ privateKeyPem: pkcs1Pem, certificatePem: certPem })
}

/** Counts what it is asked for. */
function counting(key: SealingKey): SealingKey & { calls: number } {
  const counted = {
    ...key,
    calls: 0,
    unwrap(wrapped: Bytes, label: Bytes) {
      counted.calls++
      return key.unwrap(wrapped, label)
    },
  }
  return counted
}

const at = (year: number) => new Date(Date.UTC(year, 0))
const certificateOf = (key: SealingKey) => new Keyring([{ key }]).newest.certificate

describe('the newest key', () => {
  test('is the one with the latest time', () => {
    const entries = [
      { key: older, orderedAt: at(2031) },
      { key: newer, orderedAt: at(2032) },
    ]
    expect(new Keyring(entries).newest.fingerprint).toBe(newer.fingerprint)
    expect(new Keyring(entries.toReversed()).newest.fingerprint).toBe(newer.fingerprint)
  })

  test('is, of two equally new ones, the first', () => {
    const entries = [older, newer].map((key) => ({ key, orderedAt: at(2031) }))
    expect(new Keyring(entries).newest.fingerprint).toBe(older.fingerprint)
  })

  test('goes by notBefore where no time is given', () => {
    const before = { ...older, certificate: { ...certificateOf(older), notBefore: at(2001) } }
    const after = { ...newer, certificate: { ...certificateOf(newer), notBefore: at(2002) } }
    const ring = new Keyring([{ key: before }, { key: after }])
    expect(ring.newest.fingerprint).toBe(after.fingerprint)
    expect(ring.keys.map((key) => key.fingerprint)).toEqual([after.fingerprint, before.fingerprint])
  })

  test('has a certificate', () => {
    const ring = new Keyring([{ key: bare, orderedAt: at(2040) }, { key: older }])
    expect(ring.newest.certificate.fingerprint).toBe(older.fingerprint)
    expect(ring.keys).toHaveLength(2)
  })

  test('is missing without certificates and without keys', async () => {
    expect(await codeOf(() => new Keyring([{ key: bare }]).newest)).toBe('ERR_KEYRING_EMPTY')
    expect(await codeOf(() => new Keyring([]).newest)).toBe('ERR_KEYRING_EMPTY')
  })

  test('a key given twice is there once, with its certificate', () => {
    expect(new Keyring([{ key: older }, { key: { ...older } }]).keys).toHaveLength(1)
    const copy = { ...older, certificate: undefined }
    const ring = new Keyring([{ key: copy, orderedAt: at(2040) }, { key: older }])
    expect(ring.keys).toEqual([older])
  })
})

describe('unsealing', () => {
  test('finds the key without a hint', async () => {
    const ring = new Keyring([{ key: newer }, { key: older }, { key: bare }])
    for (const name of ['rsa2048', 'rsa3072', 'rsa4096']) {
      const { fingerprint } = await ring.unseal({ label: LABEL, sealed: sealedFor(name) })
      expect(fingerprint).toBe(keyVector(name).spkiSha256Hex)
    }
  })

  test('takes the hinted key first, the others after it', async () => {
    const [wrong, right] = [counting(otherKey()), counting(older)]
    const ring = new Keyring([{ key: wrong, orderedAt: new Date() }, { key: right }])
    const item = { label: LABEL, sealed: sealedFor('rsa2048') }
    await ring.unseal({ ...item, hint: right.fingerprint })
    expect([wrong.calls, right.calls]).toEqual([0, 1])
    await ring.unseal({ ...item, hint: wrong.fingerprint })
    expect([wrong.calls, right.calls]).toEqual([1, 2])
    await ring.unseal({ ...item, hint: 'f'.repeat(64) as Fingerprint })
    expect([wrong.calls, right.calls]).toEqual([2, 3])
  })

  test('asks no key of another size', async () => {
    const [small, large] = [counting(older), counting(newer)]
    const ring = new Keyring([{ key: small }, { key: large }])
    await ring.unseal({ label: LABEL, sealed: sealedFor('rsa2048'), hint: large.fingerprint })
    expect([small.calls, large.calls]).toEqual([1, 0])
  })

  test('fails in one way', async () => {
    const good = sealedFor('rsa2048')
    const failures = await Promise.all(
      [
        { ring: [], item: { label: LABEL, sealed: good } },
        { ring: [newer], item: { label: LABEL, sealed: good } },
        { ring: [otherKey()], item: { label: LABEL, sealed: good } },
        { ring: [older], item: { label: new Uint8Array(), sealed: good } },
        { ring: [older], item: { label: LABEL, sealed: 'not base64' } },
        { ring: [older], item: { label: LABEL, sealed: '' } },
        { ring: [older], item: { label: LABEL, sealed: `AAAA${good.slice(4)}` } },
      ].map(({ ring, item }) =>
        new Keyring(ring.map((key) => ({ key }))).unseal(item).catch(shape),
      ),
    )
    expect(new Set(failures.map((failure) => JSON.stringify(failure))).size).toBe(1)
    expect(failures[0]).toMatchObject({ code: 'ERR_UNSEAL_FAILED', cause: undefined })
  })

  test('runs the cipher once, with a random key, when no key opens the session key', async () => {
    const ring = new Keyring([{ key: older }])
    const used: unknown[] = []
    const decrypt = crypto.subtle.decrypt.bind(crypto.subtle)
    crypto.subtle.decrypt = (algorithm, key, data) => {
      used.push(typeof algorithm === 'object' ? algorithm.name : algorithm)
      return decrypt(algorithm, key, data)
    }
    try {
      await ring.unseal({ label: LABEL.slice(1), sealed: sealedFor('rsa2048') }).catch(() => 0)
    } finally {
      crypto.subtle.decrypt = decrypt
    }
    expect(used).toEqual(['RSA-OAEP', 'AES-GCM'])
  })

  test('several lanes open many items at once', async () => {
    const { pkcs1Pem, certPem } = keyVector('rsa2048')
    const key = await importSealingKey({
      privateKeyPem: pkcs1Pem,
      certificatePem: certPem,
      lanes: 3,
    })
    const ring = new Keyring([{ key }])
    const numbers = Array.from({ length: 50 }, (_, index) => `value ${index}`)
    const { certificate } = ring.newest
    const opened = await Promise.all(
      numbers.map(async (text) => {
        const sealed = await sealValue(Plaintext.fromText(text), certificate, LABEL)
        return (await ring.unseal({ label: LABEL, sealed })).plaintext.toText()
      }),
    )
    expect(opened).toEqual(numbers)
  })
})

/** Another key of 2048 bits: it opens nothing. */
function otherKey(): SealingKey {
  const fingerprint = 'e'.repeat(64) as Fingerprint
  return { ...older, fingerprint, unwrap: () => Promise.resolve(undefined) }
}

function shape(error: unknown): unknown {
  const { code, message, hint, cause } = error as Record<string, unknown>
  return { code, message, hint, cause }
}
