import { expect, test } from 'vitest'
import { decodeHex, encodeHex } from '../../../src/index.ts'

test('writes lower case, two digits a byte', () => {
  expect(encodeHex(Uint8Array.of(0, 1, 0xab, 255))).toBe('0001abff')
  expect(encodeHex(new Uint8Array())).toBe('')
})

test.each([
  ['', []],
  ['00ff', [0, 255]],
  ['aBcD', [0xab, 0xcd]],
])('reads %j', (text, bytes) => {
  expect(decodeHex(text)).toEqual(Uint8Array.from(bytes))
})

test.each(['0', 'abc', '0g', ' 00', '0x00', '00 ', '-1', '٠٠'])('refuses %j', (text) => {
  expect(decodeHex(text)).toBeUndefined()
})
