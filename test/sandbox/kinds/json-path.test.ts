import { describe, expect, test } from 'vitest'
import { readJsonPath } from '../../../sandbox/kinds/json-path.ts'

const ROOT = {
  a: { b: [{ c: 1 }, { c: 2 }], 'd.e/f': 'x' },
  list: [
    { type: 'Synced', status: 'True', at: { x: 'y' } },
    { type: 'Ready', status: 'False' },
  ],
}

describe('readJsonPath', () => {
  test.for([
    ['.a.b[0].c', 1],
    ['.a.b[1].c', 2],
    [".a['d.e/f']", 'x'],
    ['.a["d.e/f"]', 'x'],
    ['.a.d\\.e/f', 'x'],
    ['.list[?(@.type=="Ready")].status', 'False'],
    [".list[?(@.type == 'Synced')].status", 'True'],
    ['.list[?(@.at.x=="y")].type', 'Synced'],
    ['', ROOT],
  ] as const)('%s', ([path, value]) => {
    expect(readJsonPath(path, ROOT)).toEqual(value)
  })

  test.for([
    '.x',
    '.a.b[2].c',
    '.a.b[-1]',
    '.a[0]',
    '.a.b.c',
    '.a.b[*].c',
    '..c',
    '.',
    'a.b',
    '{.a}',
    '.list[?(@.type=="Other")].status',
    '.constructor',
    '.a.b.length',
    `.${'a'.repeat(100_000)}`,
  ])('%s is absent', (path) => {
    expect(readJsonPath(path, ROOT)).toBeUndefined()
  })
})
