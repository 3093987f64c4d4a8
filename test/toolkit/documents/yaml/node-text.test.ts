import { describe, expect, test } from 'vitest'
import { parseYaml, type YamlPath } from '../../../../toolkit/documents/index.ts'

function nodeText(text: string, path: YamlPath, indent?: number): string | undefined {
  return parseYaml(text).documents[0]?.nodeText(path, indent === undefined ? {} : { indent })
}

const secret = `kind: Secret
metadata:
  name: app
  labels: # who
    # owner
    team: pay   # c

    note: |
      one
        two
    # last
  # of metadata
type: Opaque
`

describe('text to be put elsewhere', () => {
  test('a map brings its comments, the one on its line first', () => {
    expect(nodeText(secret, ['metadata', 'labels'], 8)).toBe(
      [
        '        # who',
        '        # owner',
        '        team: pay   # c',
        '',
        '        note: |',
        '          one',
        '            two',
        '        # last',
        '',
      ].join('\n'),
    )
  })

  test.each<[string, string, YamlPath, number, string | undefined]>([
    ['to the left', 'a:\n    b: 1\n', ['a'], 2, '  b: 1\n'],
    ['to the margin', 'a:\n    b: |\n        x\n', ['a'], 0, 'b: |\n    x\n'],
    [
      'with comments that stand out',
      'a:\n    b: 1\n # c\n    d: 1\n',
      ['a'],
      2,
      '  b: 1\n  # c\n  d: 1\n',
    ],
    ['a list', 'a:\n- b\n- c\nd: 1\n', ['a'], 4, '    - b\n    - c\n'],
    ['from behind a dash', '- a: 1\n  b: 2\n', [0], 1, ' a: 1\n b: 2\n'],
    ['the whole document', '# c\na: 1\n', [], 2, '  a: 1\n'],
    ['with CRLF', 'a:\r\n  b: 1\r\n  c: 1\r\n', ['a'], 1, ' b: 1\n c: 1\n'],
    ['a plain value', 'a: b c # d\n', ['a'], 2, 'b c'],
    ['a quoted value', 'a: "b\\n" # d\n', ['a'], 2, '"b\\n"'],
    ['a value over lines', 'a: "b\n         c"\n', ['a'], 4, '"b\n    c"'],
    ['a flow map', 'a: {b: 1,\n  c: 2} # d\n', ['a'], 4, '{b: 1,\n    c: 2}'],
    ['a block of text', 'a: |-\n    x\n     y\n', ['a'], 2, '|-\n  x\n   y'],
    ['with its tag', 'a: !!str 1\n', ['a'], 2, '!!str 1'],
    ['not what is absent', 'a: 1\n', ['b'], 2, undefined],
    ['not with an alias to the outside', 'x: &x 1\na:\n  b: *x\n', ['a'], 2, undefined],
    ['an alias to the inside', 'a:\n  b: &x 1\n  c: *x\n', ['a'], 2, '  b: &x 1\n  c: *x\n'],
    ['not a block with a margin of its own', 'a: |2\n    x\n', ['a'], 2, undefined],
    ['not several lines at the margin', 'a: "b\n  c"\n', ['a'], 0, undefined],
    ['not a block without a final line break', 'a:\n  b: |\n    x', ['a'], 2, undefined],
  ])('%s', (_, ...[text, path, indent, wanted]) => {
    expect(nodeText(text, path, indent)).toBe(wanted)
  })

  test('the margin is the default', () => {
    expect(nodeText('a:\n  b: 1\n', ['a'])).toBe('b: 1\n')
  })
})
