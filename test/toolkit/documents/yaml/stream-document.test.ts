import { describe, expect, test } from 'vitest'
import { WaxsealError } from '../../../../src/errors.ts'
import { parseYaml, type YamlDocument, type YamlPath } from '../../../../toolkit/documents/index.ts'

/** The text after a change of the first document. */
function after(text: string, change: (document: YamlDocument) => unknown): string {
  const stream = parseYaml(text)
  const document = stream.documents[0] ?? raise('no document')
  change(document)
  // what was written is what is read
  expect(parseYaml(stream.toString()).documents[0]?.value).toEqual(document.value)
  return stream.toString()
}

/** The code with which a change is refused; the text is then as it was. */
function refused(text: string, change: (document: YamlDocument) => unknown): string {
  const stream = parseYaml(text)
  const error = failureOf(() => change(stream.documents[0] ?? raise('no document')))
  expect(stream.toString()).toBe(text)
  return error.code
}

function failureOf(action: () => unknown): WaxsealError {
  try {
    action()
  } catch (error) {
    if (error instanceof WaxsealError) return error
    throw error
  }
  throw new TypeError('it was not refused')
}

function raise(message: string): never {
  throw new TypeError(message)
}

const sealed = `---
# Sealed for production
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: app # the app
  annotations:
    waxseal.dev/items: | # ours
      A 1
      B 2
spec:
  encryptedData:
    A: AgA== # a
    # about b
    B: AgB==
  template:
    type: Opaque
---
kind: ConfigMap
data: {A: "1"}
`

describe('a SealedSecret', () => {
  test('one value and its line change', () => {
    const text = after(sealed, (document) => {
      document.setScalar(['spec', 'encryptedData', 'A'], 'AgNew==')
      document.setBlock(['metadata', 'annotations', 'waxseal.dev/items'], 'A 3\nB 2\n')
    })
    expect(text).toBe(sealed.replace('AgA==', 'AgNew==').replace('A 1', 'A 3'))
  })

  test('a new value is appended', () => {
    const text = after(sealed, (document) => {
      document.setScalar(['spec', 'encryptedData', 'C'], 'AgC==')
      document.setBlock(['metadata', 'annotations', 'waxseal.dev/items'], 'A 1\nB 2\nC 3\n')
    })
    const wanted = sealed
      .replace('    B: AgB==\n', '    B: AgB==\n    C: AgC==\n')
      .replace('      B 2\n', '      B 2\n      C 3\n')
    expect(text).toBe(wanted)
  })

  test('an annotation is added with what is missing above it', () => {
    const text = after('metadata:\n  name: a\nspec: {}\n', (document) => {
      document.setBlock(['metadata', 'annotations', 'waxseal.dev/items'], 'A 1\n')
    })
    expect(text).toBe(
      'metadata:\n  name: a\n  annotations:\n    waxseal.dev/items: |\n      A 1\nspec: {}\n',
    )
  })
})

describe('setScalar', () => {
  test.each<[string, string, YamlPath, string, string]>([
    ['keeps the comment behind', 'a: b # c\n', ['a'], 'x', 'a: x # c\n'],
    ['keeps double quotes', 'a: "b"\n', ['a'], 'x', 'a: "x"\n'],
    ['keeps single quotes', "a: 'b'\n", ['a'], "it's", "a: 'it''s'\n"],
    ['quotes where it must', 'a: b\n', ['a'], 'yes', 'a: "yes"\n'],
    ['quotes a date', 'a: b\n', ['a'], '2001-01-01', 'a: "2001-01-01"\n'],
    ['writes several lines as one', 'a: b\n', ['a'], 'x\ny', 'a: "x\\ny"\n'],
    ['never folds', 'a: b\n', ['a'], 'x '.repeat(200).trim(), `a: ${'x '.repeat(200).trim()}\n`],
    ['replaces a number', 'a: 1 # c\n', ['a'], 'x', 'a: x # c\n'],
    ['replaces a block', 'a: | # c\n  x\n\n  y\n\nb: 1\n', ['a'], 'v', 'a: v # c\n\nb: 1\n'],
    ['replaces a folded block at the end', 'a: >-\n  x\n  y', ['a'], 'v', 'a: v'],
    ['replaces quotes over lines', 'a: "x\n  y" # c\nb: 1\n', ['a'], 'v', 'a: "v" # c\nb: 1\n'],
    ['replaces on a line of its own', 'a:\n  # c\n  x\n', ['a'], 'v', 'a:\n  # c\n  v\n'],
    ['replaces an alias', 'a: &x 1\nb: *x\n', ['b'], 'v', 'a: &x 1\nb: v\n'],
    ['keeps !!str', 'a: !!str 1\n', ['a'], 'v', 'a: !!str v\n'],
    ['drops another tag', 'a: !!int 1\n', ['a'], 'v', 'a: v\n'],
    ['fills an empty value', 'a: # c\nb: 1\n', ['a'], 'v', 'a: v # c\nb: 1\n'],
    ['fills in a list', '- a\n-\n', [1], 'v', '- a\n- v\n'],
    ['reaches into a list', 'a:\n- b: 1\n  c: 2\n', ['a', 0, 'c'], 'v', 'a:\n- b: 1\n  c: v\n'],
    ['gives a flow key a value', '{a, b: 1}\n', ['a'], 'v', '{a: v, b: 1}\n'],
    [
      'adds with the margin there is',
      'a:\n     b: 1\n',
      ['a', 'c'],
      'v',
      'a:\n     b: 1\n     c: v\n',
    ],
    ['adds with the quotes there are', "'a': '1'\n", ['b'], 'v', "'a': '1'\n'b': 'v'\n"],
    [
      'adds behind the comments inside',
      'a:\n  b: 1\n  # c\n# d\n',
      ['a', 'e'],
      'v',
      'a:\n  b: 1\n  # c\n  e: v\n# d\n',
    ],
    [
      'adds before blank lines',
      'a:\n  b: 1\n\nc: 1\n',
      ['a', 'd'],
      'v',
      'a:\n  b: 1\n  d: v\n\nc: 1\n',
    ],
    [
      'adds behind a kept block',
      'a:\n  b: |+\n    x\n\nc: 1\n',
      ['a', 'd'],
      'v',
      'a:\n  b: |+\n    x\n\n  d: v\nc: 1\n',
    ],
    ['adds before the next document', 'a: 1\n---\nb: 1\n', ['c'], 'v', 'a: 1\nc: v\n---\nb: 1\n'],
    ['adds before the end marker', 'a: 1\n...\n', ['c'], 'v', 'a: 1\nc: v\n...\n'],
    ['adds without a final line break', 'a: 1', ['b'], 'v', 'a: 1\nb: v'],
    ['adds behind a block without one', 'a: |\n  x', ['b'], 'v', 'a: |-\n  x\nb: v'],
    ['adds with CRLF', 'a:\r\n  b: 1\r\n', ['a', 'c'], 'v', 'a:\r\n  b: 1\r\n  c: v\r\n'],
    ['adds behind a byte order mark', '\ufeffa: 1\n', ['b'], 'v', '\ufeffa: 1\nb: v\n'],
    ['adds in a list', '- a: 1\n- b\n', [0, 'c'], 'v', '- a: 1\n  c: v\n- b\n'],
    ['adds below a list at the margin', 'a:\n- b\n', ['c'], 'v', 'a:\n- b\nc: v\n'],
    [
      'adds over a merge key',
      'x: &x {k: 1}\na:\n  <<: *x\n',
      ['a', 'k'],
      'v',
      'x: &x {k: 1}\na:\n  <<: *x\n  k: v\n',
    ],
    ['opens an empty map', 'a: {} # c\nb: 1\n', ['a', 'k'], 'v', 'a: # c\n  k: v\nb: 1\n'],
    ['opens null', 'a: ~\nb:\n    c: 1\n', ['a', 'k'], 'v', 'a:\n    k: v\nb:\n    c: 1\n'],
    ['opens nothing', 'a:\n', ['a', 'k', 'l'], 'v', 'a:\n  k:\n    l: v\n'],
    ['opens at the end', 'a: {}', ['a', 'k'], 'v', 'a:\n  k: v\n'],
    ['adds to flow', 'a: {b: 1} # c\n', ['a', 'd'], 'v', 'a: {b: 1, d: v} # c\n'],
    [
      'adds to flow over lines',
      'a: {\n  b: 1, # c\n  d: 2 # e\n}\n',
      ['a', 'f'],
      'v',
      'a: {\n  b: 1, # c\n  d: 2, # e\n  f: v\n}\n',
    ],
    ['adds behind a trailing comma', '{a: 1,}\n', ['b'], 'v', '{a: 1, b: v}\n'],
    ['quotes for flow', '{a: 1}\n', ['b'], 'x, y', "{a: 1, b: 'x, y'}\n"],
    ['adds to JSON', '{"a":"1"}', ['b', 'c'], 'v', '{"a":"1","b":{"c":"v"}}'],
    [
      'adds to JSON over lines',
      '{\n\t"a": {}\n}\n',
      ['a', 'b'],
      'v',
      '{\n\t"a": {\n\t\t"b": "v"\n\t}\n}\n',
    ],
    ['replaces in JSON', '{"a": 1, "b": null}', ['b'], 'v', '{"a": 1, "b": "v"}'],
    ['escapes in JSON', '{"a": "1"}', ['a'], '\u0007\u2028"', '{"a": "\\u0007\\u2028\\""}'],
    ['keeps __proto__ a key', 'a: 1\n', ['__proto__'], 'v', 'a: 1\n__proto__: v\n'],
    ['quotes a key', 'a: 1\n', ['yes'], 'v', 'a: 1\n"yes": v\n'],
    ['leaves what is there already', "a: 'b' # c\n", ['a'], 'b', "a: 'b' # c\n"],
    ['works behind an explicit key', '? a\n: b\n', ['a'], 'v', '? a\n: v\n'],
  ])('%s', (_, ...[text, path, value, wanted]) => {
    const written = after(text, (document) => {
      document.setScalar(path, value)
      expect(document.get(path)).toBe(value)
    })
    expect(written).toBe(wanted)
  })

  test.each<[string, string, YamlPath]>([
    ['a map', 'a: {b: 1}\n', ['a']],
    ['a list', 'a: [1]\n', ['a']],
    ['text where a map should be', 'a: b\n', ['a', 'c']],
    ['a list where a map should be', 'a: [1]\n', ['a', 'c']],
    ['behind the end of a list', 'a: [1]\n', ['a', 1]],
    ['an empty document', '---\n', ['a']],
    ['what an alias stands for', 'a: &x {b: 1}\nc: *x\n', ['c', 'd']],
    ['what aliases show elsewhere', 'a: &x {b: 1}\nc: *x\n', ['a', 'b']],
    ['an anchored value', 'a: &x 1\nc: *x\n', ['a']],
    ['what is merged in elsewhere', 'a: &x {b: 1}\nc:\n  <<: *x\n', ['a', 'd']],
    ['a pair in a flow list', '[a: 1]\n', [0, 'b']],
    ['a key without a colon', '? a\n? b\n', ['a']],
    ['a key too long to be found', 'a: 1\n', ['k'.repeat(1001)]],
  ])('%s is refused', (_, text, path) => {
    expect(refused(text, (document) => document.setScalar(path, 'v'))).toBe('ERR_DOCUMENT_SHAPE')
  })
})

describe('setBlock', () => {
  test.each<[string, string, YamlPath, string, string]>([
    ['replaces quotes', 'a: "x" # c\nb: 1\n', ['a'], 'l\nm\n', 'a: | # c\n  l\n  m\nb: 1\n'],
    [
      'replaces a block',
      'a: |\n    x\nb:\n    c: 1\n',
      ['a'],
      'l\n',
      'a: |\n    l\nb:\n    c: 1\n',
    ],
    [
      'keeps the margin of a block',
      'a:\n    b: |\n      x\n',
      ['a', 'b'],
      'l\nx\n',
      'a:\n    b: |\n      l\n      x\n',
    ],
    ['keeps the margin a block names', 'a: |3\n   x\n', ['a'], ' l\n', 'a: |3\n    l\n'],
    ['without a final line break', 'a: x\n', ['a'], 'l\nm', 'a: |-\n  l\n  m\n'],
    ['at the end of the text', 'a: x', ['a'], 'l\n', 'a: |\n  l\n'],
    ['empty lines get no margin', 'a: x\n', ['a'], 'l\n\nm\n', 'a: |\n  l\n\n  m\n'],
    ['a first line with a margin', 'a: x\n', ['a'], '  l\nm\n', 'a: |2\n    l\n  m\n'],
    ['in a list', '- x\n', [0], 'l\n', '- |\n  l\n'],
    ['CRLF', 'a: x\r\n', ['a'], 'l\nm\n', 'a: |\r\n  l\r\n  m\r\n'],
    ['not in flow', '{a: x}\n', ['a'], 'l\n', '{a: "l\\n"}\n'],
    ['not in JSON', '{"a": "x"}\n', ['b'], 'l\n', '{"a": "x", "b": "l\\n"}\n'],
    ['not with space at a line end', 'a: x\n', ['a'], 'l \nm\n', 'a: "l \\nm\\n"\n'],
    ['not with control characters', 'a: x\n', ['a'], 'l\u0007\n', 'a: "l\\u0007\\n"\n'],
    ['not with blank lines at the end', 'a: x\n', ['b'], 'l\n\n', 'a: x\nb: "l\\n\\n"\n'],
    ['not empty', 'a: x\n', ['b'], '', 'a: x\nb: ""\n'],
  ])('%s', (_, ...[text, path, value, wanted]) => {
    const written = after(text, (document) => {
      document.setBlock(path, value)
      expect(document.get(path)).toBe(value)
    })
    expect(written).toBe(wanted)
  })
})

describe('delete', () => {
  test.each<[string, string, YamlPath, string]>([
    ['an entry with its comment', 'a: 1\nb: 2 # c\nd: 3\n', ['b'], 'a: 1\nd: 3\n'],
    ['not the comment above', '# b\nb: 2\nc: 3\n', ['b'], '# b\nc: 3\n'],
    ['a map with what is inside', 'a:\n  b: 1\n  # c\nd: 1\n', ['a'], 'd: 1\n'],
    ['the last one', 'a:\n  b: 1 # c\nd: 1\n', ['a', 'b'], 'a: {}\nd: 1\n'],
    ['the last one of all', 'a: 1\n', ['a'], '{}\n'],
    ['the last one behind an anchor', 'a: &x # c\n  b: 1\n', ['a', 'b'], 'a: &x {} # c\n'],
    ['the first behind a dash', '- a: 1\n  b: 2\n', [0, 'a'], '- b: 2\n'],
    ['the only one behind a dash', '- a: 1\n- b\n', [0, 'a'], '- {}\n- b\n'],
    ['an item', 'a:\n- b\n- c\n', ['a', 0], 'a:\n- c\n'],
    ['the last item', 'a:\n- b\nc: 1\n', ['a', 0], 'a: []\nc: 1\n'],
    [
      'beside a merge key',
      'x: &x {k: 1}\na:\n  <<: *x\n  b: 1\n',
      ['a', 'b'],
      'x: &x {k: 1}\na:\n  <<: *x\n',
    ],
    ['with entries taken out', 'a:\n  b: 1\n# c: 2\nd: 1\n', ['a'], 'd: 1\n'],
    [
      'the last one, not the comments beside it',
      'a:\n  # c\n  b: 1\n  # d\n',
      ['a', 'b'],
      'a: {}\n  # c\n  # d\n',
    ],
    ['in flow over lines', '{\n  a: 1, # c\n  b: 2 # d\n}\n', ['a'], '{\n  b: 2 # d\n}\n'],
    ['in flow over lines, last', '{\n  a: 1, # c\n  b: 2 # d\n}\n', ['b'], '{\n  a: 1 # c\n}\n'],
    [
      'in flow over lines, last with a comma',
      '{\n  a: 1, # c\n  b: 2,\n}\n',
      ['b'],
      '{\n  a: 1, # c\n}\n',
    ],
    ['in flow behind a comment', '{ a: 1, # c\n  b: 2 }\n', ['b'], '{ a: 1 # c\n   }\n'],
    ['in flow with the comment behind', '{a: 1, b: 2 # c\n}\n', ['b'], '{a: 1\n}\n'],
    ['in flow, first', '{a: 1, b: 2}\n', ['a'], '{b: 2}\n'],
    ['in flow, last', '{a: 1, b: 2}\n', ['b'], '{a: 1}\n'],
    ['in flow, only', '{ a: 1, }\n', ['a'], '{}\n'],
    ['in JSON', '{\n  "a": 1,\n  "b": 2\n}\n', ['b'], '{\n  "a": 1\n}\n'],
    ['a block', 'a: |\n  x\n\nb: 1\n', ['a'], '\nb: 1\n'],
    ['at the end of the text', 'a: 1\nb: 2', ['b'], 'a: 1\n'],
  ])('%s', (_, text, path, wanted) => {
    const written = after(text, (document) => {
      expect(document.delete(path)).toBe(true)
      expect(document.has(path)).toBe(wanted.includes('- c'))
    })
    expect(written).toBe(wanted)
  })

  test('what is not there is not deleted', () => {
    expect(after('a: 1\n', (document) => expect(document.delete(['b'])).toBe(false))).toBe('a: 1\n')
    expect(after('a: 1\n', (document) => expect(document.delete([])).toBe(false))).toBe('a: 1\n')
  })

  test.each<[string, string, YamlPath]>([
    ['behind an alias', 'a: &x {b: 1}\nc: *x\n', ['c', 'b']],
    ['merged in', 'x: &x {k: 1}\na:\n  <<: *x\n', ['a', 'k']],
    ['under what is merged in', 'x: &x {k: 1}\na:\n  <<: *x\n  k: 2\n', ['a', 'k']],
    ['needed by others', 'a: &x 1\nb: *x\n', ['a']],
  ])('what is %s is refused', (_, text, path) => {
    expect(refused(text, (document) => document.delete(path))).toBe('ERR_DOCUMENT_SHAPE')
  })
})

describe('rename', () => {
  test.each<[string, string, YamlPath, string, string]>([
    ['in its place', 'a: 1\nb: 2 # c\n', ['a'], 'x', 'x: 1\nb: 2 # c\n'],
    ['with its quotes', '"a": 1\n', ['a'], 'x', '"x": 1\n'],
    ['quoted where it must', 'a: 1\n', ['a'], 'on', '"on": 1\n'],
    ['in JSON', '{"a": 1}', ['a'], 'x"', '{"x\\"": 1}'],
    ['to what it is', 'a: 1\n', ['a'], 'a', 'a: 1\n'],
  ])('%s', (_, ...[text, path, key, wanted]) => {
    expect(after(text, (document) => expect(document.rename(path, key)).toBe(true))).toBe(wanted)
  })

  test('what is not there is not renamed', () => {
    expect(after('a: 1\n', (document) => expect(document.rename(['b'], 'c')).toBe(false))).toBe(
      'a: 1\n',
    )
  })

  test('a key that is there is not given twice', () => {
    expect(refused('a: 1\nb: 2\n', (document) => document.rename(['a'], 'b'))).toBe(
      'ERR_DOCUMENT_DUPLICATE_KEY',
    )
  })

  test('items of lists have no key, nor has what is merged in one of its own', () => {
    const merged = 'x: &x {k: 1}\na:\n  <<: *x\n'
    expect(refused('- a\n', (document) => document.rename([0], 'b'))).toBe('ERR_DOCUMENT_SHAPE')
    expect(refused(merged, (document) => document.rename(['a', 'k'], 'z'))).toBe(
      'ERR_DOCUMENT_SHAPE',
    )
  })
})
