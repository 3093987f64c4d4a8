import { expect, test } from 'vitest'
import { WaxsealError } from '../../../../src/errors.ts'
import { parseYaml } from '../../../../toolkit/documents/index.ts'

const NEW = 'w: 1\nx:\n  z: 2\n'

test.each<[string, string, string, string]>([
  [
    'the comments around stay, those inside go',
    '# head\na: 1 # c\n# d\nb:\n  c: 1\n  # e\n# tail\n',
    NEW,
    `# head\n${NEW}# tail\n`,
  ],
  [
    'markers and directives stay',
    '%YAML 1.1\n--- # m\n# head\na: 1\n... # n\n',
    NEW,
    `%YAML 1.1\n--- # m\n# head\n${NEW}... # n\n`,
  ],
  ['content on the line of the marker', '--- {a: 1} # c\n', NEW, `---\n${NEW}`],
  ['a tag before the content', '---\n!!map\na: 1\n', NEW, `---\n${NEW}`],
  ['an empty document', '---\n# c\n...\n', NEW, `---\n# c\n${NEW}...\n`],
  ['a marker without a line break', '---', NEW, `---\n${NEW}`],
  ['CRLF', '---\r\na: 1\r\n', NEW, `---\r\n${NEW.replaceAll('\n', '\r\n')}`],
  ['no final line break', 'a: 1', NEW, NEW],
  ['a missing line break in the new text', 'a: 1\n# c\n', 'x: 1', 'x: 1\n# c\n'],
  ['JSON in a row', '{"a":1}{"b":2}\n', '{"x": 1}\n', '{"x": 1}{"b":2}\n'],
  ['JSON without a final line break', '{"a":1}', '{"x": 1}\n', '{"x": 1}'],
])('%s', (_, text, replacement, wanted) => {
  const stream = parseYaml(text)
  stream.documents[0]?.replace(replacement)
  expect(stream.toString()).toBe(wanted)
})

test('other documents stay as they are, byte for byte', () => {
  const before = '# one\r\na:   [1,2]\t# odd\r\n---\r\n'
  const behind = '---\n{ "c" : 1 }\n...\n# end'
  const stream = parseYaml(`${before}b: 1\n${behind}`)
  stream.documents[1]?.replace(NEW)
  expect(stream.toString()).toContain(behind)
  expect(stream.toString().startsWith(before)).toBe(true)
  expect(stream.documents.map(({ value }) => value)).toEqual([
    { a: [1, 2] },
    { w: 1, x: { z: 2 } },
    { c: 1 },
  ])
})

test.each([
  ['broken YAML', 'a: 1\n', 'x: "1\n', 'ERR_DOCUMENT_SYNTAX'],
  ['two documents', 'a: 1\n', 'x: 1\n---\ny: 1\n', 'ERR_DOCUMENT_SYNTAX'],
  ['a marker', '---\na: 1\n', '---\nx: 1\n', 'ERR_DOCUMENT_SYNTAX'],
  ['a key twice', 'a: 1\n', 'x: 1\nx: 2\n', 'ERR_DOCUMENT_DUPLICATE_KEY'],
  ['a control character', 'a: 1\n', 'x: \u0007\n', 'ERR_DOCUMENT_SYNTAX'],
  ['YAML between JSON objects', '{"a":1}\n{"b":2}\n', 'x: 1\n', 'ERR_DOCUMENT_SYNTAX'],
])('%s is refused', (_, text, replacement, code) => {
  const stream = parseYaml(text)
  expect(() => stream.documents[0]?.replace(replacement)).toThrow(expect.objectContaining({ code }))
  expect(() => stream.documents[0]?.replace(replacement)).toThrow(WaxsealError)
  expect(stream.toString()).toBe(text)
})
