import { expect, test } from 'vitest'

import { formatAge } from '../../../cli/output/format-age.ts'

const then = new Date('2026-01-01T00:00:00Z')

test.each([
  [-5, '0s'],
  [0, '0s'],
  [59, '59s'],
  [60, '1m'],
  [3599, '59m'],
  [3600, '1h'],
  [86_399, '23h'],
  [86_400, '1d'],
  [86_400 * 400, '400d'],
])('%i seconds are %s', (seconds, age) => {
  expect(formatAge(then, new Date(then.getTime() + seconds * 1000))).toBe(age)
})
