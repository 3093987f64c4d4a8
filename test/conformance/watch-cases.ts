import { expect, test } from 'vitest'
import { at, textOf } from '../../sandbox/objects/json.ts'
import type { Ground } from './ground.ts'
import { refusalOf, makePlace, MERGE, versionOf, widget } from './place.ts'
import type { RawEvent } from './raw-client.ts'

function told(events: readonly RawEvent[]): string[] {
  return events.map(({ type, object }) => `${type} ${textOf(at(object, 'metadata', 'name'))}`)
}

export function watchCases(ground: () => Ground): void {
  test('every change comes, in order, with growing versions', async () => {
    const { create, send, get, secrets } = await makePlace(ground())
    const start = versionOf(await get(secrets))
    for (const name of ['a', 'b']) await create(secrets, { metadata: { name } })
    const options = { type: MERGE, body: { data: { k: 'dg==' } } }
    await send('PATCH', `${secrets}/a`, options)
    await send('PATCH', `${secrets}/a`, options)
    await send('DELETE', `${secrets}/b`)
    await create(secrets, { metadata: { name: 'b' } })
    const query = `watch=1&resourceVersion=${start}&timeoutSeconds=1`
    const events = await (await ground().client.watch(`${secrets}?${query}`)).rest()
    expect(told(events)).toEqual(['ADDED a', 'ADDED b', 'MODIFIED a', 'DELETED b', 'ADDED b'])
    const versions = events.map(({ object }) => Number(versionOf(object)))
    expect(versions).toEqual(versions.toSorted((a, b) => a - b))
    expect(new Set(versions).size).toBe(versions.length)
    expect(at(events[3]?.object, 'metadata', 'name')).toBe('b')
  })

  test('changes come as they happen', async () => {
    const { create, send, get, secrets } = await makePlace(ground())
    const start = versionOf(await get(secrets))
    const watch = await ground().client.watch(`${secrets}?watch=true&resourceVersion=${start}`)
    expect(watch.status).toBe(200)
    const made = await create(secrets, { metadata: { name: 'a' }, data: { k: 'dg==' } })
    expect(await watch.next()).toEqual({ type: 'ADDED', object: made })
    await send('DELETE', `${secrets}/a`)
    const gone = await watch.next()
    expect(gone).toMatchObject({ type: 'DELETED', object: { data: { k: 'dg==' } } })
    expect(Number(versionOf(gone?.object ?? null))).toBeGreaterThan(Number(versionOf(made)))
    watch.close()
  })

  test('two watches see the same', async () => {
    const { create, get, secrets } = await makePlace(ground())
    const path = `${secrets}?watch=1&resourceVersion=${versionOf(await get(secrets))}`
    const watches = [await ground().client.watch(path), await ground().client.watch(path)]
    const made = await create(secrets, { metadata: { name: 'a' } })
    for (const watch of watches) {
      expect(await watch.next()).toEqual({ type: 'ADDED', object: made })
      watch.close()
    }
  })

  test.for(['', '&resourceVersion=0'])(
    'a watch without a version begins with what is there (%s)',
    async (version) => {
      const { create, secrets } = await makePlace(ground())
      for (const name of ['b', 'a']) await create(secrets, { metadata: { name } })
      const watch = await ground().client.watch(`${secrets}?watch=1${version}`)
      const events = [await watch.next(), await watch.next()].flatMap((event) => event ?? [])
      expect(told(events).toSorted()).toEqual(['ADDED a', 'ADDED b'])
      await create(secrets, { metadata: { name: 'c' } })
      expect(await watch.next()).toMatchObject({
        type: 'ADDED',
        object: { metadata: { name: 'c' } },
      })
      watch.close()
    },
  )

  test('a watch can begin with what is there and say where that ends', async () => {
    const { create, secrets } = await makePlace(ground())
    await create(secrets, { metadata: { name: 'a' } })
    const query =
      'watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'
    const watch = await ground().client.watch(`${secrets}?${query}`)
    expect(await watch.next()).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'a' } } })
    const mark = await watch.next()
    expect(mark).toMatchObject({
      type: 'BOOKMARK',
      object: {
        kind: 'Secret',
        metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
      },
    })
    expect(versionOf(mark?.object ?? null)).toMatch(/^\d+$/)
    watch.close()
  })

  test('a watch has only the namespace and the name it asks for', async () => {
    const [one, other] = [await makePlace(ground()), await makePlace(ground())]
    const start = versionOf(await one.get(one.secrets))
    await other.create(other.secrets, { metadata: { name: 'a' } })
    await one.create(one.secrets, { metadata: { name: 'b' } })
    await one.create(one.secrets, { metadata: { name: 'a' } })
    const query = `watch=1&resourceVersion=${start}&fieldSelector=metadata.name%3Da&timeoutSeconds=1`
    const events = await (await ground().client.watch(`${one.secrets}?${query}`)).rest()
    expect(told(events)).toEqual(['ADDED a'])
    expect(at(events[0]?.object, 'metadata', 'namespace')).toBe(one.namespace)
  })

  test('for a watch with a selector, what no longer fits is deleted and what fits again is added', async () => {
    const { create, send, get, secrets } = await makePlace(ground())
    const start = versionOf(await get(secrets))
    await create(secrets, { metadata: { name: 'a', labels: { x: '1' } } })
    await create(secrets, { metadata: { name: 'b' } })
    const relabel = (x: string | null) =>
      send('PATCH', `${secrets}/a`, { type: MERGE, body: { metadata: { labels: { x } } } })
    const left = await relabel('2')
    await send('PATCH', `${secrets}/a`, { type: MERGE, body: { data: { k: 'dg==' } } })
    await relabel('1')
    await send('PATCH', `${secrets}/a`, { type: MERGE, body: { data: { k: 'dw==' } } })
    await relabel(null)
    const query = `watch=1&resourceVersion=${start}&labelSelector=x%3D1&timeoutSeconds=1`
    const events = await (await ground().client.watch(`${secrets}?${query}`)).rest()
    expect(told(events)).toEqual(['ADDED a', 'DELETED a', 'ADDED a', 'MODIFIED a', 'DELETED a'])
    expect(versionOf(events[1]?.object ?? null)).toBe(versionOf(left.body))
    expect(at(events[1]?.object, 'metadata', 'labels')).toEqual({ x: '1' })
  })

  test('a watch from a forgotten version is told so', async () => {
    const { send, widgets } = await makePlace(ground())
    const path = `${widgets}?watch=1&resourceVersion=${ground().forgottenVersion}`
    const watch = await ground().client.watch(path)
    expect(watch.status).toBe(200)
    expect(await watch.next()).toMatchObject({
      type: 'ERROR',
      object: { kind: 'Status', code: 410, reason: 'Expired' },
    })
    expect(await watch.next()).toBeUndefined()
    expect(refusalOf(await send('GET', `${widgets}?resourceVersion=99999999`))).toBe('504 Timeout')
  })

  test('a watch ends when its time is up', async () => {
    const { secrets, get } = await makePlace(ground())
    const start = versionOf(await get(secrets))
    const watch = await ground().client.watch(
      `${secrets}?watch=1&resourceVersion=${start}&timeoutSeconds=1`,
    )
    expect(await watch.next()).toBeUndefined()
  })

  test('a watch comes as tables, whose columns are told once', async () => {
    const { create, secrets } = await makePlace(ground())
    for (const name of ['a', 'b']) await create(secrets, { metadata: { name } })
    const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io'
    const watch = await ground().client.watch(`${secrets}?watch=1`, { accept })
    expect(await watch.next()).toMatchObject({
      type: 'ADDED',
      object: { kind: 'Table', columnDefinitions: [{ name: 'Name' }, {}, {}, {}], rows: [{}] },
    })
    expect(await watch.next()).toMatchObject({
      type: 'ADDED',
      object: { kind: 'Table', columnDefinitions: null, rows: [{}] },
    })
    watch.close()
  })

  test('a watch can have the metadata only', async () => {
    const { create, secrets } = await makePlace(ground())
    await create(secrets, { metadata: { name: 'a' }, data: { k: 'dg==' } })
    const accept = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io'
    const watch = await ground().client.watch(`${secrets}?watch=1`, { accept })
    const event = await watch.next()
    expect(event).toMatchObject({
      type: 'ADDED',
      object: { kind: 'PartialObjectMetadata', metadata: { name: 'a' } },
    })
    expect(JSON.stringify(event)).not.toContain('dg==')
    watch.close()
  })

  test('custom kinds are watched too', async () => {
    const { create, get, send, widgets } = await makePlace(ground())
    const path = `${widgets}?watch=1&resourceVersion=${versionOf(await get(widgets))}`
    const watch = await ground().client.watch(path)
    const made = await create(widgets, widget('a'))
    expect(await watch.next()).toEqual({ type: 'ADDED', object: made })
    await send('PATCH', `${widgets}/a/status`, { type: MERGE, body: { status: { phase: 'Done' } } })
    expect(await watch.next()).toMatchObject({
      type: 'MODIFIED',
      object: { status: { phase: 'Done' } },
    })
    watch.close()
  })
}
