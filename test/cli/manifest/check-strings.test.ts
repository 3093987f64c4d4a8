import { describe, expect, test } from 'vitest'

import { checkStrings } from '../../../cli/manifest/check-strings.ts'
import { parseYaml } from '../../../toolkit/documents/index.ts'

const check = (text: string): void => {
  for (const document of parseYaml(text).documents) checkStrings(document)
}

describe('refuses, with the line and without the value', () => {
  test.each([
    ['a boolean of YAML 1.1', 'stringData:\n  A: x\n  B: yes\n', 'line 3: stringData.B'],
    ['a boolean of YAML 1.2', 'stringData:\n  B: true\n', 'line 2: stringData.B'],
    ['a number', 'stringData:\n  B: 1.50\n', 'line 2: stringData.B'],
    ['an octal number', 'data:\n  B: 0755\n', 'line 2: data.B'],
    ['null', 'stringData:\n  B: ~\n', 'line 2: stringData.B is empty (null)'],
    ['nothing', 'stringData:\n  B:\n', 'line 2: stringData.B is empty (null)'],
    ['a list', 'stringData:\n  B: [a]\n', 'line 2: stringData.B is a list'],
    ['a map', 'stringData:\n  B:\n    c: d\n', 'line 3: stringData.B is a map'],
    ['a label', 'metadata:\n  labels:\n    a: on\n', 'line 3: metadata.labels.a is a boolean'],
    ['a key that reads otherwise', 'stringData:\n  n: x\n', 'line 2: a key of stringData'],
    ['a value behind an alias', 'x: &a 1.50\nstringData:\n  B: *a\n', 'stringData.B is a number'],
  ])('%s', (_, text, message) => {
    expect(() => check(text)).toThrow(
      expect.objectContaining({
        code: 'ERR_MANIFEST_INVALID',
        message: expect.stringContaining(message),
      }),
    )
    expect(() => check(text)).not.toThrow(/1\.50|0755|yes/)
  })
})

test.each([
  ['quoted words', `stringData:\n  A: "yes"\n  B: '1.50'\n  C: ""\n`],
  ['block scalars', 'stringData:\n  A: |\n    1.50\n'],
  ['plain text', 'stringData:\n  A: some text\n  B: 1.2.3\n'],
  ['a key that is a number and reads as it is written', 'stringData:\n  1: "x"\n'],
  ['no maps at all', 'kind: Secret\n'],
])('accepts %s', (_, text) => {
  expect(() => check(text)).not.toThrow()
})
