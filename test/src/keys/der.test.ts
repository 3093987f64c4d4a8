import { describe, expect, test } from 'vitest'
import { decodeHex, encodeHex } from '../../../src/index.ts'
import { DER, DerError, DerReader, encodeDer, encodeDerUnsigned } from '../../../src/keys/der.ts'

const bytes = (hex: string) => decodeHex(hex.replaceAll(' ', '')) ?? new Uint8Array()

describe('reading an element', () => {
  test.each([
    ['an empty one', '04 00', ''],
    ['a short one', '04 02 abcd', 'abcd'],
    ['one of 127 bytes', `04 7f ${'11'.repeat(127)}`, '11'.repeat(127)],
    ['one of 128 bytes', `04 81 80 ${'11'.repeat(128)}`, '11'.repeat(128)],
    ['one of 256 bytes', `04 82 01 00 ${'11'.repeat(256)}`, '11'.repeat(256)],
  ])('%s', (_, hex, contents) => {
    const reader = new DerReader(bytes(hex))
    const element = reader.read(DER.octetString)
    reader.end()
    expect(encodeHex(element.contents)).toBe(contents)
    expect(element.encoding).toEqual(bytes(hex))
  })

  test.each([
    ['nothing', ''],
    ['a tag alone', '04'],
    ['another tag', '05 00'],
    ['too few bytes', '04 02 ab'],
    ['an indefinite length', '04 80 00 00'],
    ['a length that is not minimal', '04 81 7f'.concat('11'.repeat(127))],
    ['a length with a zero in front', `04 82 00 80 ${'11'.repeat(128)}`],
    ['a length of four bytes', '04 84 00 00 00 01 ab'],
    ['a length cut short', '04 82 01'],
    ['a length beyond everything', '04 83 ff ff ff'],
  ])('refuses %s', (_, hex) => {
    expect(() => new DerReader(bytes(hex)).read(DER.octetString)).toThrow(DerError)
  })
})

describe('reading a number', () => {
  test.each([
    ['02 01 00', ''],
    ['02 01 7f', '7f'],
    ['02 02 00 80', '80'],
    ['02 02 01 00', '0100'],
  ])('%s', (hex, magnitude) => {
    expect(encodeHex(new DerReader(bytes(hex)).readUnsigned())).toBe(magnitude)
  })

  test.each([
    ['no bytes', '02 00'],
    ['a negative one', '02 01 80'],
    ['a surplus zero', '02 02 00 7f'],
    ['two zeros', '02 02 00 00'],
  ])('refuses %s', (_, hex) => {
    expect(() => new DerReader(bytes(hex)).readUnsigned()).toThrow(DerError)
  })
})

test('says what is left', () => {
  const reader = new DerReader(bytes('05 00 02 01 01'))
  expect(reader.nextTag).toBe(DER.null)
  reader.read(DER.null)
  expect(() => {
    reader.end()
  }).toThrow(DerError)
  reader.readUnsigned()
  expect(reader.nextTag).toBeUndefined()
  reader.end()
})

test.each([
  ['', '020100'],
  ['00', '020100'],
  ['0001', '020101'],
  ['80', '02020080'],
  ['7f', '02017f'],
])('writes the number %j minimally', (magnitude, hex) => {
  expect(encodeHex(encodeDerUnsigned(bytes(magnitude)))).toBe(hex)
})

test.each([0, 1, 127, 128, 255, 256, 65535, 65536])('reads back %i bytes', (length) => {
  const contents = new Uint8Array(length).fill(7)
  const reader = new DerReader(encodeDer(DER.octetString, contents))
  expect(reader.read(DER.octetString).contents).toEqual(contents)
  reader.end()
})
