import { createPublicKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { isFingerprint } from '../../../src/index.ts'
import { fingerprintOf } from '../../../src/keys/fingerprint.ts'
import { vectors } from '../vectors.ts'

test.each(Object.entries(vectors.keys))(
  'is the SHA-256 of the public key of %s',
  async (_, key) => {
    const spki = createPublicKey(key.certPem).export({ type: 'spki', format: 'der' })
    expect(await fingerprintOf(Uint8Array.from(spki))).toBe(key.spkiSha256Hex)
  },
)

test.each(['', 'ab', 'A'.repeat(64), 'g'.repeat(64), 'a'.repeat(63), `${'a'.repeat(64)}\n`])(
  '%j is none',
  (text) => {
    expect(isFingerprint(text)).toBe(false)
  },
)

test('64 lower-case hex digits are one', () => {
  expect(isFingerprint('0123456789abcdef'.repeat(4))).toBe(true)
})
