import { describe, expect, test } from 'vitest'

import { parseSource } from '../../../tools/check/source.ts'

describe('imports of a source', () => {
  test.each([
    [
      "import { a } from './a.ts'",
      { specifier: './a.ts', target: 'src/seal/a.ts', kind: 'static' },
    ],
    ["import '../b.ts'", { specifier: '../b.ts', target: 'src/b.ts', kind: 'static' }],
    ["import type { A } from 'yaml'", { specifier: 'yaml', target: 'yaml', kind: 'type' }],
    ["import { type A } from 'yaml'", { specifier: 'yaml', target: 'yaml', kind: 'static' }],
    ["export * from 'yaml'", { specifier: 'yaml', target: 'yaml', kind: 'static' }],
    ["export type { A } from 'yaml'", { specifier: 'yaml', target: 'yaml', kind: 'type' }],
    ["await import('yaml')", { specifier: 'yaml', target: 'yaml', kind: 'dynamic' }],
    ['await import(name)', { specifier: 'name', target: 'name', kind: 'dynamic' }],
  ])('%s', (text, expected) => {
    expect(parseSource('src/seal/x.ts', `\n${text}\n`).imports).toEqual([{ ...expected, line: 2 }])
  })

  test('strings and comments that look like imports are none', () => {
    const text = "// import 'a'\nconst b = \"import 'b'\"\nconst c = `import('c')`\nvoid [b, c]\n"
    expect(parseSource('src/x.ts', text).imports).toEqual([])
  })
})

describe('exports of a source', () => {
  test.each([
    ['/** Says what. */\nexport const a = 1', [['a', true]]],
    ['/** Says what. */\n\nexport function a(): void {}', [['a', true]]],
    ['// says what\nexport const a = 1', [['a', false]]],
    ['/* says what */\nexport class A {}', [['A', false]]],
    ['/** Of b. */\nconst b = 1\nexport const a = b', [['a', false]]],
    ['export interface A {}', [['A', false]]],
    ['export type A = 1', [['A', false]]],
    ['const a = 1\nexport { a as b }', [['b', false]]],
    ['export default 1', [['default', false]]],
    ["export { a } from './a.ts'", []],
  ])('%j', (text, expected) => {
    const { exports } = parseSource('src/x.ts', text)
    expect(exports.map(({ name, documented }) => [name, documented])).toEqual(expected)
  })
})

test('what is not TypeScript is refused with its path', () => {
  expect(() => parseSource('src/x.ts', 'const = 1')).toThrow(SyntaxError)
})
