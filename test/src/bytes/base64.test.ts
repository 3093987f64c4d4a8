import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase64, encodeBase64, encodeHex } from '../../../src/index.ts'
import { goVectors } from '../vectors.ts'

test.each(goVectors.base64)('reads $input as Go does', ({ input, hex }) => {
  const bytes = decodeBase64(input)
  expect(bytes === undefined ? null : encodeHex(bytes)).toBe(hex)
})

test('writes and reads what Node does', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = encodeBase64(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64'))
      expect(decodeBase64(text)).toEqual(Uint8Array.from(bytes))
    }),
  )
})

test('ignores line breaks wherever they are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.array(fc.nat(100)), (bytes, places) => {
      let text = encodeBase64(bytes)
      for (const place of places) text = `${text.slice(0, place)}\r\n${text.slice(place)}`
      expect(decodeBase64(text)).toEqual(Uint8Array.from(bytes))
    }),
  )
})

test('refuses every other character', () => {
  const legal = /[A-Za-z0-9+/\r\n]/
  for (let code = 0; code < 0x300; code++) {
    const character = String.fromCharCode(code)
    const expected = legal.test(character)
    expect(decodeBase64(`AAAA${character.repeat(4)}`) !== undefined, `character ${code}`).toBe(
      expected,
    )
  }
})

test('leaves no second copy behind', () => {
  const bytes = decodeBase64('c2VjcmV0\nMQ==')
  expect(bytes).toHaveLength(7)
  bytes?.fill(0)
  expect(new Uint8Array(bytes?.buffer ?? new ArrayBuffer()).every((byte) => byte === 0)).toBe(true)
})

test('takes a mebibyte', () => {
  const bytes = new Uint8Array(1024 * 1024).map((_, index) => index % 251)
  expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes)
})
