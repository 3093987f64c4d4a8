import { describe, expect, test } from 'vitest'

import { parseJson } from '../../../cli/manifest/parse-json.ts'

const parse = (text: string): unknown => parseJson(new TextEncoder().encode(text))

test('reads one object', () => {
  const text = ' {"a": {"a": [1, {"a": "x"}, {"a": "}"}]}, "b": "{\\"a\\":1,\\"a\\":2}"}\n'
  expect(parse(text)).toEqual(JSON.parse(text))
})

describe('leaves to the reader of documents', () => {
  const cases: [string, string][] = [
    ['YAML', 'a: b\n'],
    ['flow YAML', '{a: b}'],
    ['a list', '[1]'],
    ['two objects', '{"a":1}\n{"b":2}'],
    ['a key twice', '{"a":1,"a":2}'],
    ['a key twice, deep down', '{"x":[{"a":1,"b":{"c":1,"c":2}}]}'],
    ['a key twice, once escaped', '{"a":1,"\\u0061":2}'],
    ['broken JSON', '{"a":'],
    ['a byte order mark', '\ufeff{"a":1}'],
    ['nothing', ''],
  ]
  test.each(cases)('%s', (_, text) => {
    expect(parse(text)).toBeUndefined()
  })

  test('bytes that are no UTF-8', () => {
    expect(parseJson(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d))).toBeUndefined()
  })
})
