import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { serveHttp, type HttpServer } from '../../toolkit/http/index.ts'
import { createKubeClient, loadKubeconfig, SERVICES } from '../../toolkit/kube/index.ts'
import { type SealingPair, sealingPair } from '../cli/sealing-pair.ts'
import { type WorkFolder, workFolder } from '../cli/work-folder.ts'
import { type RealCluster, startRealCluster } from './real-cluster.ts'

let cluster: RealCluster
let folder: WorkFolder
let pair: SealingPair
let controller: HttpServer

beforeAll(async () => {
  cluster = await startRealCluster()
  folder = await workFolder({})
  pair = await sealingPair()
})

afterAll(async () => {
  await controller?.close(0)
  await cluster?.stop()
  await folder?.remove()
})

const waxseal = (...args: string[]): ReturnType<WorkFolder['run']> =>
  folder.run([...args, '--kubeconfig', cluster.kubeconfigPath])

test('installs what the controller needs, changes it, and leaves it alone when it is the same', async () => {
  const args = ['install', '--apply', '--image', 'example.com/waxseal:1']
  const first = await waxseal(...args)
  expect(first).toMatchObject({ code: 0, stdout: '' })
  expect(first.stderr.match(/ created$/gm)).toHaveLength(9)
  expect((await waxseal(...args)).stderr.match(/ unchanged$/gm)).toHaveLength(9)
  const third = await waxseal(...args.with(3, 'example.com/waxseal:2'))
  expect(third.stderr.match(/ changed$/gm)).toHaveLength(1)
})

test('fetches the certificate through the API server', async () => {
  const host = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal)?.address
  if (host === undefined) throw new Error('the machine has no address that a Service may have')
  controller = await serveHttp({
    address: `${host}:0`,
    routes: [{ path: '/v1/cert.pem', handle: () => ({ status: 200, body: pair.certificatePem }) }],
  })
  const access = await loadKubeconfig({ path: cluster.kubeconfigPath, env: {} })
  const client = createKubeClient(access)
  const service = { namespace: 'seal', name: 'sealer' }
  const kind = { group: '', version: 'v1', namespaced: true }
  const namespaces = { ...kind, plural: 'namespaces', kind: 'Namespace', namespaced: false }
  await client.create(namespaces, { metadata: { name: 'seal' } })
  // Nobody makes the service account here that every Pod needs.
  const accounts = { ...kind, plural: 'serviceaccounts', kind: 'ServiceAccount' }
  await client.create(accounts, { metadata: { namespace: 'seal', name: 'default' } })
  const pods = { ...kind, plural: 'pods', kind: 'Pod' }
  const containers = [{ name: 'a', image: 'example.com/a' }]
  const spec = { nodeName: 'none', containers, automountServiceAccountToken: false }
  await client.create(pods, { metadata: service, spec })
  const status = { podIP: host, podIPs: [{ ip: host }] }
  await client.patchStatus(pods, service, { type: 'merge', body: { status } })
  await client.create(SERVICES, {
    metadata: service,
    spec: { ports: [{ name: 'http', port: 8080 }] },
  })
  // The API server passes requests on to addresses of Pods only.
  const targetRef = { kind: 'Pod', ...service }
  const ports = [{ name: 'http', port: controller.port }]
  await client.create(
    { ...kind, plural: 'endpoints', kind: 'Endpoints' },
    { metadata: service, subsets: [{ addresses: [{ ip: host, targetRef }], ports }] },
  )
  client.close()
  const where = ['--controller-namespace', 'seal', '--controller-name', 'sealer']
  const { code, stdout } = await waxseal('cert', 'fetch', ...where)
  expect({ code, stdout }).toEqual({ code: 0, stdout: pair.certificate.pem })
})
