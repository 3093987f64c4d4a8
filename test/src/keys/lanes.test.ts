import { expect, test } from 'vitest'
import { Lanes } from '../../../src/keys/lanes.ts'

test('gives each lane to one user at a time, and everyone a turn', async () => {
  const lanes = new Lanes(['a', 'b'])
  const busy = new Set<string>()
  const order: number[] = []
  let most = 0
  await Promise.all(
    Array.from({ length: 20 }, (_, user) =>
      lanes.run(async (lane) => {
        expect(busy).not.toContain(lane)
        busy.add(lane)
        most = Math.max(most, busy.size)
        order.push(user)
        await new Promise((resolve) => setImmediate(resolve))
        busy.delete(lane)
      }),
    ),
  )
  expect(most).toBe(2)
  expect(order).toEqual(Array.from({ length: 20 }, (_, user) => user))
})

test('gets the lane back from work that fails', async () => {
  const lanes = new Lanes(['a'])
  const failing = lanes.run(() => Promise.reject(new RangeError('no')))
  const next = lanes.run((lane) => Promise.resolve(lane))
  await expect(failing).rejects.toThrow(RangeError)
  expect(await next).toBe('a')
  expect(await lanes.run((lane) => Promise.resolve(lane))).toBe('a')
})
