import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  createKubeClient,
  type KubeClient,
  loadKubeconfig,
  NAMESPACES,
  SECRETS,
} from '../../toolkit/kube/index.ts'
import { installManifest } from '../../toolkit/install/index.ts'
import { PATIENCE } from '../controller/black-box/stage.ts'
import { type ControllerProcess, kubectl, startOurController, waxseal } from '../interop/peers.ts'
import { expectedSecret, SECRET_CASES, secretManifest } from '../interop/secret-cases.ts'
import { type RealCluster, startRealCluster } from './real-cluster.ts'

const NAMESPACE = 'sealing'

let cluster: RealCluster
let client: KubeClient
let controller: ControllerProcess
let folder: string
let certificate: string
beforeAll(async () => {
  cluster = await startRealCluster({ controllerManager: true, apply: ['deploy/crd.yaml'] })
  const admin = cluster.kubeconfigPath
  client = createKubeClient(await loadKubeconfig({ path: admin, env: {} }))
  await client.create(NAMESPACES, { metadata: { name: NAMESPACE } })
  await client.create(NAMESPACES, { metadata: { name: 'shop' } })
  const manifest = installManifest({ namespace: NAMESPACE, image: 'example.com/waxseal:test' })
  await kubectl(admin, ['apply', '-f', '-'], manifest)
  const account = await cluster.serviceAccountKubeconfig(NAMESPACE, 'sealed-secrets-controller')
  controller = await startOurController(account, NAMESPACE)
  folder = await mkdtemp(join(tmpdir(), 'waxseal-process-'))
  certificate = join(folder, 'cert.pem')
  const served = await fetch(`${controller.url}/v1/cert.pem`)
  await writeFile(certificate, await served.text())
})
afterAll(async () => {
  client.close()
  await cluster.stop()
  await rm(folder, { recursive: true })
})

describe('waxseal controller, as in a pod with the installed rights', () => {
  it.each(SECRET_CASES)('opens what waxseal seals: $name, $scope', async (secret) => {
    const args = ['seal', '--cert', certificate, '--scope', secret.scope]
    const { stdout } = await waxseal(args, secretManifest(secret, 'shop'))
    const apply = ['apply', '--server-side', '-f', '-']
    await kubectl(cluster.kubeconfigPath, apply, stdout.toString())
    const ref = { namespace: 'shop', name: secret.name }
    await expect
      .poll(() => client.find(SECRETS, ref), PATIENCE)
      .toMatchObject(expectedSecret(secret))
  })

  it('ends with 0 on SIGTERM, and has logged no value', async () => {
    expect(await controller.stop()).toBe(0)
    expect(controller.log()).toContain('controller stopped')
    for (const { items } of SECRET_CASES) {
      for (const value of Object.values(items).filter(({ length }) => length > 4)) {
        expect(controller.log()).not.toContain(value.toString('base64'))
      }
    }
  })
})
