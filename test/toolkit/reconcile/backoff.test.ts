import { expect, test } from 'vitest'
import { backoffDelay, INFORMER_BACKOFF, QUEUE_BACKOFF } from '../../../toolkit/reconcile/index.ts'

const backoff = (random: number): { initialMs: number; maxMs: number; random: () => number } => ({
  initialMs: 100,
  maxMs: 1_000,
  random: () => random,
})

test.each([
  [1, 0, 50],
  [1, 0.5, 75],
  [2, 0, 100],
  [4, 0, 400],
  [5, 0, 500],
  [10_000, 0, 500],
  [10_000, 1, 1_000],
])('after %d failures with chance %d: %d ms', (failures, random, expected) => {
  expect(backoffDelay(failures, backoff(random))).toBe(expected)
})

test.each([QUEUE_BACKOFF, INFORMER_BACKOFF])('never more than five minutes: %o', (real) => {
  for (let failures = 1; failures < 100; failures++) {
    const delay = backoffDelay(failures, real)
    expect(delay).toBeGreaterThan(0)
    expect(delay).toBeLessThanOrEqual(300_000)
  }
})
