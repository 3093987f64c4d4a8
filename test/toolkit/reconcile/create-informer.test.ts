import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createKubeClient, KubeError, SEALED_SECRETS } from '../../../toolkit/kube/index.ts'
import type { KubeClient, KubeObject } from '../../../toolkit/kube/index.ts'
import { createInformer } from '../../../toolkit/reconcile/index.ts'
import type { Informer, InformerEvent, InformerOptions } from '../../../toolkit/reconcile/index.ts'
import { json, list, object, startScriptedServer, status, watch } from '../kube/scripted-server.ts'
import type { Play, ScriptedServer } from '../kube/scripted-server.ts'
import { ManualClock } from './manual-clock.ts'

const LIST = '/apis/bitnami.com/v1alpha1/sealedsecrets'

let server: ScriptedServer
let client: KubeClient
let clock: ManualClock
let stop: AbortController
let runs: Promise<void>[]

beforeEach(async () => {
  server = await startScriptedServer()
  client = createKubeClient(server.access, { timeoutMs: 2_000, retries: 0 })
  clock = new ManualClock()
  stop = new AbortController()
  runs = []
})

afterEach(async () => {
  stop.abort()
  await Promise.all(runs)
  client.close()
  await server.close()
})

/** Lists and watches share a path; a play is chosen by what is asked. */
function script(lists: Play[], watches: Play[]): void {
  server.on(`GET ${LIST}`, (response, request) => {
    const plays = request.url.searchParams.has('watch') ? watches : lists
    const play = plays.length === 1 ? plays[0] : plays.shift()
    play?.(response, request)
  })
}

function start(options: Partial<InformerOptions<KubeObject>> = {}): {
  informer: Informer<KubeObject>
  events: string[]
  errors: [string, number][]
} {
  const events: string[] = []
  const errors: [string, number][] = []
  const informer = createInformer({
    client,
    resource: SEALED_SECRETS,
    clock,
    backoff: { initialMs: 100, maxMs: 1_000, random: () => 1 },
    onEvent: (event) => events.push(describeEvent(event)),
    onError: (error, delayMs) => errors.push([codeOf(error), delayMs]),
    ...options,
  })
  runs.push(informer.run(stop.signal))
  return { informer, events, errors }
}

const describeEvent = ({ type, key, object: now, previous }: InformerEvent<KubeObject>): string =>
  [type, key, previous?.metadata.resourceVersion, now.metadata.resourceVersion]
    .filter((word) => word !== undefined)
    .join(' ')

const codeOf = (error: unknown): string =>
  error instanceof KubeError ? String(error.status ?? 'away') : 'bug'

/** Twice, since a kept connection that breaks is replaced without a word. */
const away: Play[] = [(response) => response.destroy(), (response) => response.destroy()]
const open = watch([], 'open')
const watchesFrom = (): (string | null)[] =>
  server.requests
    .filter(({ url }) => url.searchParams.has('watch'))
    .map(({ url }) => url.searchParams.get('resourceVersion'))
const lists = (): number =>
  server.requests.filter(({ url }) => !url.searchParams.has('watch')).length

describe('an informer', () => {
  test('mirrors all pages of the list, then what changes', async () => {
    const changes = [
      { type: 'ADDED', object: object('z', '11') },
      { type: 'MODIFIED', object: object('x', '12') },
      { type: 'DELETED', object: object('unknown', '13') },
      { type: 'DELETED', object: object('y', '14') },
    ]
    script(
      [list([object('x', '1')], '10', 'more'), list([object('y', '2')], '10')],
      [watch(changes, 'open')],
    )
    const { informer, events } = start()
    await informer.synced
    await expect.poll(() => events.length).toBe(5)
    expect(events).toEqual([
      'added a/x 1',
      'added a/y 2',
      'added a/z 11',
      'updated a/x 1 12',
      'deleted a/y 14',
    ])
    expect([...informer.entries()].map(([key]) => key)).toEqual(['a/x', 'a/z'])
    expect(informer.get('a/x')).toMatchObject({ kind: 'SealedSecret' })
    expect(informer.get('a/y')).toBeUndefined()
    expect([informer.size, informer.isSynced]).toEqual([2, true])
    expect(watchesFrom()).toEqual(['10'])
  })

  test('watches again from the last version when a watch ends or is torn', async () => {
    const added = { type: 'ADDED', object: object('x', '11') }
    const bookmark = { type: 'BOOKMARK', object: { metadata: { resourceVersion: '15' } } }
    script(
      [list([], '10')],
      [watch([added], 'end'), watch([bookmark, '{"type":"ADD'], 'cut'), open],
    )
    const { informer, errors } = start()
    await informer.synced
    await expect.poll(() => clock.nextDelay).toBe(100)
    await clock.advance(100)
    await expect.poll(() => clock.nextDelay).toBe(200)
    await clock.advance(200)
    await expect.poll(watchesFrom).toEqual(['10', '11', '15'])
    expect([lists(), errors]).toEqual([1, []])
  })

  test.each<[string, Play]>([
    ['a status', status(410, 'Expired')],
    ['an event', watch([{ type: 'ERROR', object: { kind: 'Status', code: 410 } }])],
  ])(
    'lists again when its version is gone, told as %s, and says only what changed',
    async (_name, gone) => {
      script(
        [
          list([object('x', '1'), object('y', '2'), object('z', '3')], '10'),
          list([object('y', '2'), object('z', '7'), object('new', '8')], '20'),
        ],
        [gone, open],
      )
      const { informer, events, errors } = start()
      await informer.synced
      events.length = 0
      await expect.poll(() => clock.nextDelay).toBe(100)
      await clock.advance(100)
      await expect.poll(watchesFrom).toEqual(['10', '20'])
      expect(events).toEqual(['deleted a/x 1', 'updated a/z 3 7', 'added a/new 8'])
      expect(errors).toEqual([])
    },
  )

  test('lists again when a watch sends something else than events', async () => {
    script([list([], '10'), list([], '20')], [watch(['<html>\n']), open])
    const { informer } = start()
    await informer.synced
    await expect.poll(() => clock.nextDelay).toBe(100)
    await clock.advance(100)
    await expect.poll(watchesFrom).toEqual(['10', '20'])
  })

  test('tries for ever, with growing pauses, and says so', async () => {
    const busy = status(429, 'TooManyRequests', { headers: { 'retry-after': '5' } })
    script(
      [
        status(404, 'NotFound'),
        status(403, 'Forbidden'),
        status(500, 'InternalError'),
        ...away,
        busy,
        list([object('x', '1')], '10'),
      ],
      [open],
    )
    const { informer, errors } = start()
    for (const delay of [100, 200, 400, 800, 5_000]) {
      await expect.poll(() => clock.nextDelay).toBe(delay)
      await clock.advance(delay)
    }
    await informer.synced
    expect(errors).toEqual([
      ['404', 100],
      ['403', 200],
      ['500', 400],
      ['away', 800],
      ['429', 5_000],
    ])
  })

  test('keeps what it has, and its version, while the server is away', async () => {
    script([list([object('x', '1')], '10')], [status(500, 'x'), ...away, open])
    const { informer, events } = start()
    await informer.synced
    for (const delay of [100, 200]) {
      await expect.poll(() => clock.nextDelay).toBe(delay)
      await clock.advance(delay)
    }
    await expect.poll(watchesFrom).toEqual(['10', '10', '10', '10'])
    expect([events, lists(), informer.size]).toEqual([['added a/x 1'], 1, 1])
  })

  test('lists again when watches fail again and again', async () => {
    const fails = status(500, 'InternalError')
    script([list([], '10'), list([], '20')], [fails, fails, fails, fails, fails, open])
    const { informer } = start()
    await informer.synced
    for (const delay of [100, 200, 400, 800, 1_000]) {
      await expect.poll(() => clock.nextDelay).toBe(delay)
      await clock.advance(delay)
    }
    await expect.poll(watchesFrom).toEqual(['10', '10', '10', '10', '10', '20'])
  })

  test('lists again every hour, in case something was missed', async () => {
    const end = Promise.withResolvers<void>()
    const ends: Play = (response) => {
      response.flushHeaders()
      void end.promise.then(() => response.end())
    }
    script([list([object('x', '1')], '10'), list([], '20')], [ends, open])
    const { informer, events } = start()
    await informer.synced
    await expect.poll(watchesFrom).toEqual(['10'])
    await clock.advance(3_600_000)
    end.resolve()
    await expect.poll(watchesFrom).toEqual(['10', '20'])
    expect(events).toEqual(['added a/x 1', 'deleted a/x 1'])
  })

  test('a version that is gone after an outage is no reason for a long pause', async () => {
    const fails = status(500, 'InternalError')
    script([list([], '10'), list([], '20')], [fails, fails, status(410, 'Expired'), open])
    const { informer } = start()
    await informer.synced
    for (const delay of [100, 200, 100]) {
      await expect.poll(() => clock.nextDelay).toBe(delay)
      await clock.advance(delay)
    }
    await expect.poll(watchesFrom).toEqual(['10', '10', '10', '20'])
  })

  test('a version that stays gone is worth a word', async () => {
    script([list([], '10')], [status(410, 'Expired')])
    const { informer, errors } = start()
    await informer.synced
    await expect.poll(() => clock.nextDelay).toBe(100)
    await clock.advance(100)
    await expect.poll(() => errors).toEqual([['410', 200]])
  })
})

describe('what is kept', () => {
  const full = {
    ...object('x', '1'),
    spec: { canary: 1 },
    metadata: { ...object('x', '1').metadata, managedFields: [{}], labels: { a: 'b' } },
  }

  test.each<[string, Partial<InformerOptions<KubeObject>>, object]>([
    ['all but managed fields', {}, { spec: { canary: 1 } }],
    ['metadata only, whatever the server sends', { metadataOnly: true }, {}],
    ['what trim leaves', { trim: ({ metadata }) => ({ metadata, kept: 1 }) }, { kept: 1 }],
  ])('%s', async (_name, options, expected) => {
    script([list([full], '10')], [open])
    const { informer } = start(options)
    await informer.synced
    const { apiVersion: _a, kind: _k, metadata, ...rest } = informer.get('a/x') ?? {}
    expect(rest).toEqual(expected)
    expect(metadata).toEqual({ ...object('x', '1').metadata, labels: { a: 'b' } })
  })

  test('the selection goes to the list and to the watch', async () => {
    server.on(`GET ${LIST.replace('v1alpha1', 'v1alpha1/namespaces/a')}`, (response, request) => {
      const play = request.url.searchParams.has('watch') ? open : list([], '1')
      play(response, request)
    })
    const { informer } = start({ namespace: 'a', labelSelector: 'b=c', fieldSelector: 'd=e' })
    await informer.synced
    await expect.poll(() => server.requests.length).toBe(2)
    for (const { url } of server.requests) {
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        labelSelector: 'b=c',
        fieldSelector: 'd=e',
      })
    }
  })
})

describe('stopping', () => {
  test.each<[string, Play[], Play[]]>([
    ['while it lists', [() => undefined], []],
    ['while it watches', [list([], '1')], [open]],
    ['while it pauses', [status(500, 'x')], []],
  ])('%s ends at once, with no timer and no connection', async (_name, plays, watches) => {
    script(plays, watches)
    const { errors } = start()
    await expect.poll(() => server.requests.length).toBe(watches.length + 1)
    stop.abort()
    await Promise.all(runs)
    expect(clock.pending).toBe(0)
    client.close()
    await expect.poll(() => server.connections).toBe(0)
    expect(errors.length).toBeLessThanOrEqual(1)
  })

  test('before the first list rejects who waits for it', async () => {
    script([() => undefined], [])
    const { informer } = start()
    stop.abort('enough')
    await expect(informer.synced).rejects.toBe('enough')
    expect(informer.isSynced).toBe(false)
  })
})

test('a list with an object that is none is refused, not half taken', async () => {
  script([json({ metadata: {}, items: [object('x', '1'), 7] }), list([], '2')], [open])
  const { informer, events } = start()
  await expect.poll(() => clock.nextDelay).toBe(100)
  expect([events, informer.size]).toEqual([[], 0])
  await clock.advance(100)
  await informer.synced
})
