import { expect, test } from 'vitest'
import { isWithinBounds } from '../../../sandbox/objects/bounds.ts'
import type { Json } from '../../../sandbox/objects/json.ts'

function nested(depth: number): Json {
  let value: Json = 1
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value }
  return value
}

test.for([
  ['nothing', null, true],
  ['a deep value', nested(200), true],
  ['a deeper value', nested(201), false],
  ['many values', Array.from({ length: 1_000_000 }, () => 1), true],
  ['too many values', Array.from({ length: 2_000_001 }, () => 1), false],
] as const)('%s', ([, value, fits]) => {
  expect(isWithinBounds(value)).toBe(fits)
})

test('a value that contains itself often, as copying makes it, is counted in full', () => {
  let value: Json = [1]
  for (let i = 0; i < 30; i++) value = [value, value]
  expect(isWithinBounds(value)).toBe(false)
})
