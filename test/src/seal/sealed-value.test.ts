import { expect, test } from 'vitest'
import { concatBytes, encodeBase64, parseSealedValue } from '../../../src/index.ts'
import { codeOf } from '../code-of.ts'

/** A value of the right shape, but for its prefix and lengths. */
function shaped(prefix: number, wrapped: number, ciphertext: number): string {
  const head = Uint8Array.of(prefix >> 8, prefix & 255)
  return encodeBase64(concatBytes(head, new Uint8Array(wrapped), new Uint8Array(ciphertext)))
}

test.each([
  [128, 16],
  [256, 16],
  [512, 500],
  [2048, 17],
])('reads %i bytes of session key and %i of ciphertext', (wrapped, ciphertext) => {
  const value = parseSealedValue(shaped(wrapped, wrapped, ciphertext))
  expect(value.wrapped).toHaveLength(wrapped)
  expect(value.ciphertext).toHaveLength(ciphertext)
  expect(value.bytes).toHaveLength(2 + wrapped + ciphertext)
  expect(value.modulusBits).toBe(wrapped * 8)
})

test.each([
  ['nothing', ''],
  ['one byte', 'AQ=='],
  ['a prefix alone', 'AQA='],
  ['the prefix kept for other formats', shaped(0, 512, 16)],
  ['a key below 1024 bits', shaped(127, 127, 16)],
  ['a key above 16384 bits', shaped(2049, 2049, 16)],
  ['a prefix beyond the end', shaped(512, 256, 16)],
  ['no ciphertext', shaped(256, 256, 0)],
  ['less than a tag', shaped(256, 256, 15)],
  ['the URL alphabet', shaped(256, 256, 16).replace('A', '-')],
  ['more than 2 MiB', 'A'.repeat(2 * 1024 * 1024 + 4)],
])('refuses %s', async (_, text) => {
  expect(await codeOf(() => parseSealedValue(text))).toBe('ERR_SEALED_VALUE_MALFORMED')
})

test('says that another format is one, not a broken value', () => {
  expect(() => parseSealedValue(shaped(0, 512, 16))).toThrow(/format this version does not know$/)
})
