import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { WaxsealError } from '../../../src/errors.ts'
import { KubeError } from '../../../toolkit/kube/index.ts'
import { createQueue } from '../../../toolkit/reconcile/index.ts'
import type { Queue, QueueOutcome, Reconcile } from '../../../toolkit/reconcile/index.ts'
import { ManualClock, settle } from './manual-clock.ts'

/** Without jitter: half of the full delay. */
const backoff = { initialMs: 1_000, maxMs: 300_000, random: () => 0 }

const stops: AbortController[] = []

afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort()
})

function start(
  reconcile: Reconcile,
  workers = 2,
): { queue: Queue; clock: ManualClock; outcomes: QueueOutcome[]; stop: () => Promise<void> } {
  const clock = new ManualClock()
  const outcomes: QueueOutcome[] = []
  const onOutcome = (outcome: QueueOutcome): unknown => outcomes.push(outcome)
  const queue = createQueue({ reconcile, workers, backoff, clock, onOutcome })
  const controller = new AbortController()
  stops.push(controller)
  const run = queue.run(controller.signal)
  const stop = async (): Promise<void> => {
    controller.abort()
    await run
  }
  return { queue, clock, outcomes, stop }
}

describe('a queue', () => {
  test('works in the order of arrival and on each key once', async () => {
    const seen: string[] = []
    const { queue } = start(async (key) => void seen.push(key), 1)
    for (const key of ['a', 'b', 'a', 'c', 'b']) queue.add(key)
    await queue.idle()
    // `a` was taken at once, so its second addition counts.
    expect(seen).toEqual(['a', 'b', 'c', 'a'])
  })

  test('keys added before it runs are kept', async () => {
    const seen: string[] = []
    const queue = createQueue({
      reconcile: async (key) => void seen.push(key),
      clock: new ManualClock(),
    })
    queue.add('a')
    queue.add('a')
    await settle()
    expect(seen).toEqual([])
    const stop = new AbortController()
    stops.push(stop)
    void queue.run(stop.signal)
    await queue.idle()
    expect(seen).toEqual(['a'])
  })

  test('a key added while it is worked on is worked on again, not beside', async () => {
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let starts = 0
    const { queue } = start(() => gates[starts++]?.promise ?? Promise.resolve())
    queue.add('a')
    queue.add('a')
    queue.add('a')
    await settle()
    expect([starts, queue.active, queue.depth]).toEqual([1, 1, 0])
    gates[0]?.resolve()
    await settle()
    expect(starts).toBe(2)
    gates[1]?.resolve()
    await queue.idle()
    expect(starts).toBe(2)
  })

  test('no more keys at once than workers', async () => {
    const gate = Promise.withResolvers<void>()
    const { queue } = start(() => gate.promise, 2)
    for (const key of ['a', 'b', 'c']) queue.add(key)
    expect([queue.active, queue.depth]).toEqual([2, 1])
    gate.resolve()
    await queue.idle()
    expect([queue.active, queue.depth]).toEqual([0, 0])
  })

  test('runs only once', async () => {
    const { queue } = start(async () => undefined)
    await expect(queue.run(new AbortController().signal)).rejects.toBeInstanceOf(TypeError)
  })
})

describe('retries', () => {
  test('double up to five minutes and never end', async () => {
    const { queue, clock, outcomes } = start(() => Promise.reject(new Error('no')))
    queue.add('a')
    await settle()
    for (let i = 0; i < 11; i++) await clock.advance(clock.nextDelay ?? 0)
    const delays = outcomes.map((outcome) => 'delayMs' in outcome && outcome.delayMs)
    expect(delays).toEqual(
      [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300].map((seconds) => seconds * 500),
    )
    expect(queue.waiting).toBe(1)
  })

  test('begin anew after a success', async () => {
    let left = 3
    const { queue, clock, outcomes } = start(async () => {
      if (left-- > 0) throw new Error('no')
    })
    queue.add('a')
    await clock.advance(60_000)
    left = 1
    queue.add('a')
    await clock.advance(60_000)
    expect(
      outcomes.map((outcome) => ('delayMs' in outcome ? outcome.delayMs : outcome.kind)),
    ).toEqual([500, 1_000, 2_000, 'success', 500, 'success'])
  })

  test('are overtaken by an addition, but go on from where they were', async () => {
    const { queue, clock, outcomes } = start(() => Promise.reject(new Error('no')))
    queue.add('a')
    await settle()
    queue.add('a')
    await settle()
    expect(outcomes.map((outcome) => 'delayMs' in outcome && outcome.delayMs)).toEqual([500, 1_000])
    expect(clock.pending).toBe(1)
  })

  test.each<[string, unknown, QueueOutcome['kind'], number | undefined]>([
    ['our error that may pass', error(true), 'error', 500],
    ['our error that will not', error(false), 'terminal', undefined],
    ['a bug', new TypeError('x'), 'error', 500],
    ['no error at all', 'x', 'error', 500],
    ['a busy server', kubeError(429, 7_000), 'error', 7_000],
    ['a server that asks for less', kubeError(429, 1), 'error', 500],
  ])('%s', async (_name, thrown, kind, delayMs) => {
    const { queue, outcomes } = start(async () => {
      throw thrown
    })
    queue.add('a')
    await settle()
    expect(outcomes).toMatchObject([{ kind, key: 'a', error: thrown }])
    expect(outcomes[0] && 'delayMs' in outcomes[0] ? outcomes[0].delayMs : undefined).toBe(delayMs)
    expect(queue.waiting).toBe(delayMs === undefined ? 0 : 1)
  })

  test('of an unreachable server come every half minute at least', async () => {
    const unreachable = new KubeError('ERR_KUBE_UNREACHABLE', 'away', { retryable: true })
    const { queue, clock, outcomes } = start(() => Promise.reject(unreachable))
    queue.add('a')
    await clock.advance(600_000)
    const delays = outcomes.map((outcome) => ('delayMs' in outcome ? outcome.delayMs : 0))
    expect(Math.max(...delays)).toBe(30_000)
  })
})

describe('delays', () => {
  test('a pass may ask to come back', async () => {
    const results = [{ requeueAfterMs: 5_000 }, {}]
    const { queue, clock, outcomes } = start(async () => results.shift())
    queue.add('a')
    await settle()
    expect(clock.nextDelay).toBe(5_000)
    await clock.advance(5_000)
    expect(outcomes.map(({ kind }) => kind)).toEqual(['requeue_after', 'success'])
    expect(clock.pending).toBe(0)
  })

  test('the earliest counts, and an addition replaces all', async () => {
    const seen: string[] = []
    const { queue, clock } = start(async (key) => void seen.push(key))
    queue.addAfter('a', 10)
    queue.addAfter('a', 5)
    queue.addAfter('a', 20)
    expect([clock.pending, clock.nextDelay]).toEqual([1, 5])
    queue.add('a')
    expect(clock.pending).toBe(0)
    await clock.advance(100)
    expect(seen).toEqual(['a'])
  })

  test('a key that is ready needs no delay', async () => {
    const gate = Promise.withResolvers<void>()
    const { queue, clock } = start(() => gate.promise, 1)
    queue.add('a')
    queue.add('b')
    queue.addAfter('b', 5)
    expect(clock.pending).toBe(0)
    gate.resolve()
    await queue.idle()
  })
})

describe('stopping', () => {
  test('tells what runs, drops what waits and leaves no timer', async () => {
    const signals: AbortSignal[] = []
    const { queue, clock, outcomes, stop } = start(async (key, signal) => {
      signals.push(signal)
      if (key === 'fails') throw new Error('no')
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      throw new Error('interrupted')
    }, 1)
    queue.add('fails')
    await settle()
    queue.add('runs')
    queue.add('waits')
    await settle()
    expect([queue.active, queue.depth, queue.waiting]).toEqual([1, 1, 1])
    await stop()
    queue.add('late')
    queue.addAfter('late', 5)
    expect([queue.active, queue.depth, queue.waiting, clock.pending]).toEqual([0, 0, 0, 0])
    expect(signals).toHaveLength(2)
    expect(outcomes.map(({ key }) => key)).toEqual(['fails'])
  })

  test('before it began runs nothing', async () => {
    const seen: string[] = []
    const queue = createQueue({
      reconcile: async (key) => void seen.push(key),
      clock: new ManualClock(),
    })
    queue.add('a')
    await queue.run(AbortSignal.abort())
    expect(seen).toEqual([])
  })
})

test('whatever comes, a key is never worked on twice at once and its last addition is seen', async () => {
  const step = fc.record({
    key: fc.constantFrom('a', 'b', 'c'),
    fails: fc.boolean(),
    wait: fc.nat(3),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 30 }),
      fc.integer({ min: 1, max: 4 }),
      async (steps, workers) => {
        const running = new Set<string>()
        const added = new Map<string, number>()
        const seen = new Map<string, number>()
        const failing = new Set<string>()
        const { queue, clock, stop } = start(async (key) => {
          expect(running.has(key)).toBe(false)
          running.add(key)
          seen.set(key, added.get(key) ?? 0)
          await settle()
          running.delete(key)
          if (failing.delete(key)) throw new Error('no')
        }, workers)
        for (const [index, { key, fails, wait }] of steps.entries()) {
          if (fails) failing.add(key)
          added.set(key, index)
          queue.add(key)
          for (let i = 0; i < wait; i++) await settle()
        }
        await queue.idle()
        await clock.advance(600_000)
        await queue.idle()
        expect(seen).toEqual(added)
        expect(queue.waiting).toBe(0)
        await stop()
      },
    ),
    { numRuns: 30 },
  )
})

function error(retryable: boolean): WaxsealError {
  return new WaxsealError('ERR_NOT_OWNED', 'x', { retryable })
}

function kubeError(status: number, retryAfterMs: number): KubeError {
  return new KubeError('ERR_KUBE_STATUS', 'x', { status, retryAfterMs, retryable: true })
}
