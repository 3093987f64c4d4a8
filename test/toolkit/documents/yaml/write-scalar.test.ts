import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { writeScalar, type ScalarStyle } from '../../../../toolkit/documents/yaml/write-scalar.ts'

const SIGNS = '0123456789+-._eExXoObBaAfFnNyYtTrRuUlLsS~:#?!&*|>%@`\'"{}[],=< \t\n'
const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  // short runs of what numbers, dates, words and indicators are made of
  fc
    .array(fc.constantFrom(...Array.from(SIGNS)), { maxLength: 7 })
    .map((characters) => characters.join('')),
)
const styles = fc.record<ScalarStyle>({
  quotes: fc.constantFrom('plain', 'single-quoted', 'double-quoted', 'json'),
  flow: fc.boolean(),
})
const READERS = [
  { version: '1.1', schema: 'yaml-1.1' },
  { version: '1.2', schema: 'core' },
] as const

test('readers of YAML 1.1 and 1.2 read the text that was written', () => {
  fc.assert(
    fc.property(texts, styles, (text, style) => {
      const scalar = writeScalar(text, style)
      expect(scalar).not.toMatch(/[\n\r]/)
      const [open, close] = style.flow ? ['{', '}'] : ['', '\n']
      for (const reader of READERS) {
        const options = { ...reader, logLevel: 'silent', uniqueKeys: false } as const
        expect(parse(`${open}k: ${scalar}${close}`, options)).toEqual({ k: text })
        expect(parse(`${open}${scalar}: 1${close}`, { ...options, mapAsMap: true })).toEqual(
          new Map([[text, 1]]),
        )
      }
    }),
    { numRuns: 2000, seed: 1 },
  )
})

test('what is double-quoted is JSON', () => {
  fc.assert(
    fc.property(texts, fc.boolean(), (text, flow) => {
      expect(JSON.parse(writeScalar(text, { quotes: 'json', flow }))).toBe(text)
    }),
  )
})

describe('plain wherever kubectl writes plain', () => {
  test.each([
    ['app', 'app'],
    ['AgB+/3==', 'AgB+/3=='],
    ['10.0.0.1', '10.0.0.1'],
    ['1.2.3', '1.2.3'],
    ['a: b', "'a: b'"],
    ['a # b', "'a # b'"],
    ['a:b#c', 'a:b#c'],
    ['*a', "'*a'"],
    ["it's", "it's"],
    ["'a'", "'''a'''"],
    [' a', "' a'"],
    ['', '""'],
    ['yes', '"yes"'],
    ['N', '"N"'],
    ['null', '"null"'],
    ['~', '"~"'],
    ['=', '"="'],
    ['<<', '"<<"'],
    ['1', '"1"'],
    ['0x1F', '"0x1F"'],
    ['0o17', '"0o17"'],
    ['1_000', '"1_000"'],
    ['1e3', '"1e3"'],
    ['1:30', '"1:30"'],
    ['.5', '".5"'],
    ['.inf', '".inf"'],
    ['2001-01-01', '"2001-01-01"'],
    ['2001-01-01T00:00:00Z', '"2001-01-01T00:00:00Z"'],
    ['a\tb', '"a\\tb"'],
    ['\u2028', '"\\u2028"'],
    ['\u0085', '"\\u0085"'],
    ['\ufeff', '"\\ufeff"'],
    ['😀', '😀'],
    ['---', "'---'"],
  ])('%j', (text, wanted) => {
    expect(writeScalar(text, { quotes: 'plain', flow: false })).toBe(wanted)
  })
})
