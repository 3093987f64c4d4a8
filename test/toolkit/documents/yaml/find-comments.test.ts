import { expect, test } from 'vitest'
import { parseYaml, type YamlPath } from '../../../../toolkit/documents/index.ts'

test.each<[string, string, YamlPath, string[]]>([
  ['on the line of the key', 'a: # c\n  b: 1\n', ['a'], ['1:4']],
  [
    'before, between and behind values',
    'a:\n  # c\n  b: 1 # d\n  # e\n  f: 1\n  # g\n',
    ['a'],
    ['2:3', '3:8', '4:3', '6:3'],
  ],
  ['at the margin between values', 'a:\n  b: 1\n# c\n  d: 1\n', ['a'], ['3:1']],
  ['at the margin before a deeper one', 'a:\n  b: 1\n# c\n  # d\ne: 1\n', ['a'], ['3:1', '4:3']],
  ['that hold entries taken out', 'a:\n  b: 1\n#  c: 2\n# why\nd: 1\n', ['a'], ['3:1', '4:1']],
  ['that hold items taken out', 'a:\n- b\n#- c\nd: 1\n', ['a'], ['3:1']],
  ['not those behind a blank line', 'a:\n  b: 1\n\n# c: 2\nd: 1\n', ['a'], []],
  ['not entries taken out behind a value', 'a: 1\n# b: 1\nc: 1\n', ['a'], []],
  ['not behind, at the column of the key', 'a:\n  b: 1\n# c\nd: 1\n', ['a'], []],
  ['not above the key', '# c\na:\n  b: 1\n', ['a'], []],
  ['behind a value on its line', 'a: 1 # c\nb: 1\n', ['a'], ['1:6']],
  ['on the line of a block', 'a: | # c\n  # text\nb: 1\n', ['a'], ['1:6']],
  ['in flow', 'a: { # c\n  b: 1 } # d\n', ['a'], ['1:6', '2:10']],
  ['in a flow map, up to the end of the line', '{\n  a: 1, # c\n  b: 2 # d\n}\n', ['a'], ['2:9']],
  ['in an item', '- a: 1 # c\n  # d\n- b\n', [0], ['1:8', '2:3']],
  ['in the whole content', '# head\na: 1 # é\n  # c\n# tail\n', [], ['2:6', '3:3']],
  ['nowhere in text', 'a: "# b"\nc: x#y\n', [], []],
  ['nowhere in what is absent', 'a: 1 # c\n', ['b'], []],
])('comments %s', (_, text, path, wanted) => {
  const comments = parseYaml(text).documents[0]?.comments(path) ?? []
  expect(comments.map(({ line, column }) => `${line}:${column}`)).toEqual(wanted)
})

test('columns count characters', () => {
  expect(parseYaml('"é😀": 1 # c\n').documents[0]?.comments([])).toEqual([{ line: 1, column: 9 }])
})
