import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { formatYaml, parseYaml } from '../../../../toolkit/documents/index.ts'

test('a Secret looks as kubectl prints it', () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 'app',
      labels: {},
      finalizers: ['a.example/x', 'yes'],
      annotations: undefined,
    },
    stringData: { config: 'a: 1\nb:\n  - c\n', key: 'x\ny', port: '5432', odd: ' x\ny\n' },
    list: [{ a: 1, b: [true, [null]] }, []],
  }
  expect(formatYaml(secret)).toBe(`apiVersion: v1
kind: Secret
metadata:
  name: app
  labels: {}
  finalizers:
  - a.example/x
  - "yes"
stringData:
  config: |
    a: 1
    b:
      - c
  key: |-
    x
    y
  port: "5432"
  odd: |2
     x
    y
list:
- a: 1
  b:
  - true
  - - null
- []
`)
})

test.each<[string, unknown, number, string]>([
  ['text', 'yes', 0, '"yes"\n'],
  ['several lines at the root', 'a\nb\n', 0, '"a\\nb\\n"\n'],
  ['a number', 1.5e30, 0, '1.5e+30\n'],
  ['a number YAML 1.1 would not see', 1e21, 0, '1.0e+21\n'],
  ['an empty map', {}, 2, '  {}\n'],
  [
    'with a margin',
    { a: [1], b: { c: 'x\ny\n' } },
    2,
    '  a:\n  - 1\n  b:\n    c: |\n      x\n      y\n',
  ],
  ['a list with a margin', [{ a: 1, b: 2 }], 2, '  - a: 1\n    b: 2\n'],
  ['a line that ends in white space', { a: 'x \ny' }, 0, 'a: "x \\ny"\n'],
  ['a key over lines', { 'a\nb': 1 }, 0, '"a\\nb": 1\n'],
  ['keys in the given order', { b: 1, a: 2 }, 0, 'b: 1\na: 2\n'],
])('%s', (_, value, indent, wanted) => {
  expect(formatYaml(value, { indent })).toBe(wanted)
})

test('long text is never folded, a long key is still found', () => {
  const value = { [`k${'x'.repeat(2000)}`]: 'word '.repeat(500).trim() }
  const text = formatYaml(value)
  expect(text.split('\n').filter(Boolean)).toHaveLength(2)
  expect(parse(text)).toEqual(value)
})

test.each([
  ['a function', () => 1],
  ['a date', new Date(0)],
  ['undefined', undefined],
  ['a bigint', 1n],
  ['a map object', { a: new Map() }],
])('%s is no YAML value', (_, value) => {
  expect(() => formatYaml(value)).toThrow(TypeError)
})

test('readers of YAML 1.1, of 1.2 and Kubernetes read the value back', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('a\nb', 'a\n\tb\n', '\n', ' \n', 'a\n\n', '  a\n b\n', '# a\nb\n'),
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.boolean(),
      fc.constant(null),
      fc.integer(),
      tie('list'),
      tie('map'),
    ),
    list: fc.array(tie('value'), { maxLength: 3 }),
    map: fc.dictionary(text, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  }))
  fc.assert(
    fc.property(value, fc.nat({ max: 3 }), (input, indent) => {
      const written = formatYaml(input, { indent })
      const options = { logLevel: 'silent', uniqueKeys: false } as const
      expect(parse(written, { ...options, version: '1.1', merge: false })).toEqual(input)
      expect(parse(written, { ...options, version: '1.2' })).toEqual(input)
      expect(parseYaml(written).documents[0]?.value).toEqual(input)
    }),
    { numRuns: 1000, seed: 1 },
  )
})
