import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type ControllerOptions, runController } from '../../controller/index.ts'
import { generateSealingKey } from '../../toolkit/keys/index.ts'
import {
  createKubeClient,
  type KubeClient,
  type KubeObject,
  loadKubeconfig,
  NAMESPACES,
  SEALED_SECRETS,
  SECRETS,
} from '../../toolkit/kube/index.ts'
import { buildKeySecret } from '../../toolkit/sealing-keys/index.ts'
import { startController } from './black-box/run-controller.ts'
import { type Ground, PATIENCE, until } from './black-box/stage.ts'
import { sandboxGround } from './sandbox-ground.ts'

let ground: Ground
let client: KubeClient
let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'waxseal-controller-'))
  ground = await sandboxGround()
  client = createKubeClient(await loadKubeconfig({ path: ground.admin, env: {} }))
})
afterAll(async () => {
  client.close()
  await ground.stop()
  await rm(directory, { recursive: true })
})

/** As the API server accepts it, and no more. */
const BROKEN = { 'tls.key': 'eA==', 'tls.crt': 'eA==' }

async function namespaceWith(...keys: object[]): Promise<string> {
  const request: KubeObject = { metadata: { generateName: 'keys-' } }
  const { metadata } = await client.create(NAMESPACES, request)
  const namespace = metadata.name ?? ''
  for (const data of keys) {
    const secret = buildKeySecret({ namespace, prefix: 'k', privateKeyPem: '', certificatePem: '' })
    await client.create(SECRETS, { ...secret, data })
  }
  return namespace
}

async function keyData(validFrom: string): Promise<{ 'tls.key': string; 'tls.crt': string }> {
  const request = { bits: 2048, commonName: '', validForSeconds: 1e9 }
  const pair = await generateSealingKey({ ...request, validFrom: new Date(validFrom) })
  return {
    'tls.key': Buffer.from(pair.privateKeyPem).toString('base64'),
    'tls.crt': Buffer.from(pair.certificatePem).toString('base64'),
  }
}

/** Runs a controller that is expected to end by itself; gives what it ended with, and its log. */
async function ending(
  options: ControllerOptions,
  env: Record<string, string> = {},
): Promise<{ error: unknown; log: string }> {
  const lines: string[] = []
  const stream = { write: (line: string): unknown => lines.push(line) }
  const local = { listenAddr: '127.0.0.1:0', listenMetricsAddr: '127.0.0.1:0', keySize: 2048 }
  const deps = {
    env,
    stdout: stream,
    stderr: stream,
    version: '0',
    signal: new AbortController().signal,
  }
  const error = await runController({ ...local, ...options }, deps).catch(
    (thrown: unknown) => thrown,
  )
  return { error, log: lines.join('') }
}

describe('the controller does not start', () => {
  const refused: [name: string, options: () => Promise<ControllerOptions>, code: string][] = [
    [
      'outside a cluster without being told where',
      () => Promise.resolve({ namespace: 'a' }),
      'ERR_KUBECONFIG_INVALID',
    ],
    [
      'with a kubeconfig that is not there',
      () => Promise.resolve({ kubeconfig: '/no/such/file' }),
      'ERR_KUBECONFIG_INVALID',
    ],
    [
      'without a namespace for its keys',
      async () => ({ kubeconfig: await kubeconfigOf('https://127.0.0.1:1') }),
      'ERR_NAMESPACE_MISSING',
    ],
    [
      'when its address cannot be listened on',
      async () => ({
        kubeconfig: ground.admin,
        namespace: await namespaceWith(),
        listenAddr: 'nonsense',
      }),
      'ERR_USAGE',
    ],
    [
      'with a prefix that no Secret can have',
      async () => ({
        kubeconfig: ground.admin,
        namespace: await namespaceWith(),
        keyPrefix: 'Key_',
      }),
      'ERR_USAGE',
    ],
    [
      'when there are key Secrets, but no usable one: it never generates one then',
      async () => ({
        kubeconfig: ground.admin,
        namespace: await namespaceWith(BROKEN),
      }),
      'ERR_KEY_MALFORMED',
    ],
  ]
  it.each(refused)('%s', async (_name, options, code) => {
    const given = await options()
    const { error } = await ending(given)
    expect(error).toMatchObject({ code })
    const { items } = await client.list(SECRETS, { namespace: given.namespace ?? 'none' })
    expect(items.filter(({ metadata }) => metadata.name?.startsWith('sealed-secrets'))).toEqual([])
  })

  it('on the cluster of whoever happens to start it', async () => {
    const namespace = await namespaceWith()
    const { error } = await ending({ namespace }, { KUBECONFIG: ground.admin })
    expect(error).toMatchObject({ code: 'ERR_KUBECONFIG_INVALID' })
    expect((await client.list(SECRETS, { namespace })).items).toEqual([])
  })

  it('takes its namespace from POD_NAMESPACE', async () => {
    const namespace = await namespaceWith(BROKEN)
    const { error } = await ending({ kubeconfig: ground.admin }, { POD_NAMESPACE: namespace })
    expect(error).toMatchObject({ code: 'ERR_KEY_MALFORMED' })
  })
})

describe('the keys in the cluster', () => {
  it('are used as they are: the newest seals, a broken one is reported, none is generated', async () => {
    const newest = await keyData('2025-06-01')
    const broken = { 'tls.key': 'eA==', 'tls.crt': newest['tls.crt'] }
    const namespace = await namespaceWith(
      await keyData('2024-01-01'),
      newest,
      broken,
      await keyData('2025-01-01'),
    )
    const controller = await startController({ kubeconfig: ground.admin, namespace })
    const response = await fetch(`${controller.url}/v1/cert.pem`)
    expect(await response.text()).toBe(Buffer.from(newest['tls.crt'], 'base64').toString())
    expect(controller.output()).toContain('ERR_KEY_MALFORMED')
    expect((await client.list(SECRETS, { namespace })).items).toHaveLength(4)
    await controller.stop()
  })

  it('include one that is known by its name alone', async () => {
    const namespace = await namespaceWith()
    const data = await keyData('2025-01-01')
    const metadata = { namespace, name: 'sealed-secrets-key' }
    await client.create(SECRETS, { metadata, type: 'kubernetes.io/tls', data })
    const controller = await startController({ kubeconfig: ground.admin, namespace })
    const response = await fetch(`${controller.url}/v1/cert.pem`)
    expect(await response.text()).toBe(Buffer.from(data['tls.crt'], 'base64').toString())
    expect((await client.list(SECRETS, { namespace })).items).toHaveLength(1)
    await controller.stop()
  })

  it('are followed: a newer one seals at once, a retired one no longer', async () => {
    const old = await keyData('2024-01-01')
    const namespace = await namespaceWith(old)
    const controller = await startController({ kubeconfig: ground.admin, namespace })
    const served = async (): Promise<string> =>
      (await fetch(`${controller.url}/v1/cert.pem`)).text()
    const pem = ({ 'tls.crt': crt }: typeof old): string => Buffer.from(crt, 'base64').toString()
    const newer = await keyData('2025-01-01')
    const secret = buildKeySecret({ namespace, prefix: 'k', privateKeyPem: '', certificatePem: '' })
    const { metadata } = await client.create(SECRETS, { ...secret, data: newer })
    await expect.poll(served, PATIENCE).toBe(pem(newer))
    const labels = { 'sealedsecrets.bitnami.com/sealed-secrets-key': 'compromised' }
    const ref = { namespace, name: metadata.name ?? '' }
    await client.patch(SECRETS, ref, { type: 'merge', body: { metadata: { labels } } })
    await expect.poll(served, PATIENCE).toBe(pem(old))
    await controller.stop()
  })
})

describe('a generated key', () => {
  it('can be retired like any other', async () => {
    const namespace = await namespaceWith()
    const controller = await startController({ kubeconfig: ground.admin, namespace })
    const served = async (): Promise<number> =>
      (await fetch(`${controller.url}/v1/cert.pem`)).status
    expect(await served()).toBe(200)
    const [key] = (await client.list(SECRETS, { namespace })).items
    const labels = { 'sealedsecrets.bitnami.com/sealed-secrets-key': 'compromised' }
    const ref = { namespace, name: key?.metadata.name ?? '' }
    await client.patch(SECRETS, ref, { type: 'merge', body: { metadata: { labels } } })
    await expect.poll(served, PATIENCE).toBe(500)
    await controller.stop()
  })
})

/** The key that everybody has. */
async function exampleData(): Promise<{ 'tls.key': string; 'tls.crt': string }> {
  const [key, crt] = await Promise.all(
    ['sealing.key', 'sealing.crt'].map((file) => readFile(`keys-example/${file}`)),
  )
  return { 'tls.key': `${key?.toString('base64')}`, 'tls.crt': `${crt?.toString('base64')}` }
}

describe('a published key', () => {
  it('ends the controller, unless it is allowed', async () => {
    const namespace = await namespaceWith(await exampleData(), await keyData('2025-01-01'))
    const options = { kubeconfig: ground.admin, namespace }
    expect((await ending(options)).error).toMatchObject({ code: 'ERR_KEY_EXAMPLE' })
    const controller = await startController({ ...options, allowExampleKeys: true })
    expect(await controller.stop()).toBe(0)
  })

  it('is not used when it comes later', async () => {
    const own = await keyData('2020-01-01')
    const namespace = await namespaceWith(own)
    const controller = await startController({ kubeconfig: ground.admin, namespace })
    const secret = buildKeySecret({ namespace, prefix: 'k', privateKeyPem: '', certificatePem: '' })
    await client.create(SECRETS, { ...secret, data: await exampleData() })
    await until(async () => expect(controller.output()).toContain('ERR_KEY_EXAMPLE'))
    const served = await (await fetch(`${controller.url}/v1/cert.pem`)).text()
    expect(served).toBe(Buffer.from(own['tls.crt'], 'base64').toString())
    await controller.stop()
  })
})

describe('an API server that cannot be reached', () => {
  it('is waited for; the probes tell it, and the controller stops when it is told to', async () => {
    const kubeconfig = await kubeconfigOf(`https://127.0.0.1:${await freePort()}`)
    const lines: string[] = []
    const stream = { write: (line: string): unknown => lines.push(line) }
    const abort = new AbortController()
    const ended = runController(
      {
        kubeconfig,
        namespace: 'a',
        listenAddr: '127.0.0.1:0',
        listenMetricsAddr: '127.0.0.1:0',
        logFormat: 'json',
      },
      { env: {}, stdout: stream, stderr: stream, version: '0', signal: abort.signal },
    )
    await until(async () => expect(lines.join('')).toContain('ERR_KUBE_UNREACHABLE'))
    const started = lines.find((line) => line.includes('controller started')) ?? '{}'
    const { url } = JSON.parse(started) as { url: string }
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/readyz`)).status).toBe(503)
    expect((await fetch(`${url}/v1/cert.pem`)).status).toBe(500)
    abort.abort()
    expect(await ended).toBe(0)
  })
})

describe('the namespaces it serves', () => {
  it('are its own and the additional ones, when it is told so', async () => {
    const [own, additional, other] = [
      await namespaceWith(),
      await namespaceWith(),
      await namespaceWith(),
    ]
    const controller = await startController({
      kubeconfig: ground.admin,
      namespace: own,
      additionalNamespaces: [additional],
    })
    const spec = { encryptedData: { a: '' }, template: {} }
    for (const namespace of [other, own, additional]) {
      await client.create(SEALED_SECRETS, { metadata: { namespace, name: 'x' }, spec })
    }
    for (const namespace of [own, additional]) {
      await expect.poll(() => status(namespace), PATIENCE).toBeDefined()
    }
    expect(await status(other)).toBeUndefined()
    await controller.stop()
  })
})

async function status(namespace: string): Promise<unknown> {
  return (await client.get(SEALED_SECRETS, { namespace, name: 'x' }))['status']
}

/** A kubeconfig whose context names no namespace. */
async function kubeconfigOf(server: string): Promise<string> {
  const path = join(directory, 'kubeconfig')
  const text = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'c',
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'c', user: { token: 't' } }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'c' } }],
  })
  await writeFile(path, text)
  return path
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
