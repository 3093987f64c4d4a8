import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { httpRequest } from '../../../toolkit/http/index.ts'
import { createKubeClient, loadKubeconfig, SECRETS } from '../../../toolkit/kube/index.ts'
import type { KubeAccess } from '../../../toolkit/kube/index.ts'
import { createAgentPool } from '../../../toolkit/kube/agent-pool.ts'
import { createTestCertificate } from '../http/test-certificate.ts'
import { startConnectProxy } from './connect-proxy.ts'
import type { ConnectProxy } from './connect-proxy.ts'
import { json, object, startScriptedServer } from './scripted-server.ts'
import type { ScriptedServer } from './scripted-server.ts'

const HOST = 'api.example.invalid'
const certificate = createTestCertificate(HOST)
const ref = { namespace: 'a', name: 'b' }

let server: ScriptedServer
let proxy: ConnectProxy

beforeEach(async () => {
  server = await startScriptedServer(certificate)
  server.on('GET /api/v1/namespaces/a/secrets/b', json(object('b', '1')))
  proxy = await startConnectProxy(Number(new URL(server.url).port))
})

afterEach(async () => {
  await server.close()
  await proxy.close()
})

async function get(access: KubeAccess): Promise<unknown> {
  const client = createKubeClient(access)
  try {
    return await client.get(SECRETS, ref)
  } finally {
    client.close()
  }
}

describe('a proxy', () => {
  test('of the environment leads to the API server', async () => {
    const access = { ...server.access, server: `https://${HOST}:6443` }
    await get({ ...access, proxyEnv: { HTTPS_PROXY: proxy.url } })
    expect(proxy.asked).toEqual([`${HOST}:6443`])
  })

  test('is not asked for this very machine, nor for what NO_PROXY names', async () => {
    const proxyEnv = { HTTPS_PROXY: proxy.url, NO_PROXY: HOST }
    await expect(get({ ...server.access, proxyEnv })).rejects.toMatchObject({
      message: expect.stringMatching(/another host name/),
    })
    const access = { ...server.access, server: `https://${HOST}:6443` }
    await expect(get({ ...access, proxyEnv })).rejects.toMatchObject({
      code: 'ERR_KUBE_UNREACHABLE',
    })
    expect(proxy.asked).toEqual([])
  })

  test('of the kubeconfig leads to the API server', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'waxseal-proxy-'))
    const path = join(folder, 'config')
    const cluster = {
      server: `https://${HOST}:6443`,
      'certificate-authority-data': Buffer.from(certificate.cert).toString('base64'),
      'proxy-url': proxy.url,
    }
    const config = {
      'current-context': 'a',
      clusters: [{ name: 'a', cluster }],
      contexts: [{ name: 'a', context: { cluster: 'a' } }],
    }
    await writeFile(path, JSON.stringify(config))
    await get(await loadKubeconfig({ path, env: {} }))
    expect(proxy.asked).toEqual([`${HOST}:6443`])
    await rm(folder, { recursive: true })
  })

  test('leads to a certificate too', async () => {
    server.on('GET /cert.pem', (response) => response.end('PEM'))
    const url = `https://${HOST}/cert.pem`
    const env = { HTTPS_PROXY: proxy.url }
    const answer = await httpRequest({ url, ca: certificate.cert, env })
    expect(Buffer.from(answer.body).toString()).toBe('PEM')
    expect(proxy.asked).toEqual([`${HOST}:443`])
  })
})

describe('agents', () => {
  const pool = createAgentPool(new URL('https://server'), 2, undefined)
  const tls = { ca: 'x' }

  test('are kept as long as the TLS material is the same object', () => {
    const first = pool.agentFor({ headers: {}, tls }, false)
    expect(pool.agentFor({ headers: { authorization: 'new' }, tls }, false)).toBe(first)
    expect(pool.agentFor({ headers: {}, tls: { ca: 'x' } }, false)).not.toBe(first)
  })

  test('of watches are others than those of calls, without a limit', () => {
    const calls = pool.agentFor({ headers: {}, tls }, false)
    const watches = pool.agentFor({ headers: {}, tls }, true)
    expect([calls.maxSockets, watches.maxSockets]).toEqual([2, Infinity])
  })
})
