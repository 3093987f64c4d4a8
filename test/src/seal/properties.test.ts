import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  decodeBase64,
  encodeBase64,
  Plaintext,
  SCOPES,
  sealingLabel,
  sealValue,
} from '../../../src/index.ts'
import { codeOf } from '../code-of.ts'
import { keyringOf } from '../keyring-of.ts'

const RUNS = { numRuns: process.env['SLOW'] === undefined ? 60 : 2000 }

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/)
const place = fc.record({ scope: fc.constantFrom(...SCOPES), namespace: word, name: word })
const value = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom(new Uint8Array(), Uint8Array.of(0), new TextEncoder().encode('ünï😀')),
)
const ring = await keyringOf('rsa2048')
const { certificate } = ring.newest

const seal = (bytes: Uint8Array, at: Parameters<typeof sealingLabel>[0]) =>
  sealValue(new Plaintext(Uint8Array.from(bytes)), certificate, sealingLabel(at))

test('what is sealed opens where it was sealed for', async () => {
  await fc.assert(
    fc.asyncProperty(value, place, async (bytes, at) => {
      const sealed = await seal(bytes, at)
      const { plaintext } = await ring.unseal({ label: sealingLabel(at), sealed })
      expect(plaintext.use((opened) => opened.slice())).toEqual(Uint8Array.from(bytes))
    }),
    RUNS,
  )
})

test('a flipped bit anywhere never opens', async () => {
  const bit = fc.record({ where: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }) })
  await fc.assert(
    fc.asyncProperty(value, place, bit, async (bytes, at, { where }) => {
      const raw = decodeBase64(await seal(bytes, at)) ?? new Uint8Array()
      const flipped = Math.floor(where * raw.byteLength * 8)
      raw[flipped >> 3] = (raw[flipped >> 3] ?? 0) ^ (1 << (flipped & 7))
      const item = { label: sealingLabel(at), sealed: encodeBase64(raw) }
      expect(await codeOf(() => ring.unseal(item))).toBe('ERR_UNSEAL_FAILED')
    }),
    RUNS,
  )
})

test('bytes taken away or added never open', async () => {
  await fc.assert(
    fc.asyncProperty(
      value,
      place,
      fc.nat(400),
      fc.boolean(),
      async (bytes, at, count, isLonger) => {
        const raw = decodeBase64(await seal(bytes, at)) ?? new Uint8Array()
        const other = isLonger
          ? Uint8Array.from([...raw, ...raw.subarray(0, count + 1)])
          : raw.subarray(0, Math.max(0, raw.byteLength - count - 1))
        const item = { label: sealingLabel(at), sealed: encodeBase64(other) }
        expect(await codeOf(() => ring.unseal(item))).toBe('ERR_UNSEAL_FAILED')
      },
    ),
    RUNS,
  )
})

test('another scope, namespace or name never opens', async () => {
  const differ = fc.tuple(place, place).filter(([a, b]) => {
    const [left, right] = [a, b].map((at) => encodeBase64(sealingLabel(at)))
    return left !== right
  })
  await fc.assert(
    fc.asyncProperty(value, differ, async (bytes, [at, elsewhere]) => {
      const item = { label: sealingLabel(elsewhere), sealed: await seal(bytes, at) }
      expect(await codeOf(() => ring.unseal(item))).toBe('ERR_UNSEAL_FAILED')
    }),
    RUNS,
  )
})

test.each(SCOPES)('another scope than %s never opens', async (scope) => {
  const at = { namespace: 'myns', name: 'mysecret' }
  const sealed = await seal(Uint8Array.of(1), { ...at, scope })
  for (const other of SCOPES) {
    const item = { label: sealingLabel({ ...at, scope: other }), sealed }
    const expected = other === scope ? 'no error' : 'ERR_UNSEAL_FAILED'
    expect(await codeOf(() => ring.unseal(item))).toBe(expected)
  }
})

test('another key never opens', async () => {
  const others = await Promise.all(['rsa3072', 'rsa4096'].map(keyringOf))
  await fc.assert(
    fc.asyncProperty(value, place, fc.constantFrom(...others), async (bytes, at, other) => {
      const item = { label: sealingLabel(at), sealed: await seal(bytes, at) }
      expect(await codeOf(() => other.unseal(item))).toBe('ERR_UNSEAL_FAILED')
    }),
    { numRuns: 20 },
  )
})
