import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  createKubeClient,
  KubeError,
  SEALED_SECRETS,
  SECRETS,
} from '../../../toolkit/kube/index.ts'
import { NAMESPACES } from '../../../toolkit/kube/index.ts'
import type { KubeClient } from '../../../toolkit/kube/index.ts'
import { json, list, object, startScriptedServer, status } from './scripted-server.ts'
import type { ScriptedServer, SeenRequest } from './scripted-server.ts'

let server: ScriptedServer
let client: KubeClient

beforeEach(async () => {
  server = await startScriptedServer()
  client = createKubeClient(server.access, { timeoutMs: 2_000, userAgent: 'test/1' })
})

afterEach(async () => {
  client.close()
  await server.close()
})

const only = (): SeenRequest => {
  expect(server.requests).toHaveLength(1)
  return server.requests[0] ?? expect.fail()
}
const bodyOf = (request: SeenRequest): unknown => JSON.parse(request.body)
const ref = { namespace: 'a', name: 'b' }
const PATH = '/apis/bitnami.com/v1alpha1/namespaces/a/sealedsecrets'

describe('calls', () => {
  test('get keeps unknown fields, fills in the kind and sends who asks', async () => {
    server.on('GET /api/v1/namespaces/a/secrets/b', json({ ...object('b', '1'), future: [1] }))
    const secret = await client.get(SECRETS, ref)
    expect(secret).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'b', namespace: 'a', resourceVersion: '1' },
      future: [1],
    })
    expect(only().headers).toMatchObject({
      authorization: 'Bearer token',
      'user-agent': 'test/1',
      accept: 'application/json',
    })
  })

  test('find gives undefined for 404 only', async () => {
    expect(await client.find(SECRETS, ref)).toBeUndefined()
    server.on('GET /api/v1/namespaces/a/secrets/b', status(403, 'Forbidden'))
    await expect(client.find(SECRETS, ref)).rejects.toMatchObject({ status: 403 })
  })

  test('metadata only is asked for by its media type, and comes with the real kind', async () => {
    const partial = { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1' }
    server.on('GET /api/v1/namespaces/a/secrets/b', json({ ...partial, ...object('b', '1') }))
    const secret = await client.get(SECRETS, ref, { metadataOnly: true })
    expect(secret.kind).toBe('Secret')
    expect(only().headers.accept).toMatch(/^application\/json;as=PartialObjectMetadata;/)
  })

  test('create posts to the collection', async () => {
    server.on(`POST ${PATH}`, json(object('b', '1'), 201))
    await client.create(SEALED_SECRETS, { metadata: ref, spec: { x: 1 } }, { dryRun: true })
    expect(only().url.search).toBe('?dryRun=All')
    expect(bodyOf(only())).toEqual({
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: ref,
      spec: { x: 1 },
    })
  })

  test('replace and replaceStatus put the whole object', async () => {
    server.on(`PUT ${PATH}/b`, json(object('b', '2')))
    server.on(`PUT ${PATH}/b/status`, json(object('b', '3')))
    const replaced = await client.replace(SEALED_SECRETS, object('b', '1'), { fieldManager: 'me' })
    const status2 = await client.replaceStatus(SEALED_SECRETS, replaced)
    expect(status2.metadata.resourceVersion).toBe('3')
    expect(server.requests[0]?.url.search).toBe('?fieldManager=me')
  })

  test.each([
    [{ type: 'merge', body: { a: 1 } }, 'application/merge-patch+json', { a: 1 }, ''],
    [
      { type: 'json', body: [{ op: 'remove', path: '/a' }] },
      'application/json-patch+json',
      [{ op: 'remove', path: '/a' }],
      '',
    ],
    [
      { type: 'apply', body: { metadata: ref }, force: true },
      'application/apply-patch+yaml',
      { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata: ref },
      '&force=true',
    ],
  ] as const)('patch %j', async (patch, type, body, query) => {
    server.on(`PATCH ${PATH}/b`, json(object('b', '1')))
    await client.patch(SEALED_SECRETS, ref, patch, { fieldManager: 'me' })
    expect(only().headers['content-type']).toBe(type)
    expect(bodyOf(only())).toEqual(body)
    expect(only().url.search).toBe(`?fieldManager=me${query}`)
  })

  test('patchStatus patches the subresource', async () => {
    server.on(`PATCH ${PATH}/b/status`, json(object('b', '1')))
    await client.patchStatus(SEALED_SECRETS, ref, { type: 'merge', body: { status: {} } })
    expect(bodyOf(only())).toEqual({ status: {} })
  })

  test('delete sends its preconditions', async () => {
    server.on(`DELETE ${PATH}/b`, json({ kind: 'Status', status: 'Success' }))
    await client.delete(SEALED_SECRETS, ref, { preconditions: { uid: 'u' } })
    expect(bodyOf(only())).toEqual({
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid: 'u' },
    })
  })

  test('request reaches any path and gives bytes', async () => {
    const path = '/api/v1/namespaces/a/services/http:b:/proxy/v1/cert.pem'
    server.on(`GET ${path}`, (response) => response.end('PEM'))
    const answer = await client.request({ path: `${path}?x=1` })
    expect(Buffer.from(answer.body).toString()).toBe('PEM')
    expect(only().url.search).toBe('?x=1')
  })

  test('a server below a path keeps it', async () => {
    const access = { ...server.access, server: `${server.url}/k8s/c-1` }
    server.on('GET /k8s/c-1/api/v1/namespaces/a', json(object('a', '1')))
    const below = createKubeClient(access)
    expect((await below.get(NAMESPACES, { name: 'a' })).kind).toBe('Namespace')
    below.close()
  })
})

describe('names that would lead elsewhere are never sent', () => {
  test.each([
    ['..', KubeError],
    ['.', KubeError],
    ['a/b', KubeError],
    ['a%2fb', KubeError],
    ['', TypeError],
  ])('%j', async (name, kind) => {
    await expect(client.delete(SECRETS, { namespace: 'a', name })).rejects.toBeInstanceOf(kind)
    await expect(client.get(SECRETS, { namespace: name, name: 'b' })).rejects.toBeInstanceOf(kind)
    expect(server.requests).toEqual([])
  })

  test('a question mark is part of the name', async () => {
    await client.find(SECRETS, { namespace: 'a', name: 'b?c' })
    expect(only().url.pathname).toBe('/api/v1/namespaces/a/secrets/b%3Fc')
  })

  test('one object of a kind with namespaces needs one', async () => {
    await expect(client.get(SECRETS, { name: 'b' })).rejects.toBeInstanceOf(TypeError)
    await expect(client.get(NAMESPACES, ref)).rejects.toBeInstanceOf(TypeError)
  })

  test('apply needs a field manager', async () => {
    const patch = { type: 'apply', body: { metadata: ref } } as const
    await expect(client.patch(SECRETS, ref, patch)).rejects.toBeInstanceOf(TypeError)
  })
})

describe('lists', () => {
  const ALL = '/apis/bitnami.com/v1alpha1/sealedsecrets'

  test('are read page by page', async () => {
    server.on(`GET ${ALL}`, list([object('x', '1')], '7', 'more'), list([object('y', '2')], '7'))
    const options = { labelSelector: 'a=b', fieldSelector: 'c=d', pageSize: 1 }
    const all = await client.list(SEALED_SECRETS, options)
    expect(all.items.map((item) => [item.metadata.name, item.kind])).toEqual([
      ['x', 'SealedSecret'],
      ['y', 'SealedSecret'],
    ])
    expect(all.resourceVersion).toBe('7')
    const queries = server.requests.map(({ url }) => Object.fromEntries(url.searchParams))
    const common = { labelSelector: 'a=b', fieldSelector: 'c=d', limit: '1' }
    expect(queries).toEqual([common, { ...common, continue: 'more' }])
  })

  test('begin again when a page is gone', async () => {
    server.on(
      `GET ${ALL}`,
      list([object('x', '1')], '7', 'more'),
      status(410, 'Expired'),
      list([object('z', '9')], '9'),
    )
    const all = await client.list(SEALED_SECRETS)
    expect(all.items.map((item) => item.metadata.name)).toEqual(['z'])
  })

  test('ask for smaller pages when one is too large', async () => {
    const large = 'x'.repeat(1024 * 1024)
    server.on(`GET ${ALL}`, (response, { url }) => {
      const limit = Number(url.searchParams.get('limit'))
      response.writeHead(200)
      if (limit <= 8)
        response.end(JSON.stringify({ metadata: { resourceVersion: '1' }, items: [] }))
      else for (let i = 0; i < 65; i++) response.write(large)
    })
    await client.list(SEALED_SECRETS)
    expect(server.requests.map(({ url }) => url.searchParams.get('limit'))).toEqual([
      '500',
      '63',
      '8',
    ])
    // What was cut off is closed; the last connection is kept.
    await expect.poll(() => server.connections).toBe(1)
  })

  test('have time as long as something comes', async () => {
    server.on(`GET ${ALL}`, (response) => {
      const text = JSON.stringify({ metadata: { resourceVersion: '1' }, items: [] })
      const pieces = [text.slice(0, 5), text.slice(5, 10), text.slice(10, 15), text.slice(15)]
      const timer = setInterval(() => {
        response.write(pieces.shift())
        if (pieces.length > 0) return
        clearInterval(timer)
        response.end()
      }, 200)
    })
    const impatient = createKubeClient(server.access, { timeoutMs: 500 })
    expect((await impatient.list(SEALED_SECRETS)).resourceVersion).toBe('1')
    impatient.close()
  })

  test.each([
    ['no list', json({ items: [] })],
    ['items that are no objects', json({ metadata: {}, items: [{ name: 'x' }] })],
    ['something else than JSON', (response: { end(text: string): void }) => response.end('<html>')],
  ])('refuse %s', async (_name, play) => {
    server.on(`GET ${ALL}`, play)
    await expect(client.list(SEALED_SECRETS)).rejects.toMatchObject({
      code: 'ERR_KUBE_UNREACHABLE',
    })
  })
})
