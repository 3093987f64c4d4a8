import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { run } from '../../../cli/run.ts'
import { type Sandbox, SERVICE_ENDPOINT_ANNOTATION, startSandbox } from '../../../sandbox/index.ts'
import { type HttpServer, serveHttp } from '../../../toolkit/http/index.ts'
import { createKubeClient, loadKubeconfig, SERVICES } from '../../../toolkit/kube/index.ts'
import { memoryIo } from '../memory-io.ts'
import { type SealingPair, sealingPair } from '../sealing-pair.ts'

let folder = ''
let pair: SealingPair
let sandbox: Sandbox
let controller: HttpServer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waxseal-cert-fetch-'))
  pair = await sealingPair()
  sandbox = await startSandbox()
  await writeFile(join(folder, 'kubeconfig'), sandbox.kubeconfig)
  const handle = () => ({ status: 200, body: pair.certificatePem })
  controller = await serveHttp({
    address: '127.0.0.1:0',
    routes: [{ path: '/v1/cert.pem', handle }],
  })
  const endpoint = `127.0.0.1:${controller.port}`
  await addService('kube-system', 'sealed-secrets-controller', 'http', endpoint)
  await addService('seal', 'sealed-secrets', undefined, endpoint)
  await addService('down', 'sealed-secrets', undefined, '127.0.0.1:1')
  await writeFile(
    join(folder, '.waxseal.yaml'),
    'clusters:\n  prod:\n    context: waxseal-sandbox\n    controller: {name: sealed-secrets, namespace: seal}\n',
  )
})

afterAll(async () => {
  await controller.close(0)
  await sandbox.close()
  await rm(folder, { recursive: true })
})

async function addService(
  namespace: string,
  name: string,
  port: string | undefined,
  endpoint: string,
): Promise<void> {
  const client = createKubeClient(
    await loadKubeconfig({ path: join(folder, 'kubeconfig'), env: {} }),
  )
  if (namespace !== 'kube-system') {
    const kind = { group: '', version: 'v1', plural: 'namespaces', kind: 'Namespace' }
    await client.create({ ...kind, namespaced: false }, { metadata: { name: namespace } })
  }
  const annotations = { [SERVICE_ENDPOINT_ANNOTATION]: endpoint }
  const ports = [{ port: 8080, ...(port !== undefined && { name: port }) }]
  await client.create(SERVICES, { metadata: { name, namespace, annotations }, spec: { ports } })
  client.close()
}

async function fetch(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { KUBECONFIG: join(folder, 'kubeconfig') }
  const { io, stdout, stderr } = memoryIo({ args: ['cert', 'fetch', ...args], env, cwd: folder })
  return { code: await run(io), stdout: stdout(), stderr: stderr() }
}

test.each<[string, string[]]>([
  ['the default Service, by the name of its port', []],
  [
    'a named Service whose port has no name',
    ['--controller-name', 'sealed-secrets', '--controller-namespace', 'seal'],
  ],
  ['the Service of a cluster in .waxseal.yaml', ['--cluster', 'prod']],
])('asks %s', async (_, args) => {
  expect(await fetch(...args)).toEqual({
    code: 0,
    stdout: pair.certificate.pem,
    stderr: expect.stringContaining('asking context waxseal-sandbox'),
  })
})

test('writes a file, and leaves it alone when it is the same', async () => {
  const written = await fetch('-w', 'cert.pem')
  expect(written.stdout).toBe('')
  expect(written.stderr).toContain(`cert.pem written: fingerprint ${pair.certificate.fingerprint}`)
  expect(await readFile(join(folder, 'cert.pem'), 'utf8')).toBe(pair.certificate.pem)
  expect((await fetch('-w', 'cert.pem')).stderr).toContain('cert.pem unchanged')
})

test('tells all about it as JSON', async () => {
  const { stdout } = await fetch('-o', 'json')
  expect(JSON.parse(stdout)).toMatchObject({
    fingerprint: pair.certificate.fingerprint,
    bits: 2048,
    expired: false,
    pem: pair.certificate.pem,
  })
})

test.each<[string, string[], number, string]>([
  ['a Service that is not there', ['--controller-name', 'x'], 5, 'ERR_SERVICE_NOT_FOUND'],
  [
    'a Service nothing answers behind',
    ['--controller-namespace', 'down', '--controller-name', 'sealed-secrets'],
    5,
    'ERR_SERVICE_NOT_FOUND',
  ],
  ['a context that is not there', ['--context', 'x'], 2, 'ERR_KUBECONFIG_INVALID'],
  ['a kubeconfig that is not there', ['--kubeconfig', 'x'], 2, 'ERR_KUBECONFIG_INVALID'],
  ['a cluster that is not there', ['--cluster', 'x'], 2, 'ERR_CLUSTER_UNKNOWN'],
  ['a http URL', ['http://127.0.0.1:1/cert.pem'], 2, 'ERR_USAGE'],
  ['another scheme', ['file:///etc/passwd'], 2, 'ERR_USAGE'],
  ['a URL that nothing answers', ['https://127.0.0.1:1/cert.pem'], 5, 'ERR_HTTP_FAILED'],
  ['a URL and a cluster', ['https://127.0.0.1:1/cert.pem', '--cluster', 'prod'], 2, 'ERR_USAGE'],
])('refuses %s', async (_, args, code, name) => {
  const result = await fetch(...args, '-o', 'json')
  expect(result).toMatchObject({ code, stdout: '' })
  expect(JSON.parse(result.stderr.split('\n').at(-2) ?? '')).toMatchObject({
    error: { code: name },
  })
})
