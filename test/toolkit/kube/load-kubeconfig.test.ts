import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createKubeClient, loadKubeconfig, SECRETS } from '../../../toolkit/kube/index.ts'
import type { KubeAccess, KubeconfigSource } from '../../../toolkit/kube/index.ts'
import { createTestCertificate } from '../http/test-certificate.ts'
import { json, object, startScriptedServer } from './scripted-server.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waxseal-kubeconfig-'))
})

afterEach(async () => rm(folder, { recursive: true }))

/** Writes a kubeconfig with one context and gives its path. */
async function write(
  name: string,
  fields: { user?: object; cluster?: object } = {},
): Promise<string> {
  const path = join(folder, name)
  const cluster = { server: `https://${name}.example`, ...fields.cluster }
  const text = JSON.stringify({
    'current-context': name,
    clusters: [{ name, cluster }],
    users: [{ name, user: fields.user ?? { token: name } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
  })
  await writeFile(path, text)
  return path
}

const load = (source: Partial<KubeconfigSource>): Promise<KubeAccess> =>
  loadKubeconfig({ env: {}, ...source })

describe('where a kubeconfig is found', () => {
  test('--kubeconfig before KUBECONFIG before the home folder', async () => {
    const [first, second] = [await write('first'), await write('second')]
    await mkdir(join(folder, '.kube'))
    await write('.kube/config')
    const env = { HOME: folder, KUBECONFIG: second }
    expect((await load({ path: first, env })).context).toBe('first')
    expect((await load({ env })).context).toBe('second')
    expect((await load({ env: { HOME: folder, KUBECONFIG: '' } })).context).toBe('.kube/config')
  })

  test('several paths are one; missing ones are passed over', async () => {
    const paths = [join(folder, 'missing'), await write('first'), '', await write('second')]
    const env = { KUBECONFIG: paths.join(':') }
    expect((await load({ env })).server).toBe('https://first.example')
    expect((await load({ env, context: 'second' })).server).toBe('https://second.example')
  })

  test('YAML with comments is read', async () => {
    const path = join(folder, 'yaml')
    const text = `# mine
apiVersion: v1
current-context: "a" # this one
clusters: [{name: a, cluster: {server: https://a.example}}]
contexts:
- name: a
  context: {cluster: a, namespace: here}
`
    await writeFile(path, text)
    expect(await load({ path })).toMatchObject({ server: 'https://a.example', namespace: 'here' })
  })

  test.each<[string, string | undefined]>([
    ['missing', undefined],
    ['no YAML', 'a: [canary'],
    ['no kubeconfig', '- canary'],
    ['empty', ''],
  ])('a file that is %s is refused without a word of it', async (_name, text) => {
    const path = join(folder, 'bad')
    if (text !== undefined) await writeFile(path, text)
    const error: unknown = await load({ path }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'ERR_KUBECONFIG_INVALID' })
    expect(String(error)).not.toContain('canary')
  })

  test('nothing at all is refused with advice', async () => {
    await expect(load({ env: { HOME: folder } })).rejects.toMatchObject({
      code: 'ERR_KUBECONFIG_INVALID',
      hint: expect.stringMatching(/--kubeconfig/),
    })
  })
})

describe('in a pod', () => {
  const env = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '6443' }
  let serviceAccountFolder: string

  beforeEach(async () => {
    serviceAccountFolder = join(folder, 'serviceaccount')
    await mkdir(serviceAccountFolder)
    await writeFile(join(serviceAccountFolder, 'token'), 'one\n')
    await writeFile(join(serviceAccountFolder, 'ca.crt'), 'the authority')
    await writeFile(join(serviceAccountFolder, 'namespace'), 'mine\n')
  })

  test('the service account is used, and its token read again', async () => {
    const access = await load({ env, serviceAccountFolder })
    expect(access).toMatchObject({
      server: 'https://10.0.0.1:6443',
      namespace: 'mine',
      context: undefined,
    })
    const { headers, tls } = await access.credentials()
    expect(headers['authorization']).toBe('Bearer one')
    expect(String(tls.ca)).toBe('the authority')
    await writeFile(join(serviceAccountFolder, 'token'), 'two')
    expect((await access.credentials()).headers['authorization']).toBe('Bearer one')
    expect((await access.credentials({ renew: true })).headers['authorization']).toBe('Bearer two')
  })

  test('an IPv6 address is put in brackets', async () => {
    const six = { ...env, KUBERNETES_SERVICE_HOST: 'fd00::1' }
    expect((await load({ env: six, serviceAccountFolder })).server).toBe('https://[fd00::1]:6443')
  })

  test('a kubeconfig comes first, unless only the pod is wanted', async () => {
    const both = { ...env, KUBECONFIG: await write('file') }
    expect((await load({ env: both, serviceAccountFolder })).context).toBe('file')
    const inPod = await load({ env: both, serviceAccountFolder, inCluster: true })
    expect(inPod.context).toBeUndefined()
  })

  test.each<[string, Partial<KubeconfigSource>]>([
    ['it is not wanted', { env, inCluster: false }],
    ['a context is wanted', { env, context: 'a' }],
    ['there is no token', { env, serviceAccountFolder: '/nowhere' }],
    ['this is no pod', { inCluster: true }],
  ])('is refused when %s', async (_name, source) => {
    await expect(load({ serviceAccountFolder, ...source })).rejects.toMatchObject({
      code: 'ERR_KUBECONFIG_INVALID',
    })
  })
})

const headersFor = async (user: object): Promise<object> =>
  (await (await load({ path: await write('a', { user }) })).credentials()).headers

const jwt = (exp: number): string =>
  ['{}', JSON.stringify({ exp }), 'sig']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')

describe('credentials', () => {
  const oidc = (exp: number): object => ({
    'auth-provider': { name: 'oidc', config: { 'id-token': jwt(exp) } },
  })

  test.each<[string, object, object]>([
    ['a token', { token: 'abc' }, { authorization: 'Bearer abc' }],
    ['a password', { username: 'u', password: 'p' }, { authorization: 'Basic dTpw' }],
    ['nobody', {}, {}],
    ['OIDC', oidc(9e9), { authorization: `Bearer ${jwt(9e9)}` }],
    ['OIDC that is over and cannot be renewed', oidc(1), {}],
    [
      'somebody else',
      {
        token: 'abc',
        as: 'jane',
        'as-groups': ['g', 'h'],
        'as-uid': '7',
        'as-user-extra': { 'a/b': ['x'] },
      },
      {
        authorization: 'Bearer abc',
        'impersonate-user': 'jane',
        'impersonate-group': ['g', 'h'],
        'impersonate-uid': '7',
        'impersonate-extra-a%2Fb': ['x'],
      },
    ],
  ])('%s', async (_name, user, expected) => {
    expect(await headersFor(user)).toEqual(expected)
  })

  test('a token file wins over a token, as in kubectl', async () => {
    await writeFile(join(folder, 'token'), 'file\n')
    expect(await headersFor({ token: 'abc', tokenFile: 'token' })).toEqual({
      authorization: 'Bearer file',
    })
  })

  test('a failure is not kept', async () => {
    const access = await load({ path: await write('a', { user: { tokenFile: 'late' } }) })
    await expect(access.credentials()).rejects.toMatchObject({ code: 'ERR_KUBECONFIG_INVALID' })
    await writeFile(join(folder, 'late'), 'abc')
    expect((await access.credentials()).headers).toEqual({ authorization: 'Bearer abc' })
  })

  test('with a proxy the same things win', async () => {
    const data = Buffer.from('inline').toString('base64')
    const cluster = {
      'proxy-url': 'http://127.0.0.1:1',
      'certificate-authority': 'missing',
      'certificate-authority-data': data,
    }
    await writeFile(join(folder, 'token'), 'file\n')
    const user = { token: 'abc', tokenFile: 'token', as: 'jane' }
    const access = await load({ path: await write('a', { cluster, user }) })
    const { headers, tls, proxyAgent } = await access.credentials()
    expect(headers).toEqual({ authorization: 'Bearer file', 'impersonate-user': 'jane' })
    expect([String(tls.ca), typeof proxyAgent]).toEqual(['inline', 'object'])
  })

  test('inline data wins over a file, and the same material is the same object', async () => {
    const data = Buffer.from('inline').toString('base64')
    const cluster = { 'certificate-authority': 'missing', 'certificate-authority-data': data }
    const access = await load({ path: await write('a', { cluster }) })
    const first = await access.credentials()
    expect(String(first.tls.ca)).toBe('inline')
    expect(first.tls.rejectUnauthorized).toBe(true)
    expect((await access.credentials({ renew: true })).tls).toBe(first.tls)
  })

  test('a certificate check may be switched off by the kubeconfig only', async () => {
    const cluster = { 'insecure-skip-tls-verify': true, 'tls-server-name': 'other' }
    const access = await load({ path: await write('a', { cluster }) })
    expect((await access.credentials()).tls).toEqual({
      rejectUnauthorized: false,
      servername: 'other',
    })
  })

  test.each<[string, object, RegExp]>([
    ['a missing file', { tokenFile: 'missing' }, /missing cannot be read/],
    ['a missing plugin', { exec: { command: 'no-such-plugin' } }, /plugin no-such-plugin failed/],
    [
      'a failing plugin',
      {
        exec: {
          command: process.execPath,
          args: ['-e', 'console.error("canary");process.exit(1)'],
        },
      },
      /plugin .* failed/,
    ],
    [
      'a plugin that says nonsense',
      { exec: { command: process.execPath, args: ['-e', 'console.log("canary")'] } },
      /plugin .* failed/,
    ],
  ])('%s is told without the words of others', async (_name, user, message) => {
    const access = await load({ path: await write('a', { user }) })
    const error: unknown = await access.credentials().catch((caught: unknown) => caught)
    expect(error).toMatchObject({
      code: 'ERR_KUBECONFIG_INVALID',
      message: expect.stringMatching(message),
      retryable: true,
    })
    expect(JSON.stringify(error) + String(error)).not.toContain('canary')
  })

  test('a plugin is started once for many calls, and is told what it must know', async () => {
    const script = join(folder, 'plugin.cjs')
    const code = `
      const { appendFileSync } = require('node:fs')
      appendFileSync(${JSON.stringify(join(folder, 'starts'))}, 'x')
      const info = JSON.parse(process.env.KUBERNETES_EXEC_INFO)
      const token = [process.env.EXTRA, info.kind, info.spec.cluster.server].join(' ')
      console.log(JSON.stringify({ kind: 'ExecCredential', status: { token } }))`
    await writeFile(script, code)
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: [script],
      env: [{ name: 'EXTRA', value: 'e' }],
      provideClusterInfo: true,
    }
    const access = await load({ path: await write('a', { user: { exec } }) })
    const all = await Promise.all([1, 2, 3].map(() => access.credentials()))
    const tokens = new Set(all.map(({ headers }) => headers['authorization']))
    expect([...tokens]).toEqual(['Bearer e ExecCredential https://a.example'])
    await access.credentials()
    expect(await readFile(join(folder, 'starts'), 'utf8')).toBe('x')
    // Many calls are refused at once: one new start is enough for all.
    await Promise.all([1, 2, 3].map(() => access.credentials({ renew: true })))
    await access.credentials({ renew: true })
    expect(await readFile(join(folder, 'starts'), 'utf8')).toBe('xx')
  })
})

describe('through a kubeconfig', () => {
  test('a server is reached over TLS with a client certificate', async () => {
    const { key, cert } = createTestCertificate()
    const options = { key, cert, ca: cert, requestCert: true, rejectUnauthorized: true }
    const server = createServer(options, (_request, response) => {
      response.end(JSON.stringify(object('b', '1')))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await writeFile(join(folder, 'ca.crt'), cert)
    await writeFile(join(folder, 'client.key'), key)
    const cluster = { server: `https://127.0.0.1:${port}`, 'certificate-authority': 'ca.crt' }
    const user = {
      'client-certificate-data': Buffer.from(cert).toString('base64'),
      'client-key': 'client.key',
    }
    const ref = { namespace: 'a', name: 'b' }
    try {
      const client = createKubeClient(await load({ path: await write('a', { cluster, user }) }))
      expect((await client.get(SECRETS, ref)).kind).toBe('Secret')
      client.close()
      const stranger = createKubeClient(await load({ path: await write('b', { cluster }) }))
      await expect(stranger.get(SECRETS, ref)).rejects.toMatchObject({
        code: 'ERR_KUBE_UNREACHABLE',
        hint: expect.stringMatching(/client certificate/),
      })
      stranger.close()
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  test('a plain server on this machine is reached', async () => {
    const server = await startScriptedServer()
    server.on('GET /api/v1/namespaces/a/secrets/b', json(object('b', '1')))
    const access = await load({ path: await write('a', { cluster: { server: server.url } }) })
    const client = createKubeClient(access)
    const ref = { namespace: 'a', name: 'b' }
    expect((await client.get(SECRETS, ref)).metadata.name).toBe('b')
    expect(server.requests[0]?.headers.authorization).toBe('Bearer a')
    client.close()
    await server.close()
  })
})
