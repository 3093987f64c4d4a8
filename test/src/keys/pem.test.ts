import { expect, test } from 'vitest'
import { encodeHex, formatPem, parsePem } from '../../../src/index.ts'
import { goVectors, vectors } from '../vectors.ts'

test.each(goVectors.pem)('reads as Go does: $id', ({ input, blocks }) => {
  const read = Array.from(parsePem(input), ({ type, hasHeaders, bytes }) => {
    return { type, hasHeaders, hex: encodeHex(bytes) }
  })
  expect(read).toEqual(blocks)
})

test('writes what OpenSSL and Go write', () => {
  for (const pem of Object.values(vectors.keys).flatMap((key) => [key.certPem, key.pkcs8Pem])) {
    const [block] = [...parsePem(pem)]
    expect(formatPem(block?.type ?? '', block?.bytes ?? new Uint8Array())).toBe(pem)
  }
})

test('writes an empty block', () => {
  expect(formatPem('X', new Uint8Array())).toBe('-----BEGIN X-----\n-----END X-----\n')
})

test('begin lines without end cost one pass', () => {
  const text = '-----BEGIN X-----\n'.repeat(100_000)
  expect([...parsePem(text)]).toEqual([])
})
