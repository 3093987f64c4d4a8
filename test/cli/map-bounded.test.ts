import { expect, test } from 'vitest'

import { mapBounded } from '../../cli/map-bounded.ts'

test('keeps the order, bounds what runs at once, and goes on after a failure', async () => {
  let running = 0
  let most = 0
  const outcomes = await mapBounded([5, 1, 4, 2, 3], 2, async (input) => {
    most = Math.max(most, ++running)
    for (let i = 0; i < input; i++) await Promise.resolve()
    running--
    if (input === 4) throw new RangeError('four')
    return input * 10
  })
  expect(most).toBe(2)
  expect(outcomes).toEqual([
    { ok: true, value: 50 },
    { ok: true, value: 10 },
    { ok: false, error: new RangeError('four') },
    { ok: true, value: 20 },
    { ok: true, value: 30 },
  ])
})

test('does nothing for nothing', async () => {
  expect(await mapBounded([], 4, () => Promise.reject(new Error('called')))).toEqual([])
})
