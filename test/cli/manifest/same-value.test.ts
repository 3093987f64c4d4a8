import { expect, test } from 'vitest'

import { sameValue } from '../../../cli/manifest/same-value.ts'

const bare = (object: object): object => Object.assign(Object.create(null), object)

test.each<[string, unknown, unknown]>([
  ['order of keys', { a: 1, b: [2, { c: null }] }, { b: [2, { c: null }], a: 1 }],
  ['prototypes', bare({ a: 'x' }), { a: 'x' }],
  ['absent members', { a: 1, b: undefined }, { a: 1 }],
])('does not mind %s', (_, a, b) => {
  expect(sameValue(a, b)).toBe(true)
})

test.each<[string, unknown, unknown]>([
  ['a text', 'a', 'b'],
  ['a type', '1', 1],
  ['null and nothing', { a: null }, {}],
  ['an extra member', { a: 1 }, { a: 1, b: 2 }],
  ['a missing member', { a: 1, b: 2 }, { a: 1 }],
  ['another key', { a: 1 }, { b: 1 }],
  ['order of a list', [1, 2], [2, 1]],
  ['length of a list', [1], [1, 2]],
  ['a list and a map', [], {}],
  ['a map and null', {}, null],
])('minds %s', (_, a, b) => {
  expect(sameValue(a, b)).toBe(false)
  expect(sameValue(b, a)).toBe(false)
})
