import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Deadline } from '../../../toolkit/http/deadline.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('aborts when the time is over', () => {
  const deadline = new Deadline(10)
  vi.advanceTimersByTime(9)
  expect(deadline.signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(deadline.signal.reason).toMatchObject({ name: 'TimeoutError' })
})

test('begins anew when restarted', () => {
  const deadline = new Deadline(10)
  vi.advanceTimersByTime(9)
  deadline.restart()
  vi.advanceTimersByTime(9)
  expect(deadline.signal.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(deadline.signal.aborted).toBe(true)
})

test('aborts with the outer signal, for its reason, also when that came first', () => {
  const outer = new AbortController()
  const deadline = new Deadline(10, outer.signal)
  outer.abort('enough')
  expect(deadline.signal.reason).toBe('enough')
  expect(new Deadline(10, outer.signal).signal.reason).toBe('enough')
})

test('leaves neither a timer nor a listener behind', () => {
  const outer = new AbortController()
  const deadline = new Deadline(10, outer.signal)
  deadline.end()
  expect(vi.getTimerCount()).toBe(0)
  expect(getEventListeners(outer.signal, 'abort')).toEqual([])
  outer.abort()
  expect(deadline.signal.aborted).toBe(false)
})
