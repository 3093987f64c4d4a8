import { describe, expect, test } from 'vitest'
import type { Json } from '../../../sandbox/objects/json.ts'
import { StatusError } from '../../../sandbox/objects/status-error.ts'
import { jsonPatch } from '../../../sandbox/patch/json-patch.ts'

const add = (path: string, value: Json): Json => ({ op: 'add', path, value })

describe('jsonPatch', () => {
  test.for<[string, Json, Json[], Json]>([
    ['adds a member', {}, [add('/a', 1)], { a: 1 }],
    ['adds over a member', { a: 1 }, [add('/a', 2)], { a: 2 }],
    ['adds into a list', [1, 3], [add('/1', 2)], [1, 2, 3]],
    ['adds at the end of a list', [1], [add('/-', 2)], [1, 2]],
    ['adds behind the last of a list', [1], [add('/1', 2)], [1, 2]],
    ['replaces what is not there', {}, [{ op: 'replace', path: '/a', value: 1 }], { a: 1 }],
    ['replaces in a list', [1, 2], [{ op: 'replace', path: '/0', value: 9 }], [9, 2]],
    ['removes from a list', [1, 2, 3], [{ op: 'remove', path: '/1' }], [1, 3]],
    ['replaces the whole', { a: 1 }, [add('', { b: 2 })], { b: 2 }],
    ['goes deep', { a: [{ b: {} }] }, [add('/a/0/b/c', null)], { a: [{ b: { c: null } }] }],
    ['moves inside a list', [1, 2, 3], [{ op: 'move', from: '/0', path: '/2' }], [2, 3, 1]],
    [
      'reads ~0 and ~1',
      { 'a/b': 1, 'c~d': 2 },
      [
        { op: 'remove', path: '/a~1b' },
        { op: 'remove', path: '/c~0d' },
      ],
      {},
    ],
    ['reads ~01 as ~1', { '~1': 1 }, [{ op: 'remove', path: '/~01' }], {}],
    [
      'compares without the order of keys',
      { a: { b: 1, c: 2 } },
      [{ op: 'test', path: '/a', value: { c: 2, b: 1 } }],
      { a: { b: 1, c: 2 } },
    ],
  ])('%s', ([, target, patch, result]) => {
    const before = structuredClone(target)
    expect(jsonPatch(target, patch)).toEqual(result)
    expect(target).toEqual(before)
  })

  test.for<[string, Json, Json, number]>([
    ['a patch that is no list', {}, {}, 400],
    ['a list of texts', {}, ['remove'], 400],
    ['an operation without a name', {}, [{ path: '/a' }], 422],
    ['a path without a slash', { a: 1 }, [{ op: 'remove', path: 'a' }], 422],
    ['a path that is no text', { a: 1 }, [{ op: 'remove', path: 1 }], 422],
    ['no value', {}, [{ op: 'add', path: '/a' }], 422],
    ['no source', { a: 1 }, [{ op: 'move', path: '/b' }], 422],
    ['replacing inside what is not there', {}, [{ op: 'replace', path: '/a/b', value: 1 }], 422],
    ['replacing behind a list', [1], [{ op: 'replace', path: '/1', value: 1 }], 422],
    ['removing the whole', {}, [{ op: 'remove', path: '' }], 422],
    ['an index behind the list', [1], [add('/3', 1)], 422],
    ['an index with a zero in front', [1, 2], [{ op: 'remove', path: '/01' }], 422],
    ['a negative index', [1], [{ op: 'remove', path: '/-1' }], 422],
    ['removing behind the last', [1], [{ op: 'remove', path: '/-' }], 422],
    ['going through a text', { a: 'x' }, [add('/a/b', 1)], 422],
    ['going through what every object inherits', {}, [add('/constructor/prototype/x', 1)], 422],
    ['a test that fails', { a: 1 }, [{ op: 'test', path: '/a', value: 2 }], 422],
    ['a test of what is not there', {}, [{ op: 'test', path: '/a', value: null }], 422],
  ])('refuses %s', ([, target, patch, code]) => {
    expect(() => jsonPatch(target, patch)).toThrow(expect.objectContaining({ code }) as StatusError)
  })

  test('a key called __proto__ is only a key', () => {
    const result = jsonPatch({}, [add('/__proto__', { polluted: true })])
    expect(Object.keys(result ?? {})).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('has a bound on the number of operations', () => {
    const patch = Array.from({ length: 10_001 }, () => add('/a', 1))
    expect(() => jsonPatch({}, patch)).toThrow(
      expect.objectContaining({ code: 400 }) as StatusError,
    )
  })
})
