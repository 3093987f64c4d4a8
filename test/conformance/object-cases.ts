import { expect, test } from 'vitest'
import { at, textOf } from '../../sandbox/objects/json.ts'
import type { Ground } from './ground.ts'
import { refusalOf, makePlace, uidOf, versionOf, widget } from './place.ts'

export function objectCases(ground: () => Ground): void {
  test('a created object gets what the server decides', async () => {
    const { create, configMaps, namespace } = await makePlace(ground())
    const made = await create(configMaps, {
      metadata: {
        name: 'a',
        labels: { x: 'y' },
        uid: 'mine',
        creationTimestamp: '2001-01-01T00:00:00Z',
      },
      data: { k: 'v' },
    })
    expect(made).toMatchObject({
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: { name: 'a', namespace, labels: { x: 'y' } },
      data: { k: 'v' },
    })
    expect(uidOf(made)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(versionOf(made)).toMatch(/^[1-9]\d*$/)
    const created = textOf(at(made, 'metadata', 'creationTimestamp'))
    expect(created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(created).not.toBe('2001-01-01T00:00:00Z')
  })

  test('what is read is what was created', async () => {
    const { create, get, configMaps } = await makePlace(ground())
    const made = await create(configMaps, { metadata: { name: 'a' }, data: { k: 'ü\n' } })
    expect(await get(`${configMaps}/a`)).toEqual(made)
  })

  test('a taken name is refused', async () => {
    const { create, send, configMaps } = await makePlace(ground())
    await create(configMaps, { metadata: { name: 'a' } })
    const again = await send('POST', configMaps, { body: { metadata: { name: 'a' } } })
    expect(refusalOf(again)).toBe('409 AlreadyExists')
    expect(at(again.body, 'details')).toEqual({ name: 'a', kind: 'configmaps' })
  })

  test('the same name is free in another namespace and kind', async () => {
    const [one, other] = [await makePlace(ground()), await makePlace(ground())]
    await one.create(one.configMaps, { metadata: { name: 'a' } })
    await one.create(one.secrets, { metadata: { name: 'a' } })
    const made = await other.create(other.configMaps, { metadata: { name: 'a' } })
    expect(at(made, 'metadata', 'namespace')).toBe(other.namespace)
  })

  test('generateName gives five more characters', async () => {
    const { create, configMaps } = await makePlace(ground())
    const names = new Set<string>()
    for (let i = 0; i < 5; i++) {
      const made = await create(configMaps, { metadata: { generateName: 'made-' } })
      expect(at(made, 'metadata', 'generateName')).toBe('made-')
      names.add(textOf(at(made, 'metadata', 'name')))
    }
    expect(names.size).toBe(5)
    for (const name of names) expect(name).toMatch(/^made-[a-z0-9]{5}$/)
  })

  test('a long generateName is cut to 63 characters in all', async () => {
    const { create, configMaps } = await makePlace(ground())
    const made = await create(configMaps, { metadata: { generateName: 'm'.repeat(80) } })
    expect(textOf(at(made, 'metadata', 'name'))).toMatch(/^m{58}[a-z0-9]{5}$/)
  })

  test('a name beats generateName', async () => {
    const { create, configMaps } = await makePlace(ground())
    const made = await create(configMaps, { metadata: { name: 'a', generateName: 'made-' } })
    expect(at(made, 'metadata', 'name')).toBe('a')
  })

  test('an update makes a new version and keeps uid and creation time', async () => {
    const { create, send, configMaps } = await makePlace(ground())
    const made = await create(configMaps, { metadata: { name: 'a' }, data: { k: 'v' } })
    const { status, body } = await send('PUT', `${configMaps}/a`, {
      body: {
        metadata: { name: 'a', creationTimestamp: '2001-01-01T00:00:00Z' },
        data: { k: 'w' },
      },
    })
    expect(status).toBe(200)
    expect(at(body, 'data')).toEqual({ k: 'w' })
    expect(uidOf(body)).toBe(uidOf(made))
    expect(at(body, 'metadata', 'creationTimestamp')).toBe(
      at(made, 'metadata', 'creationTimestamp'),
    )
    expect(Number(versionOf(body))).toBeGreaterThan(Number(versionOf(made)))
  })

  test('an update leaves out what it does not mention', async () => {
    const { create, send, configMaps } = await makePlace(ground())
    await create(configMaps, { metadata: { name: 'a', labels: { x: 'y' } }, data: { k: 'v' } })
    const { body } = await send('PUT', `${configMaps}/a`, { body: { metadata: { name: 'a' } } })
    expect(at(body, 'data')).toBeUndefined()
    expect(at(body, 'metadata', 'labels')).toBeUndefined()
  })

  test('an update that changes nothing makes no new version', async () => {
    const { create, send, configMaps } = await makePlace(ground())
    const made = await create(configMaps, { metadata: { name: 'a' }, data: { k: 'v' } })
    const { body } = await send('PUT', `${configMaps}/a`, { body: made })
    expect(versionOf(body)).toBe(versionOf(made))
  })

  test('an update of a version that is not the newest is a conflict', async () => {
    const { create, send, get, configMaps } = await makePlace(ground())
    const made = await create(configMaps, { metadata: { name: 'a' }, data: { k: 'v' } })
    const change = { metadata: { name: 'a', resourceVersion: versionOf(made) }, data: { k: 'w' } }
    expect((await send('PUT', `${configMaps}/a`, { body: change })).status).toBe(200)
    const late = await send('PUT', `${configMaps}/a`, { body: { ...change, data: { k: 'x' } } })
    expect(refusalOf(late)).toBe('409 Conflict')
    expect(at(late.body, 'details')).toEqual({ name: 'a', kind: 'configmaps' })
    expect(at(await get(`${configMaps}/a`), 'data')).toEqual({ k: 'w' })
  })

  test('an update meant for another object of the same name is a conflict', async () => {
    const { create, send, configMaps } = await makePlace(ground())
    await create(configMaps, { metadata: { name: 'a' } })
    const answer = await send('PUT', `${configMaps}/a`, {
      body: { metadata: { name: 'a', uid: 'x' } },
    })
    expect(refusalOf(answer)).toBe('409 Conflict')
  })

  test('of two updates of one version the second loses', async () => {
    const { create, send, configMaps } = await makePlace(ground())
    const made = await create(configMaps, { metadata: { name: 'a' } })
    const write = (k: string) =>
      send('PUT', `${configMaps}/a`, {
        body: { metadata: { name: 'a', resourceVersion: versionOf(made) }, data: { k } },
      })
    const codes = await Promise.all(['1', '2', '3'].map(async (k) => (await write(k)).status))
    expect(codes.toSorted((a, b) => a - b)).toEqual([200, 409, 409])
  })

  test.for(['POST', 'PUT'])('%s with dryRun stores nothing', async (method) => {
    const { create, send, get, configMaps } = await makePlace(ground())
    const made = await create(configMaps, { metadata: { name: 'a' } })
    const [path, name] = method === 'POST' ? [configMaps, 'b'] : [`${configMaps}/a`, 'a']
    const answer = await send(method, `${path}?dryRun=All`, {
      body: { metadata: { name }, data: { k: 'v' } },
    })
    expect(answer.status).toBe(method === 'POST' ? 201 : 200)
    expect(at(answer.body, 'data')).toEqual({ k: 'v' })
    expect(refusalOf(await send('GET', `${configMaps}/b`))).toBe('404 NotFound')
    expect(await get(`${configMaps}/a`)).toEqual(made)
  })

  test('unknown fields are dropped with a warning', async () => {
    const { send, configMaps } = await makePlace(ground())
    const body = { metadata: { name: 'a', wrong: 1 }, data: { k: 'v' }, other: {} }
    const answer = await send('POST', configMaps, { body })
    expect(answer.status).toBe(201)
    expect(at(answer.body, 'other')).toBeUndefined()
    expect(at(answer.body, 'metadata', 'wrong')).toBeUndefined()
    expect(answer.warnings.join()).toContain('unknown field')
    const quiet = { ...body, metadata: { name: 'b' } }
    const ignored = await send('POST', `${configMaps}?fieldValidation=Ignore`, { body: quiet })
    expect([ignored.status, ignored.warnings]).toEqual([201, []])
  })

  test('the namespace in the body may be left out or must be the one of the path', async () => {
    const { create, configMaps, namespace } = await makePlace(ground())
    const named = await create(configMaps, { metadata: { name: 'a', namespace } })
    const silent = await create(configMaps, { metadata: { name: 'b' } })
    expect(at(named, 'metadata', 'namespace')).toBe(namespace)
    expect(at(silent, 'metadata', 'namespace')).toBe(namespace)
  })

  test('a namespace is labelled with its name and active', async () => {
    const { get, namespace } = await makePlace(ground())
    expect(await get(`/api/v1/namespaces/${namespace}`)).toMatchObject({
      metadata: { labels: { 'kubernetes.io/metadata.name': namespace } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    })
  })

  test('a service gets a type and complete ports', async () => {
    const { create, namespace } = await makePlace(ground())
    const made = await create(`/api/v1/namespaces/${namespace}/services`, {
      metadata: { name: 'a' },
      spec: { ports: [{ name: 'http', port: 8080 }] },
    })
    expect(made).toMatchObject({
      spec: {
        type: 'ClusterIP',
        sessionAffinity: 'None',
        ports: [{ name: 'http', port: 8080, protocol: 'TCP', targetPort: 8080 }],
      },
      status: { loadBalancer: {} },
    })
  })

  test('leases and events are kept as they are', async () => {
    const { create, namespace } = await makePlace(ground())
    const spec = { holderIdentity: 'me', renewTime: '2020-01-01T00:00:00.123456Z' }
    const lease = await create(`/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`, {
      metadata: { name: 'a' },
      spec,
    })
    expect(at(lease, 'spec')).toEqual(spec)
    const said = { reason: 'Unsealed', message: 'done', type: 'Normal', count: 2 }
    const involvedObject = { kind: 'Secret', name: 'a', namespace }
    const event = await create(`/api/v1/namespaces/${namespace}/events`, {
      metadata: { generateName: 'a.' },
      involvedObject,
      ...said,
    })
    expect(event).toMatchObject({ involvedObject, ...said })
  })

  test('some kinds are created by a PUT, and some must say which version they replace', async () => {
    const { send, namespace } = await makePlace(ground())
    const lease = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases/a`
    const body = { metadata: { name: 'a' }, spec: { holderIdentity: 'me' } }
    const made = await send('PUT', lease, { body })
    expect(made.status).toBe(201)
    expect(refusalOf(await send('PUT', lease, { body }))).toBe('422 Invalid')
    const versioned = { ...body, metadata: { name: 'a', resourceVersion: versionOf(made.body) } }
    const spec = { holderIdentity: 'you' }
    expect((await send('PUT', lease, { body: { ...versioned, spec } })).status).toBe(200)
    expect(refusalOf(await send('PUT', lease, { body: versioned }))).toBe('409 Conflict')
    const service = `/api/v1/namespaces/${namespace}/services/a`
    const created = { metadata: { name: 'a' }, spec: { ports: [{ port: 1 }] } }
    expect((await send('PUT', service, { body: created })).status).toBe(201)
    expect((await send('PUT', service, { body: created })).status).toBe(200)
  })

  test('what is empty is as good as absent, and null is empty', async () => {
    const { create, namespace, configMaps } = await makePlace(ground())
    const metadata = {
      name: 'a',
      namespace: '',
      uid: '',
      resourceVersion: '',
      labels: {},
      finalizers: [],
      annotations: { x: null },
    }
    const made = await create(configMaps, { apiVersion: '', kind: '', metadata, data: {} })
    expect(made).toMatchObject({
      kind: 'ConfigMap',
      metadata: { namespace, annotations: { x: '' } },
    })
    for (const key of ['labels', 'finalizers']) expect(at(made, 'metadata', key)).toBeUndefined()
    expect(at(made, 'data')).toBeUndefined()
  })

  test('the API says what it serves', async () => {
    const { get } = await makePlace(ground())
    expect(at(await get('/api'), 'versions')).toEqual(['v1'])
    expect(await get('/apis')).toMatchObject({
      groups: expect.arrayContaining([
        expect.objectContaining({ name: 'test.waxseal.dev' }),
        expect.objectContaining({ name: 'apps' }),
      ]),
    })
    expect(await get('/apis/test.waxseal.dev')).toMatchObject({
      kind: 'APIGroup',
      versions: [{ version: 'v2' }, { version: 'v1' }],
      preferredVersion: { groupVersion: 'test.waxseal.dev/v2', version: 'v2' },
    })
    const served = at(await get('/apis/test.waxseal.dev/v1'), 'resources')
    const named = { name: 'widgets', singularName: 'widget', shortNames: ['wd'] }
    for (const resource of [named, { name: 'widgets/status' }]) {
      const described = { ...resource, kind: 'Widget', namespaced: true }
      expect(served).toContainEqual(expect.objectContaining(described))
    }
    expect(served).toContainEqual(expect.objectContaining({ name: 'gizmos', kind: 'Gizmo' }))
    const core = at(await get('/api/v1'), 'resources')
    for (const [name, kind] of [
      ['secrets', 'Secret'],
      ['services/proxy', 'ServiceProxyOptions'],
    ]) {
      expect(core).toContainEqual(expect.objectContaining({ name, kind }))
    }
  })

  test('the administrator may do everything', async () => {
    const { create } = await makePlace(ground())
    const review = await create('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { verb: 'get', resource: 'secrets' } },
    })
    expect(at(review, 'status', 'allowed')).toBe(true)
  })

  test('the server is alive, also for those it does not know', async () => {
    const { send } = await makePlace(ground())
    for (const path of ['/healthz', '/readyz', '/livez']) {
      const { status, text } = await send('GET', path, { token: null })
      expect([status, text]).toEqual([200, 'ok'])
    }
    expect((await send('GET', '/version', { token: null })).status).toBe(200)
  })

  test('a status is a part of its own for kinds that have it', async () => {
    const { create, send, widgets, configMaps } = await makePlace(ground())
    await create(configMaps, { metadata: { name: 'a' } })
    expect(refusalOf(await send('GET', `${configMaps}/a/status`))).toBe('404 NotFound')
    await create(widgets, widget('a'))
    expect((await send('GET', `${widgets}/a/status`)).status).toBe(200)
  })
}
