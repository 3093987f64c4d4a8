import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { WaxsealError } from '../../../../src/errors.ts'
import { parseYaml } from '../../../../toolkit/documents/index.ts'

interface Vectors {
  readonly cases: readonly { yaml: string; json?: unknown; refused?: true }[]
}

const vectors = JSON.parse(
  readFileSync(new URL('../../../vectors/documents/kubernetes-yaml.json', import.meta.url), 'utf8'),
) as Vectors

function values(text: string): unknown[] {
  return parseYaml(text).documents.map(({ value }) => value)
}

function failure(text: string, name?: string): WaxsealError {
  try {
    parseYaml(text, name === undefined ? {} : { name })
  } catch (error) {
    if (error instanceof WaxsealError) return error
    throw error
  }
  throw new TypeError('it was read')
}

describe('values are those Kubernetes reads', () => {
  test.each(vectors.cases.filter(({ refused }) => refused !== true))('$yaml', ({ yaml, json }) => {
    expect(values(yaml)[0] ?? null).toEqual(json)
  })

  test.each(vectors.cases.filter(({ refused }) => refused === true))(
    'refused: $yaml',
    ({ yaml }) => {
      expect(failure(yaml).code).toBe('ERR_DOCUMENT_SYNTAX')
    },
  )

  test('objects have no prototype to be changed', () => {
    const [value] = values('__proto__: {polluted: true}\n')
    expect(Object.getPrototypeOf(value)).toBeNull()
    expect(Object.keys(value as object)).toEqual(['__proto__'])
    expect('polluted' in {}).toBe(false)
  })
})

describe('what is wrong has a line and a column', () => {
  test.each([
    ['a: 1\nb: "x\n', '2:4', 'ERR_DOCUMENT_SYNTAX'],
    ['a: 1\nb: "x\nc: "y"\n', '2:4', 'ERR_DOCUMENT_SYNTAX'],
    ["a: 'x\\n", '1:4', 'ERR_DOCUMENT_SYNTAX'],
    ['a: "x\\"\n', '1:4', 'ERR_DOCUMENT_SYNTAX'],
    ['a: 1\r\nb: [x\r\n', '3:1', 'ERR_DOCUMENT_SYNTAX'],
    ['é😀: *none\n', '1:5', 'ERR_DOCUMENT_SYNTAX'],
    ['a:\n\tb: 1\n', '2:1', 'ERR_DOCUMENT_SYNTAX'],
    ['a: 1\n---\nb: 1\n---\nc: {d: e, d: f}\n', '5:11', 'ERR_DOCUMENT_DUPLICATE_KEY'],
    ['true: 1\n"true": 2\n', '2:1', 'ERR_DOCUMENT_DUPLICATE_KEY'],
    ['{"a": 1}\n{"b": 1, "b": 2}\n', '2:10', 'ERR_DOCUMENT_DUPLICATE_KEY'],
    ['a: b\u0085c: d\n', '1:5', 'ERR_DOCUMENT_SYNTAX'],
    ['a: b # x\u2028c: d\n', '1:9', 'ERR_DOCUMENT_SYNTAX'],
    ['a: b\rc: d\n', '1:5', 'ERR_DOCUMENT_SYNTAX'],
    ['a: 1\n\ufeffb: 2\n', '2:1', 'ERR_DOCUMENT_SYNTAX'],
    ['a: 1\n... x\n', '2:5', 'ERR_DOCUMENT_SYNTAX'],
    ['a: \ud800\n', '1:1', 'ERR_DOCUMENT_SYNTAX'],
    ['a: {{ .Values.x }}\n', '1:5', 'ERR_DOCUMENT_SYNTAX'],
    ['<<: 1\n', '1:5', 'ERR_DOCUMENT_SYNTAX'],
    ['%YAML\n---\na: 1\n', '1:1', 'ERR_DOCUMENT_SYNTAX'],
  ])('%j', (text, place, code) => {
    const [line, column] = place.split(':')
    const error = failure(text, 'app.yaml')
    expect(error.code).toBe(code)
    expect(error.message).toMatch(new RegExp(`^app\\.yaml: line ${line}, column ${column}: `))
  })

  test.each([
    'password: "hunter2\n',
    'password: hunter2: hunter2\n',
    'password: *hunter2\n',
    'password: !!int hunter2\n',
    '"hunter2": 1\n"hunter2": 1\n',
    'password: "\\hunter2"\n',
    '- a\n]hunter2\n',
    '%TAG hunter2\n---\na: !hunter2!x 1\n',
  ])('the message never quotes the text: %j', (text) => {
    const error = failure(text)
    expect(`${error.message} ${error.hint} ${String(error.cause)}`).not.toContain('hunter2')
  })

  test('a template is told apart', () => {
    expect(failure('a: {{ .Values.x }}\n').hint).toContain('template')
  })
})

describe('what would cost too much is refused', () => {
  const bomb = Array.from(
    { length: 9 },
    (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(10)}]\n`,
  )
  test.each([
    ['a long stream', ' '.repeat(64 * 1024 * 1024 + 1)],
    ['deep lists', `${'['.repeat(257)}${']'.repeat(257)}`],
    ['very deep lists', '['.repeat(100_000)],
    ['deep maps', Array.from({ length: 257 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
    ['deep dashes', `${'- '.repeat(257)}a\n`],
    ['aliases that unfold', `a0: &a0 [${'x,'.repeat(10)}]\n${bomb.join('')}`],
  ])('%s', (_, text) => {
    expect(failure(text).code).toBe('ERR_INPUT_TOO_LARGE')
  })

  test('what is just within the bounds is read', () => {
    expect(values(`${'['.repeat(256)}x${']'.repeat(256)}`)).toHaveLength(1)
    expect(values('a: &a [x, z]\nb: [*a, *a]\n')).toEqual([
      {
        a: ['x', 'z'],
        b: [
          ['x', 'z'],
          ['x', 'z'],
        ],
      },
    ])
  })

  test('many keys, and many documents, are no reason to refuse', () => {
    const keys = Array.from({ length: 20_000 }, (_, i) => `key${i}: value${i}\n`).join('')
    expect(Object.keys(values(keys)[0] as object)).toHaveLength(20_000)
    expect(values('---\na: b\n'.repeat(5000))).toHaveLength(5000)
  })
})

describe('streams', () => {
  test.each([
    ['', []],
    ['# nothing\n', []],
    ['\ufeff# nothing\n', []],
    ['...\n', []],
    ['---\n', [null]],
    ['---\n# nothing\n---\na: 1\n', [null, { a: 1 }]],
    ['a: 1\n---\nb: 2', [{ a: 1 }, { b: 2 }]],
    ['a: 1\n...\n# c\n---\nb: 2\n...\n# c\n', [{ a: 1 }, { b: 2 }]],
    ['# c\n%YAML 1.1\n---\na: 1\n', [{ a: 1 }]],
    ['a: |\n  ---\n  x\nb: 2\n', [{ a: '---\nx\n', b: 2 }]],
    ['---\r\na: 1\r\n---\r\nb: 2\r\n', [{ a: 1 }, { b: 2 }]],
    ['\ufeff---\na: 1\n', [{ a: 1 }]],
    ['{"a": 1}{"b": "}{"}', [{ a: 1 }, { b: '}{' }]],
    ['{"a": 1}\n\n {"b": 2}\n', [{ a: 1 }, { b: 2 }]],
    ['{"a": "\\"}{"}\n', [{ a: '"}{' }]],
    ['{\n\t"a": 1\n}\n{\n\t"b": 2\n}\n', [{ a: 1 }, { b: 2 }]],
    ['{"a": "x\u2028y"}', [{ a: 'x\u2028y' }]],
    ['{"a": "\\ud83d\\ude00\\/"}', [{ a: '😀/' }]],
    ['{a: 1}\n---\n{"b": 2}\n', [{ a: 1 }, { b: 2 }]],
  ])('%j', (text, expected) => {
    const stream = parseYaml(text)
    expect(stream.documents.map(({ value }) => value)).toEqual(expected)
    expect(stream.toString()).toBe(text)
  })

  test('objects of a flow style that is not JSON are not cut apart', () => {
    expect(failure("{a: '}{'}{b: 1}\n").code).toBe('ERR_DOCUMENT_SYNTAX')
  })

  test('a document knows its line, its format and whether it is empty', () => {
    const text = '# c\n---\n\na: 1\n---\n# nothing\n---\n{"b": 2}\n--- # c\nnull\n'
    const found = parseYaml(text).documents.map(({ line, format, isEmpty }) => [
      line,
      format,
      isEmpty,
    ])
    expect(found).toEqual([
      [4, 'yaml', false],
      [5, 'yaml', true],
      [8, 'yaml', false],
      [10, 'yaml', true],
    ])
    expect(parseYaml('\n{"b": 2}\n').documents[0]).toMatchObject({ line: 2, format: 'json' })
  })
})
