import { expect, test } from 'vitest'
import { at, textOf } from '../../sandbox/objects/json.ts'
import type { Ground } from './ground.ts'
import { refusalOf, makePlace, namesIn, versionOf, widget } from './place.ts'
import type { Place } from './place.ts'

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'
const METADATA_LIST = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io'
const METADATA = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io'

const LABEL_SELECTORS: readonly [string, readonly string[]][] = [
  ['x', ['a', 'b']],
  ['!x', ['c', 'd']],
  ['x=1', ['a']],
  ['x==1', ['a']],
  ['x!=1', ['b', 'c', 'd']],
  ['x in (1,2)', ['a', 'b']],
  ['x in (2, 3)', ['b']],
  ['x notin (1,2)', ['c', 'd']],
  ['x in ()', []],
  ['x,y', ['b']],
  ['x,y=9', []],
  ['y in (1),x!=7', ['b', 'c']],
  ['', ['a', 'b', 'c', 'd']],
]

const FIELD_SELECTORS: readonly [string, readonly string[]][] = [
  ['metadata.name=a', ['a']],
  ['metadata.name!=a', ['b', 'c', 'd']],
  ['metadata.name=a,metadata.name=b', []],
  ['metadata.namespace=not-there', []],
  ['type=kubernetes.io/basic-auth', ['d']],
  ['type!=kubernetes.io/basic-auth,metadata.name!=a', ['b', 'c']],
]

async function makeFour({ create, secrets }: Place): Promise<void> {
  const labels = [{ x: '1' }, { x: '2', y: '1' }, { y: '1' }]
  for (const [index, name] of ['c', 'a', 'b'].entries()) {
    await create(secrets, { metadata: { name, labels: labels[(index + 2) % 3] ?? {} } })
  }
  const data = { username: 'YQ==' }
  await create(secrets, { metadata: { name: 'd' }, type: 'kubernetes.io/basic-auth', data })
}

export function listCases(ground: () => Ground): void {
  test('a list is ordered by name and says what it is', async () => {
    const place = await makePlace(ground())
    await makeFour(place)
    const list = await place.get(place.secrets)
    expect(list).toMatchObject({ kind: 'SecretList', apiVersion: 'v1' })
    expect(namesIn(list)).toEqual(['a', 'b', 'c', 'd'])
    expect(versionOf(list)).toMatch(/^\d+$/)
  })

  test('an empty list has an empty list of items', async () => {
    const { get, secrets } = await makePlace(ground())
    expect(at(await get(secrets), 'items')).toEqual([])
    expect(at(await get('/api/v1/namespaces/not-there/secrets'), 'items')).toEqual([])
  })

  test('items of custom kinds say what they are', async () => {
    const { create, get, widgets } = await makePlace(ground())
    await create(widgets, widget('a'))
    expect(await get(widgets)).toMatchObject({
      kind: 'WidgetList',
      apiVersion: 'test.waxseal.dev/v1',
      items: [{ kind: 'Widget', apiVersion: 'test.waxseal.dev/v1' }],
    })
  })

  test('a list over all namespaces has the objects of each', async () => {
    const [one, other] = [await makePlace(ground()), await makePlace(ground())]
    for (const { create, secrets } of [one, other])
      await create(secrets, { metadata: { name: 'a' } })
    const all = await one.get('/api/v1/secrets')
    const items = at(all, 'items')
    const namespaces = (Array.isArray(items) ? items : []).map((item) =>
      at(item, 'metadata', 'namespace'),
    )
    expect(namespaces).toEqual(expect.arrayContaining([one.namespace, other.namespace]))
  })

  test.for(LABEL_SELECTORS)('label selector "%s"', async ([selector, names]) => {
    const place = await makePlace(ground())
    await makeFour(place)
    const list = await place.get(`${place.secrets}?labelSelector=${encodeURIComponent(selector)}`)
    expect(namesIn(list)).toEqual(names)
  })

  test.for(FIELD_SELECTORS)('field selector "%s"', async ([selector, names]) => {
    const place = await makePlace(ground())
    await makeFour(place)
    const list = await place.get(`${place.secrets}?fieldSelector=${encodeURIComponent(selector)}`)
    expect(namesIn(list)).toEqual(names)
  })

  test('events are selected by the object they are about', async () => {
    const { create, get, namespace } = await makePlace(ground())
    const events = `/api/v1/namespaces/${namespace}/events`
    for (const name of ['a', 'b']) {
      const involvedObject = { kind: 'Secret', name, namespace }
      await create(events, { metadata: { name }, involvedObject, reason: 'Test', type: 'Normal' })
    }
    const selector = 'involvedObject.kind=Secret,involvedObject.name=b,reason=Test,type!=Warning'
    const list = await get(`${events}?fieldSelector=${encodeURIComponent(selector)}`)
    expect(namesIn(list)).toEqual(['b'])
  })

  test('a list in pages has everything once and shows one moment', async () => {
    const place = await makePlace(ground())
    await makeFour(place)
    const { send, get, secrets } = place
    const first = await get(`${secrets}?limit=2`)
    expect(namesIn(first)).toEqual(['a', 'b'])
    expect(at(first, 'metadata', 'remainingItemCount')).toBe(2)
    await place.create(secrets, { metadata: { name: 'b2' } })
    await send('DELETE', `${secrets}/c`)
    const token = encodeURIComponent(textOf(at(first, 'metadata', 'continue')))
    const second = await get(`${secrets}?limit=2&continue=${token}`)
    expect(namesIn(second)).toEqual(['c', 'd'])
    expect(versionOf(second)).toBe(versionOf(first))
    expect(textOf(at(second, 'metadata', 'continue'))).toBe('')
    expect(namesIn(await get(secrets))).toEqual(['a', 'b', 'b2', 'd'])
  })

  test('a limit that is not reached makes no next page', async () => {
    const place = await makePlace(ground())
    await makeFour(place)
    const list = await place.get(`${place.secrets}?limit=4`)
    expect(textOf(at(list, 'metadata', 'continue'))).toBe('')
  })

  test('a list can be had as it was at a version', async () => {
    const place = await makePlace(ground())
    await makeFour(place)
    const { send, get, secrets } = place
    const version = versionOf(await get(secrets))
    await send('DELETE', `${secrets}/a`)
    await place.create(secrets, { metadata: { name: 'e' } })
    const then = await get(`${secrets}?resourceVersion=${version}&resourceVersionMatch=Exact`)
    expect(namesIn(then)).toEqual(['a', 'b', 'c', 'd'])
    expect(versionOf(then)).toBe(version)
    const since = await get(
      `${secrets}?resourceVersion=${version}&resourceVersionMatch=NotOlderThan`,
    )
    expect(namesIn(since)).toEqual(['b', 'c', 'd', 'e'])
    expect(namesIn(await get(`${secrets}?resourceVersion=0`))).toContain('d')
  })

  test('a list comes as a table', async () => {
    const place = await makePlace(ground())
    await makeFour(place)
    const { body } = await place.send('GET', `${place.secrets}?limit=1`, { accept: TABLE })
    expect(body).toMatchObject({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      columnDefinitions: [
        { name: 'Name', type: 'string', format: 'name', priority: 0 },
        { name: 'Type' },
        { name: 'Data' },
        { name: 'Age' },
      ],
      rows: [
        {
          cells: ['a', 'Opaque', 0, expect.stringMatching(/^\d+s$/)],
          object: { kind: 'PartialObjectMetadata', metadata: { name: 'a' } },
        },
      ],
    })
    expect(textOf(at(body, 'metadata', 'continue'))).not.toBe('')
  })

  test('a table has the columns a definition asks for', async () => {
    const { create, send, widgets } = await makePlace(ground())
    await create(widgets, widget('a', { size: 7 }))
    const accept = TABLE
    const { body } = await send('GET', `${widgets}/a?includeObject=None`, { accept })
    expect(body).toMatchObject({
      columnDefinitions: [
        { name: 'Name', type: 'string' },
        { name: 'Size', type: 'integer' },
        { name: 'Ready', type: 'string' },
        { name: 'Age', type: 'date' },
      ],
      rows: [{ cells: ['a', 7, null, expect.stringMatching(/^\d+s$/)], object: null }],
    })
  })

  test('only the metadata of objects can be asked for', async () => {
    const { create, send, secrets } = await makePlace(ground())
    await create(secrets, { metadata: { name: 'a', labels: { x: 'y' } }, data: { k: 'dg==' } })
    const list = await send('GET', secrets, { accept: METADATA_LIST })
    expect(list.body).toMatchObject({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      items: [{ kind: 'PartialObjectMetadata', metadata: { name: 'a', labels: { x: 'y' } } }],
    })
    expect(list.text).not.toContain('dg==')
    const one = await send('GET', `${secrets}/a`, { accept: METADATA })
    expect(one.body).toMatchObject({ kind: 'PartialObjectMetadata', metadata: { name: 'a' } })
    expect(one.text).not.toContain('dg==')
  })

  test('the first form that can be had is given', async () => {
    const { send, secrets } = await makePlace(ground())
    const accept = 'application/json;as=Wonder;v=v1;g=meta.k8s.io, application/json'
    expect((await send('GET', secrets, { accept })).body).toMatchObject({ kind: 'SecretList' })
    expect(
      refusalOf(
        await send('GET', secrets, { accept: 'application/json;as=Wonder;v=v1;g=meta.k8s.io' }),
      ),
    ).toBe('406 NotAcceptable')
  })
}
