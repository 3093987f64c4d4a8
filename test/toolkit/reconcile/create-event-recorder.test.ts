import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createKubeClient } from '../../../toolkit/kube/index.ts'
import type { KubeClient } from '../../../toolkit/kube/index.ts'
import { createEventRecorder } from '../../../toolkit/reconcile/index.ts'
import type { EventRecord, EventRecorder } from '../../../toolkit/reconcile/index.ts'
import { json, startScriptedServer, status } from '../kube/scripted-server.ts'
import type { Play, ScriptedServer } from '../kube/scripted-server.ts'
import { ManualClock } from './manual-clock.ts'

const CREATE = 'POST /api/v1/namespaces/a/events'
const PATCH = 'PATCH /api/v1/namespaces/a/events/x.1'

let server: ScriptedServer
let client: KubeClient
let clock: ManualClock
let stop: AbortController
let errors: unknown[]
let recorder: EventRecorder

beforeEach(async () => {
  server = await startScriptedServer()
  server.on(CREATE, json({ metadata: { name: 'x.1', namespace: 'a' } }, 201))
  server.on(PATCH, json({ metadata: { name: 'x.1', namespace: 'a' } }))
  client = createKubeClient(server.access, { timeoutMs: 2_000, retries: 0 })
  clock = new ManualClock()
  stop = new AbortController()
  errors = []
  recorder = createEventRecorder({
    client,
    component: 'sealed-secrets',
    clock,
    signal: stop.signal,
    onError: (error) => errors.push(error),
  })
})

afterEach(async () => {
  stop.abort()
  await recorder.flush()
  client.close()
  await server.close()
})

const sealed = {
  apiVersion: 'bitnami.com/v1alpha1',
  kind: 'SealedSecret',
  metadata: { name: 'x', namespace: 'a', uid: 'u', resourceVersion: '7', labels: { l: 'no' } },
  spec: { canary: 'no' },
}
const event: EventRecord = { object: sealed, type: 'Normal', reason: 'Unsealed', message: 'fine' }

const bodies = (): unknown[] => server.requests.map(({ body }) => JSON.parse(body) as unknown)

describe('an event', () => {
  test('has the shape of core/v1, and nothing of the object but its name', async () => {
    recorder.record(event)
    await recorder.flush()
    expect(bodies()).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { generateName: 'x.', namespace: 'a' },
        involvedObject: {
          apiVersion: 'bitnami.com/v1alpha1',
          kind: 'SealedSecret',
          name: 'x',
          namespace: 'a',
          uid: 'u',
          resourceVersion: '7',
        },
        type: 'Normal',
        reason: 'Unsealed',
        message: 'fine',
        source: { component: 'sealed-secrets' },
        reportingComponent: 'sealed-secrets',
        reportingInstance: '',
        firstTimestamp: '2026-01-02T03:04:05Z',
        lastTimestamp: '2026-01-02T03:04:05Z',
        count: 1,
      },
    ])
  })

  test('about an object without a namespace goes to default', async () => {
    const { namespace: _, ...metadata } = sealed.metadata
    recorder.record({ ...event, object: { ...sealed, metadata } })
    await recorder.flush()
    expect(server.requests[0]?.url.pathname).toBe('/api/v1/namespaces/default/events')
  })

  test.each([
    ['x'.repeat(1_024), 1_024],
    ['x'.repeat(1_025), 1_024],
    ['ä'.repeat(2_000), 1_023],
    [`${'x'.repeat(1_018)}😀😀`, 1_021],
  ])('with a long message is cut between characters', async (message, bytes) => {
    recorder.record({ ...event, message })
    await recorder.flush()
    expect(bodies()).toMatchObject([{ message: expect.not.stringContaining('\ufffd') }])
    const [sent] = bodies() as { message: string }[]
    expect(Buffer.byteLength(sent?.message ?? '')).toBe(bytes)
  })
})

describe('repeats', () => {
  test('of one moment are counted at once', async () => {
    for (let i = 0; i < 3; i++) recorder.record(event)
    await recorder.flush()
    expect(bodies()).toMatchObject([{ count: 3 }])
  })

  test('later are counted in the same Event', async () => {
    recorder.record(event)
    await recorder.flush()
    await clock.advance(60_000)
    recorder.record(event)
    await recorder.flush()
    recorder.record(event)
    await recorder.flush()
    expect(bodies().slice(1)).toEqual([
      { count: 2, lastTimestamp: '2026-01-02T03:05:05Z' },
      { count: 3, lastTimestamp: '2026-01-02T03:05:05Z' },
    ])
  })

  test('while it is being sent wait for it', async () => {
    const gate = Promise.withResolvers<void>()
    const answer: Play = (response, request) => {
      void gate.promise.then(() =>
        json({ metadata: { name: 'x.1', namespace: 'a' } })(response, request),
      )
    }
    server.on(CREATE, answer)
    recorder.record(event)
    await expect.poll(() => server.requests.length).toBe(1)
    recorder.record(event)
    gate.resolve()
    await recorder.flush()
    expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'PATCH'])
  })

  test.each<[string, Partial<EventRecord>]>([
    ['message', { message: 'other' }],
    ['reason', { reason: 'Other' }],
    ['type', { type: 'Warning' }],
    ['object', { object: { ...sealed, metadata: { ...sealed.metadata, uid: 'v' } } }],
  ])('with another %s are no repeats', async (_name, change) => {
    recorder.record(event)
    recorder.record({ ...event, ...change })
    await recorder.flush()
    expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'POST'])
  })

  test('begin anew when the server has forgotten, or surely will have', async () => {
    server.on(PATCH, status(404, 'NotFound'))
    recorder.record(event)
    await recorder.flush()
    recorder.record(event)
    await recorder.flush()
    await clock.advance(60 * 60_000)
    recorder.record(event)
    await recorder.flush()
    expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'PATCH', 'POST', 'POST'])
    expect(errors).toEqual([])
  })
})

describe('failures', () => {
  test('are told, counted and harm nothing', async () => {
    server.on(CREATE, status(403, 'Forbidden'), json({ metadata: { name: 'y', namespace: 'a' } }))
    recorder.record(event)
    recorder.record({ ...event, message: 'second' })
    await recorder.flush()
    expect(errors).toMatchObject([{ code: 'ERR_KUBE_STATUS', status: 403 }])
    expect([recorder.dropped, server.requests.length]).toEqual([1, 2])
  })

  test('too many at once are dropped', async () => {
    stop.signal.throwIfAborted()
    server.on(CREATE, () => undefined)
    for (let i = 0; i < 10_003; i++) recorder.record({ ...event, message: String(i) })
    expect(recorder.dropped).toBe(3)
    stop.abort()
    await recorder.flush()
  })

  test('after a stop nothing is sent and nothing is said', async () => {
    server.on(CREATE, () => undefined)
    recorder.record(event)
    await expect.poll(() => server.requests.length).toBe(1)
    stop.abort()
    recorder.record({ ...event, message: 'late' })
    await recorder.flush()
    expect([server.requests.length, errors]).toEqual([1, []])
  })
})
