import { afterEach, describe, expect, test } from 'vitest'
import { createKubeClient, SECRETS } from '../../../toolkit/kube/index.ts'
import type { KubeAccess, KubeClient, KubeClientOptions } from '../../../toolkit/kube/index.ts'
import { createTestCertificate } from '../http/test-certificate.ts'
import { json, object, startScriptedServer, status } from './scripted-server.ts'
import type { Play, ScriptedServer } from './scripted-server.ts'

const PATH = 'GET /api/v1/namespaces/a/secrets/b'
const ref = { namespace: 'a', name: 'b' }
const found = json(object('b', '1'))

const toClose: (() => unknown)[] = []

afterEach(async () => {
  for (const close of toClose.splice(0)) await close()
})

async function setUp(
  plays: Play[],
  options: KubeClientOptions = {},
  access: Partial<KubeAccess> = {},
): Promise<{ server: ScriptedServer; client: KubeClient }> {
  const server = await startScriptedServer()
  server.on(PATH, ...plays)
  const client = createKubeClient({ ...server.access, ...access }, { timeoutMs: 2_000, ...options })
  toClose.push(
    () => client.close(),
    () => server.close(),
  )
  return { server, client }
}

const busy = status(429, 'TooManyRequests', { headers: { 'retry-after': '0' } })

describe('429', () => {
  test('is asked again as the server says', async () => {
    const { server, client } = await setUp([busy, busy, found])
    await client.get(SECRETS, ref)
    expect(server.requests).toHaveLength(3)
  })

  test('is thrown when it goes on', async () => {
    const { server, client } = await setUp([busy], { retries: 2 })
    await expect(client.get(SECRETS, ref)).rejects.toMatchObject({
      code: 'ERR_KUBE_STATUS',
      status: 429,
      retryAfterMs: 0,
      retryable: true,
    })
    expect(server.requests).toHaveLength(3)
  })

  test('does not hold a caller who stops', async () => {
    const wait = status(429, 'TooManyRequests', { headers: { 'retry-after': '600' } })
    const { server, client } = await setUp([wait])
    const stop = new AbortController()
    const call = client.get(SECRETS, ref, { signal: stop.signal }).catch((error: unknown) => error)
    await expect.poll(() => server.requests.length).toBe(1)
    stop.abort('enough')
    expect(await call).toBe('enough')
  })
})

/** Another token after each renewal. */
const changing = (): { access: Partial<KubeAccess>; renewals: () => number } => {
  let token = 0
  return {
    renewals: () => token,
    access: {
      credentials: async (options) => {
        if (options?.renew === true) token++
        return { headers: { authorization: `Bearer ${token}` }, tls: {} }
      },
    },
  }
}

const stuck: Partial<KubeAccess> = { credentials: () => new Promise(() => undefined) }

describe('401', () => {
  test('renews the credentials and asks again', async () => {
    const { access, renewals } = changing()
    const { server, client } = await setUp([status(401, 'Unauthorized'), found], {}, access)
    await client.get(SECRETS, ref)
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer 0',
      'Bearer 1',
    ])
    expect(renewals()).toBe(1)
  })

  test('is thrown when the new ones are refused as well', async () => {
    const { access, renewals } = changing()
    const { client } = await setUp([status(401, 'Unauthorized')], {}, access)
    await expect(client.get(SECRETS, ref)).rejects.toMatchObject({ status: 401 })
    expect(renewals()).toBe(1)
  })

  test('a credential plugin does not hold a caller who stops', async () => {
    const { client } = await setUp([found], {}, stuck)
    const stop = new AbortController()
    const call = client.get(SECRETS, ref, { signal: stop.signal }).catch((error: unknown) => error)
    setTimeout(() => stop.abort('enough'), 10)
    expect(await call).toBe('enough')
  })
})

describe('no usable answer', () => {
  test.each<[string, Play, RegExp]>([
    ['silence', () => undefined, /did not answer in time/],
    ['a body that never ends', (response) => response.writeHead(200).write('{'), /in time/],
    ['a broken connection', (response) => response.destroy(), /broke off/],
    ['something else than JSON', (response) => response.end('<html>'), /no object/],
    ['an answer without metadata', json([]), /no object/],
  ])('%s', async (_name, play, message) => {
    const { client } = await setUp([play], { timeoutMs: 100 })
    await expect(client.get(SECRETS, ref)).rejects.toMatchObject({
      code: 'ERR_KUBE_UNREACHABLE',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/./),
      retryable: true,
    })
  })

  test('a closed port', async () => {
    const { server, client } = await setUp([])
    await server.close()
    await expect(client.get(SECRETS, ref)).rejects.toMatchObject({
      code: 'ERR_KUBE_UNREACHABLE',
      message: expect.stringMatching(/refused the connection/),
    })
  })

  test('another authority', async () => {
    const server = await startScriptedServer(createTestCertificate())
    const other = { ca: createTestCertificate('10.0.0.1').cert }
    const credentials: KubeAccess['credentials'] = async () => ({ headers: {}, tls: other })
    const client = createKubeClient({ ...server.access, credentials })
    toClose.push(
      () => client.close(),
      () => server.close(),
    )
    await expect(client.get(SECRETS, ref)).rejects.toMatchObject({
      code: 'ERR_KUBE_UNREACHABLE',
      hint: expect.stringMatching(/certificate-authority/),
    })
    expect(server.requests).toEqual([])
  })
})

test('a client certificate that is none is told as such', async () => {
  const server = await startScriptedServer(createTestCertificate())
  const tls = { cert: 'canary', key: 'canary' }
  const client = createKubeClient({
    ...server.access,
    credentials: async () => ({ headers: {}, tls }),
  })
  toClose.push(
    () => client.close(),
    () => server.close(),
  )
  await expect(client.get(SECRETS, ref)).rejects.toMatchObject({
    code: 'ERR_KUBE_UNREACHABLE',
    message: expect.stringMatching(/key for .* cannot be read$/),
  })
})

describe('connections', () => {
  test('are kept between calls, over TLS too', async () => {
    const server = await startScriptedServer(createTestCertificate())
    server.on(PATH, found)
    const client = createKubeClient(server.access)
    toClose.push(
      () => client.close(),
      () => server.close(),
    )
    await client.get(SECRETS, ref)
    await client.get(SECRETS, ref)
    expect(server.connections).toBe(1)
  })

  test('that the server has closed are replaced without a word', async () => {
    const { server, client } = await setUp([found])
    await Promise.all([1, 2, 3].map(() => client.get(SECRETS, ref)))
    server.cut()
    await expect(client.get(SECRETS, ref)).resolves.toMatchObject({ kind: 'Secret' })
  })

  test('are as many as allowed', async () => {
    let open = 0
    let most = 0
    const slow: Play = (response, request) => {
      most = Math.max(most, ++open)
      setTimeout(() => {
        open--
        found(response, request)
      }, 20)
    }
    const { client } = await setUp([slow], { maxConnections: 2 })
    await Promise.all(Array.from({ length: 6 }, () => client.get(SECRETS, ref)))
    expect(most).toBe(2)
  })

  test('are gone after close', async () => {
    const { server, client } = await setUp([found])
    await client.get(SECRETS, ref)
    client.close()
    await expect.poll(() => server.connections).toBe(0)
  })
})
