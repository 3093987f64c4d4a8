import { expect, test } from 'vitest'
import { formatAge } from '../../../sandbox/reads/age.ts'

const START = Date.parse('2020-01-01T00:00:00Z')
const [MINUTE, HOUR, DAY] = [60, 3600, 86_400]

test.for([
  [0, '0s'],
  [119, '119s'],
  [2 * MINUTE, '2m'],
  [2 * MINUTE + 5, '2m5s'],
  [10 * MINUTE - 1, '9m59s'],
  [10 * MINUTE + 5, '10m'],
  [3 * HOUR - 1, '179m'],
  [3 * HOUR, '3h'],
  [3 * HOUR + 5 * MINUTE, '3h5m'],
  [8 * HOUR + 5 * MINUTE, '8h'],
  [2 * DAY - 1, '47h'],
  [2 * DAY + HOUR, '2d1h'],
  [8 * DAY + HOUR, '8d'],
  [2 * 365 * DAY - 1, '729d'],
  [2 * 365 * DAY, '2y'],
  [3 * 365 * DAY + DAY, '3y1d'],
  [8 * 365 * DAY + DAY, '8y'],
  [-5, '0s'],
] as const)('%s seconds are %s', ([seconds, told]) => {
  expect(formatAge('2020-01-01T00:00:00Z', new Date(START + seconds * 1000))).toBe(told)
})

test.for([undefined, null, '', 'yesterday', 5])('%s is no time', (value) => {
  expect(formatAge(value, new Date(START))).toBe('<unknown>')
})
