import { expect, test } from 'vitest'
import { at } from '../../sandbox/objects/json.ts'
import type { Json, JsonObject } from '../../sandbox/objects/json.ts'
import type { Ground } from './ground.ts'
import {
  bodyOf,
  refusalOf,
  JSON_PATCH,
  makePlace,
  MERGE,
  STRATEGIC,
  versionOf,
  widget,
} from './place.ts'

/** A patch of a ConfigMap with `data` {a: '1', b: '2'}, and the data it leaves. */
interface PatchCase {
  readonly name: string
  readonly type: string
  readonly patch: Json
  readonly data: Json
}

const PATCHES: readonly PatchCase[] = [
  {
    name: 'a merge patch adds, replaces and removes',
    type: MERGE,
    patch: { data: { a: 'x', b: null, c: '3' } },
    data: { a: 'x', c: '3' },
  },
  {
    name: 'a strategic merge patch does so too',
    type: STRATEGIC,
    patch: { data: { a: 'x', b: null, c: '3' } },
    data: { a: 'x', c: '3' },
  },
  {
    name: 'a strategic merge patch can replace',
    type: STRATEGIC,
    patch: { data: { $patch: 'replace', c: '3' } },
    data: { c: '3' },
  },
  {
    name: 'a JSON patch adds',
    type: JSON_PATCH,
    patch: [{ op: 'add', path: '/data/c', value: '3' }],
    data: { a: '1', b: '2', c: '3' },
  },
  {
    name: 'a JSON patch replaces',
    type: JSON_PATCH,
    patch: [{ op: 'replace', path: '/data/a', value: 'x' }],
    data: { a: 'x', b: '2' },
  },
  {
    name: 'a JSON patch replaces what is not there',
    type: JSON_PATCH,
    patch: [{ op: 'replace', path: '/data/c', value: '3' }],
    data: { a: '1', b: '2', c: '3' },
  },
  {
    name: 'a JSON patch removes',
    type: JSON_PATCH,
    patch: [{ op: 'remove', path: '/data/a' }],
    data: { b: '2' },
  },
  {
    name: 'a JSON patch moves',
    type: JSON_PATCH,
    patch: [{ op: 'move', from: '/data/a', path: '/data/c' }],
    data: { b: '2', c: '1' },
  },
  {
    name: 'a JSON patch copies',
    type: JSON_PATCH,
    patch: [{ op: 'copy', from: '/data/a', path: '/data/c' }],
    data: { a: '1', b: '2', c: '1' },
  },
  {
    name: 'a JSON patch tests and goes on',
    type: JSON_PATCH,
    patch: [
      { op: 'test', path: '/data/a', value: '1' },
      { op: 'remove', path: '/data/b' },
    ],
    data: { a: '1' },
  },
  {
    name: 'a JSON pointer is unescaped',
    type: JSON_PATCH,
    patch: [
      { op: 'add', path: '/metadata/annotations', value: {} },
      { op: 'add', path: '/metadata/annotations/x~1y', value: 'z' },
      { op: 'remove', path: '/metadata/annotations/x~1y' },
    ],
    data: { a: '1', b: '2' },
  },
]

const REFUSED: readonly [string, string, Json, number, string][] = [
  ['a failing test', JSON_PATCH, [{ op: 'test', path: '/data/a', value: 'x' }], 422, 'Invalid'],
  ['removing what is not there', JSON_PATCH, [{ op: 'remove', path: '/data/x' }], 422, 'Invalid'],
  [
    'adding inside what is not there',
    JSON_PATCH,
    [{ op: 'add', path: '/binaryData/x', value: '' }],
    422,
    'Invalid',
  ],
  ['an unknown operation', JSON_PATCH, [{ op: 'wonder', path: '/data/a' }], 422, 'Invalid'],
  ['an object as JSON patch', JSON_PATCH, {}, 400, 'BadRequest'],
  ['a list as merge patch', MERGE, [], 400, 'BadRequest'],
  ['a merge patch that is not JSON', MERGE, '{bad', 400, 'BadRequest'],
  ['a value of the wrong type', MERGE, { data: 5 }, 422, 'Invalid'],
  ['an invalid label', MERGE, { metadata: { labels: { x: 'a b' } } }, 422, 'Invalid'],
  ['another name', MERGE, { metadata: { name: 'b' } }, 400, 'BadRequest'],
  ['no name', MERGE, { metadata: { name: null } }, 400, 'BadRequest'],
  ['another uid', MERGE, { metadata: { uid: 'x' } }, 422, 'Invalid'],
  ['an old version', MERGE, { metadata: { resourceVersion: '1' } }, 409, 'Conflict'],
  ['a plain JSON body', 'application/json', {}, 415, 'UnsupportedMediaType'],
]

/** What a patch says of a container with the variables A=1, B=2 and C=3, and what it then has. */
const LIST_PATCHES: readonly [string, JsonObject, string][] = [
  ['an item is changed', { env: variables('B9') }, 'A1 B9 C3'],
  ['an item is new', { env: variables('D4') }, 'D4 A1 B2 C3'],
  ['some are changed, some new', { env: variables('C9 D4 A8') }, 'B2 C9 D4 A8'],
  ['an item is deleted', { env: [{ name: 'B', $patch: 'delete' }] }, 'A1 C3'],
  [
    'one is deleted, one new',
    { env: [{ name: 'B', $patch: 'delete' }, ...variables('D4')] },
    'D4 A1 C3',
  ],
  ['all are replaced', { env: [{ $patch: 'replace' }, ...variables('D4')] }, 'D4'],
  ['the order is wished', { '$setElementOrder/env': variables('C A B') }, 'C3 A1 B2'],
  [
    'the order is wished with a new item',
    { env: variables('D4'), '$setElementOrder/env': variables('A D C') },
    'A1 D4 B2 C3',
  ],
  [
    'the order is wished with a changed item',
    { env: variables('C9'), '$setElementOrder/env': variables('C B') },
    'A1 C9 B2',
  ],
]

/** `A1 B2` as environment variables; `A` alone as a name. */
function variables(text: string): JsonObject[] {
  return text.split(' ').map(([name = '', value]) => ({
    name,
    ...(value === undefined ? {} : { value }),
  }))
}

function deployment(env: Json): JsonObject {
  const containers = [{ name: 'c', image: 'one', env }]
  return {
    metadata: { name: 'a' },
    spec: {
      selector: { matchLabels: { x: 'y' } },
      template: { metadata: { labels: { x: 'y' } }, spec: { containers } },
    },
  }
}

export function patchCases(ground: () => Ground): void {
  test.for(PATCHES)('$name', async ({ type, patch, data }) => {
    const { create, send, configMaps } = await makePlace(ground())
    await create(configMaps, { metadata: { name: 'a' }, data: { a: '1', b: '2' } })
    const answer = await send('PATCH', `${configMaps}/a`, { type, body: patch })
    expect(at(bodyOf(answer, 200), 'data')).toEqual(data)
  })

  test.for(REFUSED)('%s is refused', async ([, type, patch, code, reason]) => {
    const { create, send, get, configMaps } = await makePlace(ground())
    const made = await create(configMaps, { metadata: { name: 'a' }, data: { a: '1', b: '2' } })
    const answer = await send('PATCH', `${configMaps}/a`, { type, body: patch })
    expect(refusalOf(answer)).toBe(`${code} ${reason}`)
    expect(await get(`${configMaps}/a`)).toEqual(made)
  })

  test('a patch that changes nothing makes no new version', async () => {
    const { create, send, configMaps } = await makePlace(ground())
    const made = await create(configMaps, { metadata: { name: 'a' }, data: { a: '1' } })
    const { body } = await send('PATCH', `${configMaps}/a`, {
      type: MERGE,
      body: { data: { a: '1' } },
    })
    expect(versionOf(body)).toBe(versionOf(made))
  })

  test('a patch with dryRun stores nothing', async () => {
    const { create, send, get, configMaps } = await makePlace(ground())
    const made = await create(configMaps, { metadata: { name: 'a' }, data: { a: '1' } })
    const options = { type: MERGE, body: { data: { a: '2' } } }
    const { body } = await send('PATCH', `${configMaps}/a?dryRun=All`, options)
    expect(at(body, 'data')).toEqual({ a: '2' })
    expect(await get(`${configMaps}/a`)).toEqual(made)
  })

  test.for(LIST_PATCHES)('a strategic merge patch of a list: %s', async ([, patch, env]) => {
    const { create, send, namespace } = await makePlace(ground())
    const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`
    await create(deployments, deployment(variables('A1 B2 C3')))
    const { body } = await send('PATCH', `${deployments}/a`, {
      type: STRATEGIC,
      body: { spec: { template: { spec: { containers: [{ name: 'c', ...patch }] } } } },
    })
    const containers = at(body, 'spec', 'template', 'spec', 'containers')
    expect(containers).toMatchObject([{ name: 'c', image: 'one', env: variables(env) }])
    expect(at(body, 'metadata', 'generation')).toBe(2)
  })

  test('ports of a service are merged by their number', async () => {
    const { create, send, namespace } = await makePlace(ground())
    const services = `/api/v1/namespaces/${namespace}/services`
    const ports = [
      { name: 'a', port: 1 },
      { name: 'b', port: 2 },
    ]
    await create(services, { metadata: { name: 'a' }, spec: { ports } })
    const { body } = await send('PATCH', `${services}/a`, {
      type: STRATEGIC,
      body: {
        spec: {
          ports: [
            { port: 2, name: 'c' },
            { port: 1, $patch: 'delete' },
          ],
        },
      },
    })
    expect(at(body, 'spec', 'ports')).toMatchObject([{ name: 'c', port: 2, protocol: 'TCP' }])
  })

  test('a merge patch replaces lists', async () => {
    const { create, send, widgets } = await makePlace(ground())
    await create(widgets, widget('a', { tags: ['x', 'y'] }))
    const options = { type: MERGE, body: { spec: { tags: ['z'] } } }
    const { body } = await send('PATCH', `${widgets}/a`, options)
    expect(at(body, 'spec', 'tags')).toEqual(['z'])
  })

  test('custom kinds take no strategic merge patch', async () => {
    const { create, send, widgets } = await makePlace(ground())
    await create(widgets, widget('a'))
    const answer = await send('PATCH', `${widgets}/a`, { type: STRATEGIC, body: {} })
    expect(refusalOf(answer)).toBe('415 UnsupportedMediaType')
  })

  test('finalizers are merged as a set by a strategic merge patch', async () => {
    const { create, send, configMaps } = await makePlace(ground())
    await create(configMaps, { metadata: { name: 'a', finalizers: ['test.dev/one'] } })
    const merged = await send('PATCH', `${configMaps}/a`, {
      type: STRATEGIC,
      body: { metadata: { finalizers: ['test.dev/two'] } },
    })
    expect(at(merged.body, 'metadata', 'finalizers')).toEqual(
      expect.arrayContaining(['test.dev/one', 'test.dev/two']),
    )
    const cleared = await send('PATCH', `${configMaps}/a`, {
      type: STRATEGIC,
      body: {
        metadata: { '$deleteFromPrimitiveList/finalizers': ['test.dev/one', 'test.dev/two'] },
      },
    })
    expect(at(cleared.body, 'metadata', 'finalizers')).toBeUndefined()
  })
}
