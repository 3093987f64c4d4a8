import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { parseYaml } from '../../toolkit/documents/index.ts'
import { generateSealingKey } from '../../toolkit/keys/index.ts'
import {
  createKubeClient,
  type KubeClient,
  loadKubeconfig,
  NAMESPACES,
  SECRETS,
} from '../../toolkit/kube/index.ts'
import { buildKeySecret } from '../../toolkit/sealing-keys/index.ts'
import { PATIENCE, type SealedObject } from '../controller/black-box/stage.ts'
import { type RunningController, startController } from '../controller/black-box/run-controller.ts'
import { type RealCluster, startRealCluster } from '../cluster/real-cluster.ts'
import { kubeseal, kubectl, type ControllerProcess, startRealController, waxseal } from './peers.ts'
import { expectedSecret, SECRET_CASES, secretManifest } from './secret-cases.ts'

const KEY_NAMESPACE = 'kube-system'

let cluster: RealCluster
let client: KubeClient
let folder: string
/** Files of the key that the real controller has made. */
let certificate: string
let privateKey: string

beforeAll(async () => {
  cluster = await startRealCluster({ apply: ['deploy/crd.yaml'] })
  client = createKubeClient(await loadKubeconfig({ path: cluster.kubeconfigPath, env: {} }))
  folder = await mkdtemp(join(tmpdir(), 'waxseal-interop-'))
  for (const name of ['theirs', 'ours']) await client.create(NAMESPACES, { metadata: { name } })
})
afterAll(async () => {
  client.close()
  await cluster.stop()
  await rm(folder, { recursive: true })
})

async function saved(name: string, text: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text, { mode: 0o600 })
  return path
}

async function applied(manifest: Buffer | string): Promise<void> {
  await kubectl(cluster.kubeconfigPath, ['apply', '--server-side', '-f', '-'], manifest.toString())
}

describe('what we seal', () => {
  let upstream: ControllerProcess
  beforeAll(async () => {
    upstream = await startRealController(cluster.kubeconfigPath, KEY_NAMESPACE)
    const served = await fetch(`${upstream.url}/v1/cert.pem`)
    certificate = await saved('cert.pem', await served.text())
    const { items } = await client.list(SECRETS, { namespace: KEY_NAMESPACE })
    const data = items[0]?.['data'] as Record<string, string>
    privateKey = await saved('key.pem', Buffer.from(data['tls.key'] ?? '', 'base64'))
  })
  afterAll(async () => {
    await upstream.stop()
  })

  it.each(SECRET_CASES)(
    '$name, $scope: the real controller and kubeseal open it',
    async (secret) => {
      const manifest = secretManifest(secret, 'theirs')
      const args = ['seal', '--cert', certificate, '--scope', secret.scope]
      const { stdout: sealed } = await waxseal(args, manifest)
      const recovery = ['--recovery-unseal', '--recovery-private-key', privateKey]
      const { stdout: recovered } = await kubeseal(recovery, sealed)
      // kubeseal prints an empty value as null, which is the same to Kubernetes.
      const opened = JSON.parse(recovered.toString().replaceAll(': null', ': ""')) as unknown
      expect(opened).toMatchObject(expectedSecret(secret))
      await applied(sealed)
      const ref = { namespace: 'theirs', name: secret.name }
      await expect
        .poll(() => client.find(SECRETS, ref), PATIENCE)
        .toMatchObject(expectedSecret(secret))
    },
  )

  it('kubeseal merges an item into it, and the real controller opens both', async () => {
    const one = { name: 'merged', scope: 'strict' as const, items: { ours: Buffer.from('1') } }
    const args = ['seal', '--cert', certificate, '-o', 'json']
    const { stdout } = await waxseal(args, secretManifest(one, 'theirs'))
    const file = await saved('merged.json', stdout)
    const two = { ...one, items: { theirs: Buffer.from('2') } }
    await kubeseal(['--cert', certificate, '--merge-into', file], secretManifest(two, 'theirs'))
    await applied(await readFile(file))
    const both = { ...one, items: { ...one.items, ...two.items } }
    const ref = { namespace: 'theirs', name: 'merged' }
    await expect.poll(() => client.find(SECRETS, ref), PATIENCE).toMatchObject(expectedSecret(both))
  })
})

describe('what kubeseal seals', () => {
  let controller: RunningController
  beforeAll(async () => {
    const options = { kubeconfig: cluster.kubeconfigPath, namespace: KEY_NAMESPACE }
    controller = await startController(options)
  })
  afterAll(async () => {
    await controller.stop()
  })

  it('is sealed for the key that the real controller made: we serve it and make no other', async () => {
    const served = await fetch(`${controller.url}/v1/cert.pem`)
    expect(await served.text()).toBe(await readFile(certificate, 'utf8'))
  })

  it.each(SECRET_CASES)('$name, $scope: our controller and our tool open it', async (secret) => {
    const manifest = secretManifest(secret, 'ours')
    const format = secret.items['a'] ? 'yaml' : 'json'
    const args = ['--cert', certificate, '--scope', secret.scope, '--format', format]
    const { stdout: sealed } = await kubeseal(args, manifest)
    const { stdout: opened } = await waxseal(['unseal', '--key', privateKey], sealed)
    const [document] = parseYaml(opened.toString()).documents
    expect(document?.value).toMatchObject(expectedSecret(secret))
    await applied(sealed)
    const ref = { namespace: 'ours', name: secret.name }
    await expect
      .poll(() => client.find(SECRETS, ref), PATIENCE)
      .toMatchObject(expectedSecret(secret))
  })

  const raw: [scope: string, place: string[]][] = [
    ['strict', ['--namespace', 'ours', '--name', 'raw-strict']],
    ['namespace-wide', ['--namespace', 'ours']],
    ['cluster-wide', []],
  ]
  it.each(raw)('one raw value, %s, any bytes', async (scope, place) => {
    const value = Buffer.from([0, 255, 10, 13, 128])
    const args = ['--raw', '--cert', certificate, '--scope', scope, ...place]
    const { stdout } = await kubeseal(args, value)
    const name = `raw-${scope}`
    const object: SealedObject = {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: {
        namespace: 'ours',
        name,
        annotations: { [`sealedsecrets.bitnami.com/${scope}`]: 'true' },
      },
      spec: { encryptedData: { a: stdout.toString() }, template: { metadata: {} } },
    }
    await applied(JSON.stringify(object))
    const secret = { data: { a: value.toString('base64') } }
    const ref = { namespace: 'ours', name }
    await expect.poll(() => client.find(SECRETS, ref), PATIENCE).toMatchObject(secret)
  })

  it.each([2048, 3072, 4096])(
    'for a key of %i bits, with the certificate we serve',
    async (bits) => {
      // Newer than all before, so that it is the one that is served.
      const validFrom = new Date(Date.now() + bits * 1_000)
      const pair = await generateSealingKey({
        bits,
        commonName: 'x',
        validFrom,
        validForSeconds: 1e9,
      })
      await client.create(
        SECRETS,
        buildKeySecret({ namespace: KEY_NAMESPACE, prefix: 'k', ...pair }),
      )
      const url = `${controller.url}/v1/cert.pem`
      const served = async (): Promise<string> => (await fetch(url)).text()
      await expect.poll(served, PATIENCE).toBe(pair.certificatePem)
      const secret = {
        name: `bits-${bits}`,
        scope: 'strict' as const,
        items: { a: Buffer.from('1') },
      }
      const { stdout: sealed } = await kubeseal(['--cert', url], secretManifest(secret, 'ours'))
      const key = await saved(`key-${bits}.pem`, pair.privateKeyPem)
      const { stdout: opened } = await waxseal(['unseal', '--key', key, '-o', 'json'], sealed)
      expect(JSON.parse(opened.toString())).toMatchObject(expectedSecret(secret))
      await applied(sealed)
      const ref = { namespace: 'ours', name: secret.name }
      await expect
        .poll(() => client.find(SECRETS, ref), PATIENCE)
        .toMatchObject(expectedSecret(secret))
    },
  )
})
