import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  CONFIG_MAPS,
  createKubeClient,
  EVENTS,
  loadKubeconfig,
  NAMESPACES,
  SEALED_SECRETS,
  SECRETS,
  SERVICES,
} from '../../toolkit/kube/index.ts'
import type { KubeAccess, KubeClient, KubeObject, WatchEvent } from '../../toolkit/kube/index.ts'
import {
  createEventRecorder,
  createInformer,
  setCondition,
  SYSTEM_CLOCK,
} from '../../toolkit/reconcile/index.ts'
import type { Condition } from '../../toolkit/reconcile/index.ts'
import { layFaultyLine } from './faulty-line.ts'
import type { FaultyLine } from './faulty-line.ts'
import { startRealCluster } from './real-cluster.ts'
import type { RealCluster } from './real-cluster.ts'

let cluster: RealCluster
let access: KubeAccess
let client: KubeClient
let stop: AbortController
let namespace: string
let namespaces = 0

beforeAll(async () => {
  cluster = await startRealCluster({ apply: ['deploy/crd.yaml'] })
  access = await loadKubeconfig({ path: cluster.kubeconfigPath, env: {} })
  client = createKubeClient(access)
})

afterAll(async () => {
  client.close()
  await cluster.stop()
})

beforeEach(async () => {
  stop = new AbortController()
  namespace = `test-${++namespaces}`
  await client.create(NAMESPACES, { metadata: { name: namespace } })
})

afterEach(() => stop.abort())

const secret = (name: string, data: Record<string, string> = { a: 'YQ==' }): KubeObject => ({
  metadata: { name, namespace },
  data,
})
const ref = (name: string): { namespace: string; name: string } => ({ namespace, name })
const sealed = (name: string): KubeObject => ({
  metadata: { name, namespace },
  spec: { encryptedData: { a: 'AAA=' }, template: { metadata: { labels: { a: 'b' } } } },
})

async function namesOf(options: object): Promise<(string | undefined)[]> {
  const { items } = await client.list(CONFIG_MAPS, { namespace, ...options })
  return items.map(({ metadata }) => metadata.name)
}

describe('calls on a real API server', () => {
  test('create, read, replace with a version, delete with a precondition', async () => {
    const created = await client.create(SECRETS, secret('x'))
    expect(created).toMatchObject({ apiVersion: 'v1', kind: 'Secret', type: 'Opaque' })
    const replaced = await client.replace(SECRETS, { ...created, data: { b: 'Yg==' } })
    await expect(client.replace(SECRETS, created)).rejects.toMatchObject({
      status: 409,
      reason: 'Conflict',
    })
    await expect(client.create(SECRETS, secret('x'))).rejects.toMatchObject({
      status: 409,
      reason: 'AlreadyExists',
    })
    expect((await client.get(SECRETS, ref('x')))['data']).toEqual({ b: 'Yg==' })
    const other = { preconditions: { uid: '00000000-0000-0000-0000-000000000000' } }
    await expect(client.delete(SECRETS, ref('x'), other)).rejects.toMatchObject({ status: 409 })
    const own = { preconditions: { uid: replaced.metadata.uid ?? '' } }
    await client.delete(SECRETS, ref('x'), own)
    expect(await client.find(SECRETS, ref('x'))).toBeUndefined()
  })

  test('all three kinds of patch, and a dry run', async () => {
    await client.create(CONFIG_MAPS, { metadata: ref('x'), data: { a: '1', b: '2' } })
    const merge = { type: 'merge', body: { data: { a: null } } } as const
    expect((await client.patch(CONFIG_MAPS, ref('x'), merge))['data']).toEqual({ b: '2' })
    const json = { type: 'json', body: [{ op: 'replace', path: '/data/b', value: '3' }] } as const
    expect((await client.patch(CONFIG_MAPS, ref('x'), json))['data']).toEqual({ b: '3' })
    const body = { metadata: ref('x'), data: { c: '4' } }
    const options = { fieldManager: 'test', dryRun: true }
    await client.patch(CONFIG_MAPS, ref('x'), { type: 'apply', body }, options)
    expect((await client.get(CONFIG_MAPS, ref('x')))['data']).toEqual({ b: '3' })
    await client.patch(CONFIG_MAPS, ref('x'), { type: 'apply', body }, { fieldManager: 'test' })
    expect((await client.get(CONFIG_MAPS, ref('x')))['data']).toEqual({ b: '3', c: '4' })
    const made = { metadata: ref('new'), data: { d: '5' } }
    const apply = { type: 'apply', body: made } as const
    await client.patch(CONFIG_MAPS, ref('new'), apply, { fieldManager: 'test' })
    expect((await client.get(CONFIG_MAPS, ref('new')))['data']).toEqual({ d: '5' })
  })

  test('status of a custom kind, with the conditions as the definition wants them', async () => {
    const created = await client.create(SEALED_SECRETS, sealed('x'))
    const state = {
      type: 'Synced',
      status: 'False',
      message: 'no key',
      observedGeneration: 1,
    } as const
    const conditions: readonly Condition[] = setCondition([], state, new Date())
    const status = { observedGeneration: 1, conditions }
    const updated = await client.replaceStatus(SEALED_SECRETS, { ...created, status })
    expect(updated['status']).toMatchObject({ conditions: [{ type: 'Synced', status: 'False' }] })
    const patch = {
      type: 'merge',
      body: { status: { observedGeneration: 2 }, spec: { x: 1 } },
    } as const
    const patched = await client.patchStatus(SEALED_SECRETS, ref('x'), patch)
    expect(patched).toMatchObject({
      status: { observedGeneration: 2 },
      metadata: { generation: 1 },
    })
  })

  test('metadata only never brings a value', async () => {
    await client.create(SECRETS, { ...secret('x', { a: 'Y2FuYXJ5' }) })
    const options = { namespace, metadataOnly: true }
    const one = await client.get(SECRETS, ref('x'), { metadataOnly: true })
    const all = await client.list(SECRETS, options)
    expect(all.items.map((item) => item.metadata.name)).toContain('x')
    const seen: KubeObject[] = [one, ...all.items]
    const watch = client.watch(SECRETS, { ...options, resourceVersion: '0', timeoutSeconds: 1 })
    for await (const event of watch) if (event.type !== 'BOOKMARK') seen.push(event.object)
    expect(seen.length).toBeGreaterThan(2)
    expect(JSON.stringify(seen)).not.toContain('Y2FuYXJ5')
    expect(new Set(seen.map(({ kind }) => kind))).toEqual(new Set(['Secret']))
  })

  test('lists in pages, by label and by field', async () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    for (const name of names) {
      const metadata = { ...ref(name), labels: { half: name < 'c' ? 'first' : 'second' } }
      await client.create(CONFIG_MAPS, { metadata })
    }
    expect(await namesOf({ pageSize: 2 })).toEqual(names)
    expect(await namesOf({ labelSelector: 'half=first' })).toEqual(['a', 'b'])
    expect(await namesOf({ fieldSelector: 'metadata.name=d' })).toEqual(['d'])
  })

  test('an unchangeable Secret is told by the field', async () => {
    const created = await client.create(SECRETS, { ...secret('x'), immutable: true })
    const change = client.replace(SECRETS, { ...created, data: { a: 'Y2FuYXJ5' } })
    const error: unknown = await change.catch((caught: unknown) => caught)
    expect(error).toMatchObject({
      status: 422,
      reason: 'Invalid',
      causes: expect.arrayContaining([expect.objectContaining({ field: 'data' })]),
    })
    expect(JSON.stringify(error) + String(error)).not.toContain('Y2FuYXJ5')
  })

  test.each<[string, () => Promise<unknown>, object]>([
    [
      'a missing namespace',
      () => client.create(SECRETS, { metadata: { name: 'x', namespace: 'no' } }),
      { status: 404 },
    ],
    [
      'a bad name',
      () => client.create(SECRETS, { metadata: { name: 'X_Y', namespace } }),
      { status: 422, causes: [{ field: 'metadata.name', reason: 'FieldValueInvalid' }] },
    ],
    ['a bad value', () => client.create(SECRETS, secret('x', { a: 'canary!' })), { status: 400 }],
    ['an unknown kind', () => client.list({ ...SECRETS, plural: 'nothings' }), { status: 404 }],
    [
      'a missing service',
      () =>
        client.request({
          path: `/api/v1/namespaces/${namespace}/services/http:x:/proxy/v1/cert.pem`,
        }),
      { status: 404 },
    ],
  ])('%s is refused', async (_name, call, expected) => {
    const error: unknown = await call().catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'ERR_KUBE_STATUS', ...expected })
    expect(String(error)).not.toContain('canary')
  })

  test('any path is reached', async () => {
    expect(Buffer.from((await client.request({ path: '/readyz' })).body).toString()).toBe('ok')
    expect(await client.find(SERVICES, { namespace: 'default', name: 'kubernetes' })).toBeDefined()
  })
})

describe('who is not let in', () => {
  test('a service account without rights is told what it lacks', async () => {
    const plural = { group: '', version: 'v1', kind: 'ServiceAccount', namespaced: true }
    const accounts = { ...plural, plural: 'serviceaccounts' }
    await client.create(accounts, { metadata: ref('nobody') })
    const path = await cluster.serviceAccountKubeconfig(namespace, 'nobody')
    const nobody = createKubeClient(await loadKubeconfig({ path, env: {} }))
    expect(nobody.namespace).toBe(namespace)
    await expect(nobody.list(SECRETS, { namespace })).rejects.toMatchObject({
      status: 403,
      message: `the API server answered 403 Forbidden to list secrets in namespace ${namespace}`,
      hint: expect.stringMatching(/kubectl auth can-i list secrets$/),
    })
    nobody.close()
  })

  test('a wrong token and a wrong authority are told apart', async () => {
    const { tls } = await access.credentials()
    const as = (credentials: KubeAccess['credentials']): KubeClient =>
      createKubeClient({ ...access, credentials })
    const wrongToken = as(async () => ({ headers: { authorization: 'Bearer x' }, tls }))
    await expect(wrongToken.list(SECRETS)).rejects.toMatchObject({ status: 401 })
    const wrongAuthority = as(async () => ({ headers: {}, tls: {} }))
    await expect(wrongAuthority.list(SECRETS)).rejects.toMatchObject({
      code: 'ERR_KUBE_UNREACHABLE',
      message: expect.stringMatching(/not signed by a trusted authority/),
    })
    wrongToken.close()
    wrongAuthority.close()
  })
})

const wordOf = (event: WatchEvent): string =>
  event.type === 'BOOKMARK' ? event.type : `${event.type} ${event.object.metadata.name}`

/** Watches from a version that must be refused. */
async function watchFrom(resourceVersion: string): Promise<void> {
  const options = { namespace, resourceVersion, timeoutSeconds: 2 }
  for await (const event of client.watch(SEALED_SECRETS, options)) expect(event).toBeUndefined()
}

describe('watches on a real API server', () => {
  test('tell changes, end when asked and go on from there', async () => {
    const { resourceVersion } = await client.list(SEALED_SECRETS, { namespace })
    await client.create(SEALED_SECRETS, sealed('x'))
    const options = { namespace, resourceVersion, timeoutSeconds: 2 }
    const words: string[] = []
    let last = resourceVersion
    for await (const event of client.watch(SEALED_SECRETS, options)) {
      words.push(wordOf(event))
      if (event.type === 'ADDED') await client.delete(SEALED_SECRETS, ref('x'))
      last =
        event.type === 'BOOKMARK'
          ? event.resourceVersion
          : (event.object.metadata.resourceVersion ?? '')
    }
    expect(words.filter((word) => word !== 'BOOKMARK')).toEqual(['ADDED x', 'DELETED x'])
    for await (const event of client.watch(SEALED_SECRETS, { ...options, resourceVersion: last })) {
      expect(event.type).toBe('BOOKMARK')
    }
  })

  test('a version of the far past or of nonsense is an error', async () => {
    await expect(watchFrom('1')).rejects.toMatchObject({ code: 'ERR_KUBE_GONE', status: 410 })
    await expect(watchFrom('x')).rejects.toMatchObject({ code: 'ERR_KUBE_STATUS' })
  })
})

test('an Event is kept and counted', async () => {
  const object = await client.create(SEALED_SECRETS, sealed('x'))
  const recorder = createEventRecorder({
    client,
    component: 'sealed-secrets',
    clock: SYSTEM_CLOCK,
    signal: stop.signal,
    onError: (error) => expect(error).toBeUndefined(),
  })
  const event = { object, type: 'Warning', reason: 'ErrUnsealFailed', message: 'no' } as const
  recorder.record(event)
  await recorder.flush()
  recorder.record(event)
  await recorder.flush()
  const { items } = await client.list(EVENTS, { namespace })
  expect(items).toMatchObject([
    {
      count: 2,
      reason: 'ErrUnsealFailed',
      source: { component: 'sealed-secrets' },
      involvedObject: { kind: 'SealedSecret', name: 'x', uid: object.metadata.uid },
    },
  ])
  expect(recorder.dropped).toBe(0)
})

describe('an informer on a bad line', () => {
  let line: FaultyLine
  let far: KubeClient

  beforeEach(async () => {
    line = await layFaultyLine(Number(new URL(access.server).port))
    far = createKubeClient(
      {
        ...access,
        server: `https://127.0.0.1:${line.port}`,
        credentials: () => access.credentials(),
      },
      { timeoutMs: 1_000 },
    )
  })

  afterEach(async () => {
    stop.abort()
    far.close()
    await line.close()
  })

  /** Watches with a short patience, so that silence is noticed within the test. */
  const impatient = (): KubeClient => ({
    ...far,
    listPages: (kind, options) => far.listPages(kind, options),
    watch: (kind, options) => far.watch(kind, { ...options, idleTimeoutMs: 1_000 }),
  })

  test.each<[string, (line: FaultyLine) => void]>([
    ['cut', (disturbed) => disturbed.cut()],
    ['refused', (disturbed) => disturbed.refuse()],
    ['silent', (disturbed) => disturbed.silence()],
  ])('misses nothing when it is %s for a while', async (_name, disturb) => {
    const seen: string[] = []
    const informer = createInformer({
      client: impatient(),
      resource: CONFIG_MAPS,
      namespace,
      clock: SYSTEM_CLOCK,
      backoff: { initialMs: 50, maxMs: 200, random: Math.random },
      onEvent: ({ type, key }) => seen.push(`${type} ${key}`),
    })
    await client.create(CONFIG_MAPS, { metadata: ref('before') })
    const run = informer.run(stop.signal)
    await informer.synced
    await client.create(CONFIG_MAPS, { metadata: ref('watched') })
    await expect.poll(() => informer.size).toBe(2)
    const made = line.made
    disturb(line)
    await client.create(CONFIG_MAPS, { metadata: ref('during') })
    await client.delete(CONFIG_MAPS, ref('before'))
    await expect.poll(() => line.made, { timeout: 20_000 }).toBeGreaterThan(made)
    line.mend()
    const keys = (): string[] => [...informer.entries()].map(([key]) => key.split('/')[1] ?? '')
    await expect.poll(keys, { timeout: 20_000 }).toEqual(['watched', 'during'])
    expect(seen).toEqual([
      `added ${namespace}/before`,
      `added ${namespace}/watched`,
      `added ${namespace}/during`,
      `deleted ${namespace}/before`,
    ])
    stop.abort()
    await run
  })
})
