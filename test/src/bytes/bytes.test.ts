import { expect, test } from 'vitest'
import { concatBytes, sameBytes } from '../../../src/index.ts'

test('joins the parts in a new array', () => {
  const part = Uint8Array.of(1, 2)
  const joined = concatBytes(part, new Uint8Array(), Uint8Array.of(3))
  part.fill(0)
  expect(joined).toEqual(Uint8Array.of(1, 2, 3))
})

test.each([
  [[], [], true],
  [[1, 2], [1, 2], true],
  [[1, 2], [1, 3], false],
  [[1, 2], [1], false],
  [[1], [1, 2], false],
])('compares %j with %j', (a, b, expected) => {
  expect(sameBytes(Uint8Array.from(a), Uint8Array.from(b))).toBe(expected)
})
