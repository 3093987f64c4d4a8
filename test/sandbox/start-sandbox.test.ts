import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { WaxsealError } from '../../src/index.ts'
import { startSandbox } from '../../sandbox/index.ts'
import { at, textOf } from '../../sandbox/objects/json.ts'
import { isSandboxKubeconfig } from '../../sandbox/kubeconfig.ts'
import { loadKubeconfig } from '../../toolkit/kube/index.ts'
import { makePlace, refusalOf } from '../conformance/place.ts'
import { openSandbox } from './open-sandbox.ts'

const NEW_YEAR = new Date('2030-01-01T00:00:00.999Z')
const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps'

describe('startSandbox', () => {
  test('gives an address, a token and a kubeconfig that holds both', async () => {
    const { sandbox } = await openSandbox()
    expect(sandbox.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    expect(sandbox.token).toMatch(/^[\w-]{32}$/)
    expect(sandbox.kubeconfig).toContain(sandbox.url)
    expect(sandbox.kubeconfig).toContain(sandbox.token)
    expect(sandbox.certificate).toMatch(/^-----BEGIN CERTIFICATE-----\n/)
    expect(isSandboxKubeconfig(sandbox.kubeconfig)).toBe(true)
  })

  test('two of them know nothing of each other', async () => {
    const [one, other] = [await openSandbox(), await openSandbox()]
    expect(one.sandbox.token).not.toBe(other.sandbox.token)
    await one.client.send('POST', CONFIG_MAPS, { body: { metadata: { name: 'a' } } })
    expect(refusalOf(await other.client.send('GET', `${CONFIG_MAPS}/a`))).toBe('404 NotFound')
    const foreign = { token: one.sandbox.token }
    expect(refusalOf(await other.client.send('GET', CONFIG_MAPS, foreign))).toBe('401 Unauthorized')
  })

  test('takes the time and the token it is given', async () => {
    const { client, sandbox } = await openSandbox({ clock: () => NEW_YEAR, token: 'abc' })
    expect(sandbox.token).toBe('abc')
    const { body } = await client.send('GET', '/api/v1/namespaces/default')
    expect(at(body, 'metadata', 'creationTimestamp')).toBe('2030-01-01T00:00:00Z')
  })

  test('tells an address that cannot be listened on', async () => {
    const { sandbox } = await openSandbox()
    const port = Number(new URL(sandbox.url).port)
    const error = await startSandbox({ port }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(WaxsealError)
    expect(error).toMatchObject({ code: 'ERR_USAGE' })
  })

  test('ends watches when it is closed, and listens no more', async () => {
    const { sandbox, client } = await openSandbox()
    const watch = await client.watch(`${CONFIG_MAPS}?watch=1&resourceVersion=0`)
    const ended = watch.next().catch(() => 'torn')
    await sandbox.close()
    expect([undefined, 'torn']).toContain(await ended)
    await expect(client.send('GET', CONFIG_MAPS)).rejects.toThrow('ECONNREFUSED')
  })

  test('forgets old changes: a watch gets 410, and so does a list that is being paged', async () => {
    const { client } = await openSandbox({ historyLimit: 5 })
    const start = textOf(
      at((await client.send('GET', CONFIG_MAPS)).body, 'metadata', 'resourceVersion'),
    )
    const make = (name: string) =>
      client.send('POST', CONFIG_MAPS, { body: { metadata: { name } } })
    for (const name of ['a', 'b', 'c']) await make(name)
    const page = await client.send('GET', `${CONFIG_MAPS}?limit=1`)
    const token = textOf(at(page.body, 'metadata', 'continue'))
    for (let i = 0; i < 60; i++) await make(`m${i}`)
    const watch = await client.watch(`${CONFIG_MAPS}?watch=1&resourceVersion=${start}`)
    expect(await watch.next()).toMatchObject({
      type: 'ERROR',
      object: { code: 410, reason: 'Expired' },
    })
    expect(await watch.next()).toBeUndefined()
    const next = await client.send('GET', `${CONFIG_MAPS}?limit=1&continue=${token}`)
    expect(refusalOf(next)).toBe('410 Expired')
    const exact = `${CONFIG_MAPS}?resourceVersion=${start}&resourceVersionMatch=Exact`
    expect(refusalOf(await client.send('GET', exact))).toBe('410 Expired')
  })

  test('a watch from before a restart gets 410', async () => {
    const { client } = await openSandbox()
    const watch = await client.watch(`${CONFIG_MAPS}?watch=1&resourceVersion=123456`)
    expect(await watch.next()).toMatchObject({ type: 'ERROR', object: { code: 410 } })
  })

  test('a watch that asks for bookmarks gets one when its time is up', async () => {
    const { client } = await openSandbox()
    const list = await client.send('GET', CONFIG_MAPS)
    const version = textOf(at(list.body, 'metadata', 'resourceVersion'))
    const query = `watch=1&resourceVersion=${version}&allowWatchBookmarks=true&timeoutSeconds=1`
    const watch = await client.watch(`${CONFIG_MAPS}?${query}`)
    expect(await watch.next()).toEqual({
      type: 'BOOKMARK',
      object: { kind: 'ConfigMap', apiVersion: 'v1', metadata: { resourceVersion: version } },
    })
    expect(await watch.next()).toBeUndefined()
  })

  test('its kubeconfig is read by our own loader', async () => {
    const { sandbox, client } = await openSandbox()
    const folder = await mkdtemp(join(tmpdir(), 'waxseal-test-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const path = join(folder, 'kubeconfig')
    await writeFile(path, sandbox.kubeconfig)
    const access = await loadKubeconfig({ path, env: {} })
    expect(access.server).toBe(sandbox.url)
    expect(access.namespace).toBe('default')
    expect((await client.send('GET', '/readyz')).text).toBe('ok')
  })

  test('a refusal never tells a value that was sent', async () => {
    const { client } = await openSandbox()
    const place = await makePlace({
      client,
      forgottenVersion: '1',
      namespace: () => Promise.resolve('default'),
      stop: () => Promise.resolve(),
    })
    const canary = 'canary-value'
    const bodies = [
      { metadata: { name: 'a' }, data: { k: canary } },
      {
        metadata: { name: 'a' },
        type: 'kubernetes.io/dockerconfigjson',
        stringData: { '.dockerconfigjson': canary },
      },
      { metadata: { name: 'a' }, data: { k: [canary] } },
      { metadata: { name: 'a' }, data: canary },
      { metadata: { name: 'a', labels: { k: `${canary} x` } } },
      `{"metadata":{"name":"a"},"data":{"k":"${canary}`,
    ]
    for (const body of bodies) {
      const answer = await place.send('POST', place.secrets, { body })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.text).not.toContain(canary)
    }
  })

  test('nothing a client sends is a bug of the sandbox', async () => {
    const onBug = vi.fn<(error: unknown) => void>()
    const { client } = await openSandbox({ onBug })
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const strange = [
      '',
      'null',
      '1',
      '"x"',
      '[]',
      '{}',
      deep,
      '{"metadata":null}',
      '{"metadata":[]}',
      '{"spec":{"ports":5}}',
      '{"__proto__":{"x":1}}',
      '{"metadata":{"name":"a","ownerReferences":[null]}}',
      '{"metadata":{"name":"a","ownerReferences":[1,{"uid":5}]}}',
      '{"metadata":{"name":"__proto__"}}',
      '{"metadata":{"generateName":"__proto__"}}',
      '{"spec":{"names":[],"versions":[5,null],"group":{}}}',
    ]
    const paths = ['secrets', 'configmaps', 'services', 'events', 'pods'].map(
      (plural) => `/api/v1/namespaces/default/${plural}`,
    )
    paths.push(
      '/api/v1/namespaces',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    )
    for (const path of paths) {
      for (const body of strange) {
        const { status } = await client.send('POST', path, { body })
        expect([201, 400, 422]).toContain(status)
      }
    }
    expect(onBug).not.toHaveBeenCalled()
  })
})
