import { describe, expect, it } from 'vitest'

import { createControllerMetrics } from '../../controller/controller-metrics.ts'
import { createReporter, type Reporter } from '../../controller/create-reporter.ts'
import type { Outcome } from '../../controller/decide.ts'
import { type KubeClient, KubeError, type KubeObject } from '../../toolkit/kube/index.ts'
import { createLogger } from '../../toolkit/log/index.ts'
import { type EventRecord, SYSTEM_CLOCK } from '../../toolkit/reconcile/index.ts'

const key = 'shop/db'
const synced: Outcome = { kind: 'synced', wrote: false }
const { signal } = new AbortController()

function sealed(resourceVersion: string, status?: object): KubeObject {
  const metadata = { namespace: 'shop', name: 'db', uid: 'u', generation: 1, resourceVersion }
  return status === undefined ? { metadata } : { metadata, status }
}

interface Scene {
  reporter: Reporter
  /** Bodies of the status patches. */
  writes: unknown[]
  events: EventRecord[]
  metrics: () => Promise<string>
}

/** A reporter on an API server that answers each status patch in this way. */
function scene(answer: () => Promise<KubeObject>): Scene {
  const writes: unknown[] = []
  const events: EventRecord[] = []
  const client: Partial<KubeClient> = {
    patchStatus: async <T extends KubeObject>(...args: unknown[]): Promise<T> => {
      writes.push((args[2] as { body: unknown }).body)
      return (await answer()) as T
    },
  }
  const metrics = createControllerMetrics('test')
  const reporter = createReporter({
    client: client as KubeClient,
    events: { record: (event) => events.push(event), flush: () => Promise.resolve(), dropped: 0 },
    metrics,
    log: createLogger({ format: 'text', write: () => undefined, clock: SYSTEM_CLOCK }),
    clock: SYSTEM_CLOCK,
  })
  const request = {
    method: 'GET',
    path: '/metrics',
    query: '',
    headers: {},
    body: new Uint8Array(),
    signal,
  }
  const text = async (): Promise<string> => String((await metrics.route.handle(request)).body)
  return { reporter, writes, events, metrics: text }
}

function failure(status: number): () => Promise<never> {
  const error = new KubeError('ERR_KUBE_STATUS', 'no', { status, retryable: true })
  return () => Promise.reject(error)
}

describe('createReporter', () => {
  it('writes the status of this very object, and nothing else of it', async () => {
    const { reporter, writes, events } = scene(() => Promise.resolve(sealed('11')))
    await reporter.report(key, sealed('10'), synced, signal)
    expect(writes).toEqual([
      {
        metadata: { uid: 'u' },
        status: {
          observedGeneration: 1,
          conditions: [expect.objectContaining({ status: 'True' })],
        },
      },
    ])
    expect(events).toMatchObject([{ reason: 'Unsealed', object: { kind: 'SealedSecret' } }])
  })

  it('knows what it wrote before the mirror does', async () => {
    const { reporter, writes, events } = scene(() => Promise.resolve(sealed('11')))
    await reporter.report(key, sealed('10'), synced, signal)
    await reporter.report(key, sealed('10'), synced, signal)
    expect(writes).toHaveLength(1)
    expect(events).toHaveLength(1)
  })

  it('believes the mirror as soon as it is newer', async () => {
    const { reporter, writes } = scene(() => Promise.resolve(sealed('11')))
    await reporter.report(key, sealed('10'), synced, signal)
    await reporter.report(key, sealed('12', { conditions: [] }), synced, signal)
    expect(writes).toHaveLength(2)
  })

  it('forgets what it wrote when the object is gone', async () => {
    const { reporter, writes, metrics } = scene(() => Promise.resolve(sealed('11')))
    await reporter.report(key, sealed('10'), synced, signal)
    expect(await metrics()).toContain('name="db"')
    reporter.forget(key)
    expect(await metrics()).not.toContain('name="db"')
    await reporter.report(key, sealed('10'), synced, signal)
    expect(writes).toHaveLength(2)
  })

  it.each([404, 409])('lets it be when the object is gone or another one, %i', async (status) => {
    const { reporter, events } = scene(failure(status))
    await reporter.report(key, sealed('10'), synced, signal)
    expect(events).toEqual([])
  })

  it.each([403, 500])('fails, so that the pass is repeated, on %i', async (status) => {
    const { reporter, events, metrics } = scene(failure(status))
    const report = reporter.report(key, sealed('10'), synced, signal)
    await expect(report).rejects.toMatchObject({ status })
    expect(events).toEqual([])
    expect(await metrics()).toContain('unseal_errors_total{reason="status",namespace="shop"} 1')
  })
})
