import { describe, expect, test } from 'vitest'
import type { Json } from '../../../sandbox/objects/json.ts'
import { strategicMergePatch } from '../../../sandbox/patch/strategic-merge-patch.ts'

describe('strategicMergePatch', () => {
  test.for<[string, Json, Json, Json]>([
    ['merges maps', { a: { b: 1 } }, { a: { c: 2 } }, { a: { b: 1, c: 2 } }],
    ['removes with null', { a: 1, b: 2 }, { a: null }, { b: 2 }],
    ['replaces a map', { a: { b: 1 } }, { a: { $patch: 'replace', c: 2 } }, { a: { c: 2 } }],
    ['empties a map', { a: { b: 1 } }, { a: { $patch: 'delete' } }, { a: {} }],
    [
      'keeps only some keys',
      { a: { b: 1, c: 2 } },
      { a: { $retainKeys: ['c', 'd'], d: 3 } },
      { a: { c: 2, d: 3 } },
    ],
    ['replaces lists it does not know', { args: ['a'] }, { args: ['b'] }, { args: ['b'] }],
    ['merges sets', { finalizers: ['a'] }, { finalizers: ['a', 'b'] }, { finalizers: ['a', 'b'] }],
    [
      'removes from sets',
      { finalizers: ['a', 'b'] },
      { '$deleteFromPrimitiveList/finalizers': ['a'] },
      { finalizers: ['b'] },
    ],
    [
      'removes from a set that is not there',
      {},
      { '$deleteFromPrimitiveList/finalizers': ['a'] },
      {},
    ],
    [
      'makes a list that is not there',
      {},
      { env: [{ name: 'A', value: '1' }] },
      { env: [{ name: 'A', value: '1' }] },
    ],
    [
      'tells ports by their number',
      { ports: [{ containerPort: 1, name: 'a' }] },
      { ports: [{ containerPort: 1, name: 'b' }] },
      { ports: [{ containerPort: 1, name: 'b' }] },
    ],
    [
      'adds an item without a name',
      { env: [{ name: 'A' }] },
      { env: [{ value: '1' }] },
      { env: [{ value: '1' }, { name: 'A' }] },
    ],
    ['takes no text for a map', { a: 'x' }, { a: { b: 1 } }, { a: { b: 1 } }],
    [
      'leaves instructions out of what it stores',
      {},
      { a: { $patch: 'merge', b: 1 } },
      { a: { b: 1 } },
    ],
  ])('%s', ([, target, patch, result]) => {
    const before = structuredClone(target)
    expect(strategicMergePatch(target, patch)).toEqual(result)
    expect(target).toEqual(before)
  })
})
