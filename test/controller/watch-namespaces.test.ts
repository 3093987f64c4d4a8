import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { Settled } from '../../controller/settled.ts'
import { type Watched, watchNamespaces } from '../../controller/watch-namespaces.ts'
import {
  createKubeClient,
  type KubeClient,
  type KubeObject,
  loadKubeconfig,
  NAMESPACES,
  SEALED_SECRETS,
  SECRETS,
} from '../../toolkit/kube/index.ts'
import { SYSTEM_CLOCK } from '../../toolkit/reconcile/index.ts'
import { type Ground, PATIENCE } from './black-box/stage.ts'
import { sandboxGround } from './sandbox-ground.ts'

let ground: Ground
let client: KubeClient
let watched: Watched
let abort: AbortController
let running: Promise<unknown>
const settled = new Settled()
let keys: string[]

beforeAll(async () => {
  ground = await sandboxGround()
  client = createKubeClient(await loadKubeconfig({ path: ground.admin, env: {} }))
  for (const name of ['shop', 'other']) await client.create(NAMESPACES, { metadata: { name } })
  abort = new AbortController()
  watched = watchNamespaces({
    client,
    namespaces: ['shop', 'other'],
    settled,
    clock: SYSTEM_CLOCK,
    onKey: (key) => keys.push(key),
    onEdited: (key) => keys.push(`${key} edited`),
    onError: () => undefined,
  })
  keys = []
  running = watched.run(abort.signal)
  await watched.synced
})
afterAll(async () => {
  abort.abort()
  await running
  client.close()
  await ground.stop()
})
beforeEach(async () => {
  await settle()
  keys = []
})

const ref = { namespace: 'shop', name: 'db' }

let marks = 0
/** Waits until both mirrors have seen everything up to now. */
async function settle(): Promise<void> {
  const mark = { namespace: 'other', name: `mark-${marks++}` }
  await client.create(SECRETS, { metadata: mark })
  await client.create(SEALED_SECRETS, { metadata: mark, spec: { encryptedData: {} } })
  const key = `other/${mark.name}`
  await expect
    .poll(
      () => [watched.sealedSecret(key)?.metadata.name, watched.secretVersion(key).uid],
      PATIENCE,
    )
    .toEqual([mark.name, expect.any(String)])
}

/** The keys that this set off, those of the marks apart. */
async function afterwards(change: () => Promise<unknown>): Promise<string[]> {
  await change()
  await settle()
  return keys.filter((key) => key.startsWith('shop/'))
}

function merge(body: Record<string, unknown>): { type: 'merge'; body: Record<string, unknown> } {
  return { type: 'merge', body }
}

async function seal(): Promise<KubeObject> {
  return client.create(SEALED_SECRETS, { metadata: ref, spec: { encryptedData: { a: '' } } })
}

/** Notes the Secret as the last pass would have left it. */
async function settledOn(outcome: 'synced' | 'ErrUpdateFailed'): Promise<void> {
  const sealed = await client.get(SEALED_SECRETS, ref)
  const { uid, resourceVersion } = (await client.get(SECRETS, ref)).metadata
  settled.set('shop/db', sealed, outcome, { uid, resourceVersion })
}

describe('a SealedSecret', () => {
  it('is work when it is made, its spec or its scope changes, and when it is gone', async () => {
    expect(await afterwards(seal)).toEqual(['shop/db'])
    const spec = { encryptedData: { a: 'x' } }
    keys = []
    expect(await afterwards(() => client.patch(SEALED_SECRETS, ref, merge({ spec })))).toHaveLength(
      1,
    )
    const annotations = { 'sealedsecrets.bitnami.com/cluster-wide': 'true' }
    keys = []
    const scoped = merge({ metadata: { annotations } })
    expect(await afterwards(() => client.patch(SEALED_SECRETS, ref, scoped))).toHaveLength(1)
    keys = []
    expect(await afterwards(() => client.delete(SEALED_SECRETS, ref))).toEqual(['shop/db'])
  })

  it('is none when its status, a label or another annotation changes', async () => {
    await seal()
    await settle()
    keys = []
    const status = { observedGeneration: 1 }
    const metadata = { labels: { a: 'b' }, annotations: { c: 'd' } }
    const changes = async (): Promise<void> => {
      await client.patchStatus(SEALED_SECRETS, ref, merge({ status }))
      await client.patch(SEALED_SECRETS, ref, merge({ metadata }))
    }
    expect(await afterwards(changes)).toEqual([])
    await client.delete(SEALED_SECRETS, ref)
  })
})

describe('a Secret', () => {
  it('without a SealedSecret of its name is nobody’s work', async () => {
    await client.create(SECRETS, { metadata: ref })
    expect(await afterwards(() => client.delete(SECRETS, ref))).toEqual([])
  })

  it('is none as the last pass left it, work when it differs, and its values are not kept', async () => {
    await seal()
    const data = { a: 'eA==' }
    await client.create(SECRETS, { metadata: ref, data })
    await settle()
    await settledOn('synced')
    keys = []
    expect(await afterwards(() => Promise.resolve())).toEqual([])
    const edited = merge({ data: { a: 'eQ==' } })
    expect(await afterwards(() => client.patch(SECRETS, ref, edited))).toEqual(['shop/db edited'])
    const { uid, resourceVersion } = (await client.get(SECRETS, ref)).metadata
    expect(watched.secretVersion('shop/db')).toEqual({ uid, resourceVersion })
  })

  const deletions: [
    name: string,
    outcome: 'synced' | 'ErrUpdateFailed',
    metadata: object,
    work: boolean,
  ][] = [
    ['not ours', 'synced', {}, false],
    ['not ours, but in the way', 'ErrUpdateFailed', {}, true],
    ['managed', 'synced', { annotations: { 'sealedsecrets.bitnami.com/managed': 'true' } }, true],
    [
      'said to be managed',
      'synced',
      { annotations: { 'sealedsecrets.bitnami.com/managed': 'yes' } },
      false,
    ],
  ]
  it.each(deletions)('deleted, %s', async (_name, outcome, metadata, work) => {
    await client.patch(SECRETS, ref, merge({ metadata }))
    await settle()
    await settledOn(outcome)
    keys = []
    expect(await afterwards(() => client.delete(SECRETS, ref))).toEqual(work ? ['shop/db'] : [])
    await client.create(SECRETS, { metadata: ref })
  })
})
