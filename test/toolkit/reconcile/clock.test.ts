import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SYSTEM_CLOCK } from '../../../toolkit/reconcile/index.ts'
import { pause } from '../../../toolkit/reconcile/clock.ts'
import { ManualClock } from './manual-clock.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const DAY_MS = 86_400_000

describe('SYSTEM_CLOCK', () => {
  test('waits for longer than a Node timer can', () => {
    const run = vi.fn<() => void>()
    SYSTEM_CLOCK.after(60 * DAY_MS, run)
    vi.advanceTimersByTime(60 * DAY_MS - 1)
    expect(run).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(run).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  test.each([1_000, 60 * DAY_MS])('%d ms can be cancelled at any time', (ms) => {
    const run = vi.fn<() => void>()
    const cancel = SYSTEM_CLOCK.after(ms, run)
    vi.advanceTimersByTime(ms * 0.9)
    cancel()
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(ms)
    expect(run).not.toHaveBeenCalled()
  })
})

describe('pause', () => {
  test('ends when the time is over', async () => {
    const clock = new ManualClock()
    const paused = pause(clock, 5, new AbortController().signal)
    vi.useRealTimers()
    await clock.advance(5)
    await paused
    expect(clock.pending).toBe(0)
  })

  test('ends when stopped and leaves no timer', async () => {
    const clock = new ManualClock()
    const stop = new AbortController()
    const paused = pause(clock, 5, stop.signal)
    stop.abort()
    await paused
    await pause(clock, 5, stop.signal)
    expect(clock.pending).toBe(0)
  })
})
