import { expect, test, vi } from 'vitest'
import { at, textOf } from '../../sandbox/objects/json.ts'
import type { Json, JsonObject } from '../../sandbox/objects/json.ts'
import type { Ground } from './ground.ts'
import {
  causeFields,
  refusalOf,
  makePlace,
  MERGE,
  namesIn,
  uidOf,
  versionOf,
  widget,
} from './place.ts'
import type { Place } from './place.ts'

/** What happens a moment later in a cluster: tried until it is so. */
const soon = (check: () => Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 25_000, interval: 100 })

function ownedBy(owner: Json, more: JsonObject = {}): JsonObject {
  return {
    apiVersion: textOf(at(owner, 'apiVersion')),
    kind: textOf(at(owner, 'kind')),
    name: textOf(at(owner, 'metadata', 'name')),
    uid: uidOf(owner),
    ...more,
  }
}

/** Waits until an object is gone; gives how asking for it is refused. */
async function untilGone({ send }: Place, path: string): Promise<string> {
  let refusal = ''
  await soon(async () => {
    refusal = refusalOf(await send('GET', path))
    if (!refusal.startsWith('404')) throw new Error(`still there: ${path}`)
  })
  return refusal
}

export function deletionCases(ground: () => Ground): void {
  test('a deleted object is gone, and its name is free again', async () => {
    const { create, send, configMaps } = await makePlace(ground())
    const made = await create(configMaps, { metadata: { name: 'a' } })
    const { status, body } = await send('DELETE', `${configMaps}/a`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      kind: 'Status',
      status: 'Success',
      details: { name: 'a', kind: 'configmaps', uid: uidOf(made) },
    })
    expect(refusalOf(await send('GET', `${configMaps}/a`))).toBe('404 NotFound')
    expect(uidOf(await create(configMaps, { metadata: { name: 'a' } }))).not.toBe(uidOf(made))
  })

  test.for(['uid', 'resourceVersion'])('a deletion is meant for one %s', async (field) => {
    const { create, send, configMaps } = await makePlace(ground())
    const made = await create(configMaps, { metadata: { name: 'a' } })
    const attempt = (value: string) =>
      send('DELETE', `${configMaps}/a`, { body: { preconditions: { [field]: value } } })
    expect(refusalOf(await attempt('1'))).toBe('409 Conflict')
    const right = field === 'uid' ? uidOf(made) : versionOf(made)
    expect((await attempt(right)).status).toBe(200)
  })

  test('a deletion with dryRun deletes nothing', async () => {
    const { create, send, get, configMaps } = await makePlace(ground())
    const made = await create(configMaps, { metadata: { name: 'a' } })
    expect((await send('DELETE', `${configMaps}/a?dryRun=All`)).status).toBe(200)
    expect((await send('DELETE', `${configMaps}/a`, { body: { dryRun: ['All'] } })).status).toBe(
      200,
    )
    expect(await get(`${configMaps}/a`)).toEqual(made)
  })

  test('an unknown propagation policy is refused', async () => {
    const { create, send, configMaps } = await makePlace(ground())
    await create(configMaps, { metadata: { name: 'a' } })
    const body = { propagationPolicy: 'Wonder' }
    const answer = await send('DELETE', `${configMaps}/a`, { body })
    expect(refusalOf(answer)).toBe('422 Invalid')
    expect(causeFields(answer.body)).toEqual(['propagationPolicy'])
  })

  test('a collection is deleted by selector', async () => {
    const { create, send, get, secrets } = await makePlace(ground())
    for (const [name, x] of [
      ['a', '1'],
      ['b', '2'],
      ['c', '1'],
    ] as const) {
      await create(secrets, { metadata: { name, labels: { x } } })
    }
    const { status } = await send('DELETE', `${secrets}?labelSelector=x%3D1`)
    expect(status).toBe(200)
    expect(namesIn(await get(secrets))).toEqual(['b'])
  })

  test('a finalizer holds an object until it is taken away', async () => {
    const place = await makePlace(ground())
    const { create, send, get, configMaps, widgets } = place
    const metadata = { name: 'a', finalizers: ['test.dev/hold'] }
    const counted = await create(widgets, { ...widget('a'), metadata })
    expect(at(counted, 'metadata', 'generation')).toBe(1)
    await send('DELETE', `${widgets}/a`)
    expect(at(await get(`${widgets}/a`), 'metadata', 'generation')).toBe(2)
    await create(configMaps, { metadata })
    const deleted = await send('DELETE', `${configMaps}/a`)
    expect(deleted.status).toBe(200)
    expect(deleted.body).toMatchObject({
      kind: 'ConfigMap',
      metadata: { deletionGracePeriodSeconds: 0 },
    })
    const held = await get(`${configMaps}/a`)
    expect(textOf(at(held, 'metadata', 'deletionTimestamp'))).toMatch(/^\d{4}-.*Z$/)
    await send('DELETE', `${configMaps}/a`)
    expect(await get(`${configMaps}/a`)).toEqual(held)
    const patch = (finalizers: string[] | null) =>
      send('PATCH', `${configMaps}/a`, { type: MERGE, body: { metadata: { finalizers } } })
    const more = await patch(['test.dev/hold', 'test.dev/more'])
    expect(refusalOf(more)).toBe('422 Invalid')
    expect(causeFields(more.body)).toEqual(['metadata.finalizers'])
    expect((await patch(null)).status).toBe(200)
    expect(refusalOf(await send('GET', `${configMaps}/a`))).toBe('404 NotFound')
  })

  test('watches see a held deletion as a change first', async () => {
    const { create, send, get, secrets } = await makePlace(ground())
    const start = versionOf(await get(secrets))
    await create(secrets, { metadata: { name: 'a', finalizers: ['test.dev/hold'] } })
    await send('DELETE', `${secrets}/a`)
    await send('PATCH', `${secrets}/a`, {
      type: MERGE,
      body: { metadata: { finalizers: null } },
    })
    const query = `watch=1&resourceVersion=${start}&timeoutSeconds=1`
    const events = await (await ground().client.watch(`${secrets}?${query}`)).rest()
    expect(events.map(({ type }) => type)).toEqual(['ADDED', 'MODIFIED', 'DELETED'])
  })

  test('what an object owns goes with it', async () => {
    const place = await makePlace(ground())
    const { create, send, get, secrets, configMaps } = place
    const owner = await create(secrets, { metadata: { name: 'owner' } })
    const other = await create(secrets, { metadata: { name: 'other' } })
    await create(configMaps, { metadata: { name: 'only', ownerReferences: [ownedBy(owner)] } })
    const both = [ownedBy(owner), ownedBy(other)]
    await create(configMaps, { metadata: { name: 'shared', ownerReferences: both } })
    await create(configMaps, { metadata: { name: 'free' } })
    await send('DELETE', `${secrets}/owner`)
    expect(await untilGone(place, `${configMaps}/only`)).toBe('404 NotFound')
    await soon(async () => {
      const shared = await get(`${configMaps}/shared`)
      expect(at(shared, 'metadata', 'ownerReferences')).toEqual([ownedBy(other)])
    })
    await get(`${configMaps}/free`)
  })

  test('the secret of a custom object goes with it', async () => {
    const place = await makePlace(ground())
    const { create, send, widgets, secrets } = place
    const owner = await create(widgets, widget('owner'))
    const reference = ownedBy(owner, { controller: true, blockOwnerDeletion: true })
    await create(secrets, { metadata: { name: 'a', ownerReferences: [reference] } })
    await send('DELETE', `${widgets}/owner`)
    expect(await untilGone(place, `${secrets}/a`)).toBe('404 NotFound')
  })

  test('an object whose owner is not there is deleted', async () => {
    const place = await makePlace(ground())
    const { create, configMaps, secrets } = place
    const owner = await create(secrets, { metadata: { name: 'owner' } })
    const wrong = { ...ownedBy(owner), uid: '00000000-0000-4000-8000-000000000000' }
    await create(configMaps, { metadata: { name: 'a', ownerReferences: [wrong] } })
    expect(await untilGone(place, `${configMaps}/a`)).toBe('404 NotFound')
  })

  test('what an object owns can be left alone', async () => {
    const place = await makePlace(ground())
    const { create, send, get, secrets, configMaps } = place
    const owner = await create(secrets, { metadata: { name: 'owner' } })
    await create(configMaps, { metadata: { name: 'a', ownerReferences: [ownedBy(owner)] } })
    await soon(async () => {
      // Before the garbage collector has seen both, nothing is orphaned but deleted.
      await get(`${configMaps}/a`)
    })
    const { body } = await send('DELETE', `${secrets}/owner`, {
      body: { propagationPolicy: 'Orphan' },
    })
    expect(at(body, 'metadata', 'finalizers')).toEqual(['orphan'])
    expect(await untilGone(place, `${secrets}/owner`)).toBe('404 NotFound')
    expect(at(await get(`${configMaps}/a`), 'metadata', 'ownerReferences')).toBeUndefined()
  })

  test('what an object owns can be made to go first', async () => {
    const place = await makePlace(ground())
    const { create, send, secrets, configMaps } = place
    const owner = await create(secrets, { metadata: { name: 'owner' } })
    const reference = ownedBy(owner, { blockOwnerDeletion: true })
    await create(configMaps, { metadata: { name: 'a', ownerReferences: [reference] } })
    const body = { propagationPolicy: 'Foreground' }
    const answer = await send('DELETE', `${secrets}/owner`, { body })
    expect(at(answer.body, 'metadata', 'finalizers')).toEqual(['foregroundDeletion'])
    expect(await untilGone(place, `${secrets}/owner`)).toBe('404 NotFound')
    expect(refusalOf(await send('GET', `${configMaps}/a`))).toBe('404 NotFound')
  })

  test('a namespace goes with everything in it', async () => {
    const place = await makePlace(ground())
    const { create, send, get, namespace, secrets, widgets } = place
    await create(secrets, { metadata: { name: 'held', finalizers: ['test.dev/hold'] } })
    await create(widgets, widget('a'))
    const deleted = await send('DELETE', `/api/v1/namespaces/${namespace}`)
    expect(deleted.body).toMatchObject({ kind: 'Namespace', status: { phase: 'Terminating' } })
    const late = await send('POST', secrets, { body: { metadata: { name: 'late' } } })
    expect(refusalOf(late)).toBe('403 Forbidden')
    expect(at(late.body, 'details', 'causes')).toMatchObject([{ reason: 'NamespaceTerminating' }])
    expect(await untilGone(place, `${widgets}/a`)).toBe('404 NotFound')
    expect(at(await get(`/api/v1/namespaces/${namespace}`), 'status', 'phase')).toBe('Terminating')
    await send('PATCH', `${secrets}/held`, {
      type: MERGE,
      body: { metadata: { finalizers: null } },
    })
    expect(await untilGone(place, `/api/v1/namespaces/${namespace}`)).toBe('404 NotFound')
  })

  test('a definition goes with the objects of its kind', async () => {
    const place = await makePlace(ground())
    const { create, send, get, namespace } = place
    const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
    const schema = {
      openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    }
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'gadgets.gone.waxseal.dev' },
      spec: {
        group: 'gone.waxseal.dev',
        scope: 'Namespaced',
        names: { kind: 'Gadget', plural: 'gadgets' },
        versions: [{ name: 'v1', served: true, storage: true, schema }],
      },
    }
    const gadgets = `/apis/gone.waxseal.dev/v1/namespaces/${namespace}/gadgets`
    const gadget = {
      apiVersion: 'gone.waxseal.dev/v1',
      kind: 'Gadget',
      metadata: { name: 'a' },
      any: 1,
    }
    const path = `${definitions}/gadgets.gone.waxseal.dev`
    for (const round of [1, 2]) {
      await create(definitions, definition)
      await soon(async () => {
        const { status } = await send('POST', gadgets, { body: { ...gadget, round } })
        expect(status).toBe(201)
      })
      expect(at(await get(gadgets), 'items')).toMatchObject([{ any: 1, round }])
      await send('DELETE', path)
      expect(await untilGone(place, path)).toBe('404 NotFound')
      await soon(async () => expect((await send('GET', gadgets)).status).toBe(404))
    }
  })
}
