import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import {
  createKubeClient,
  type KubeClient,
  loadKubeconfig,
  NAMESPACES,
  SEALED_SECRETS,
  SECRETS,
} from '../../toolkit/kube/index.ts'
import { type RunningController, startController } from '../controller/black-box/run-controller.ts'
import { PATIENCE } from '../controller/black-box/stage.ts'
import { type RealCluster, startRealCluster } from '../cluster/real-cluster.ts'
import { kubeseal, kubectl, type ControllerProcess, startRealController, waxseal } from './peers.ts'
import { SECRET_CASES, type SecretCase, secretManifest } from './secret-cases.ts'

const KEY_NAMESPACE = 'kube-system'
const NAMESPACE = 'shop'

let cluster: RealCluster
let client: KubeClient
let folder: string
let certificate: string

beforeAll(async () => {
  cluster = await startRealCluster({ controllerManager: true, apply: ['deploy/crd.yaml'] })
  client = createKubeClient(await loadKubeconfig({ path: cluster.kubeconfigPath, env: {} }))
  folder = await mkdtemp(join(tmpdir(), 'waxseal-takeover-'))
  await client.create(NAMESPACES, { metadata: { name: NAMESPACE } })
})
afterAll(async () => {
  client.close()
  await cluster.stop()
  await rm(folder, { recursive: true })
})

/** A SealedSecret that nobody can open. */
const BROKEN = 'broken'

async function startUpstream(): Promise<ControllerProcess> {
  return startRealController(cluster.kubeconfigPath, KEY_NAMESPACE)
}

async function startOurs(): Promise<RunningController> {
  return startController({ kubeconfig: cluster.kubeconfigPath, namespace: KEY_NAMESPACE })
}

async function applied(manifest: Buffer | string): Promise<void> {
  const args = ['apply', '--server-side', '--force-conflicts', '-f', '-']
  await kubectl(cluster.kubeconfigPath, args, manifest.toString())
}

async function sealedByKubeseal(secret: SecretCase): Promise<string> {
  const args = ['--cert', certificate, '--scope', secret.scope]
  const { stdout } = await kubeseal(args, secretManifest(secret, NAMESPACE))
  return stdout.toString()
}

/** uid and resourceVersion of every object of these kinds, by name. */
async function versions(namespace: string, kinds = [SECRETS]): Promise<Record<string, string>> {
  const lists = await Promise.all(kinds.map((kind) => client.list(kind, { namespace })))
  const entries = lists.flatMap(({ items }, i) =>
    items.map(({ metadata }) => [
      `${kinds[i]?.kind} ${metadata.name}`,
      `${metadata.uid} ${metadata.resourceVersion}`,
    ]),
  )
  return Object.fromEntries(entries) as Record<string, string>
}

/** The status of each SealedSecret's condition, by name. */
async function statuses(): Promise<Record<string, string>> {
  const { items } = await client.list(SEALED_SECRETS, { namespace: NAMESPACE })
  const entries = items.map((object) => {
    const { observedGeneration, conditions } = (object['status'] ?? {}) as {
      observedGeneration?: number
      conditions?: { status: string }[]
    }
    const current = observedGeneration === object.metadata.generation
    return [object.metadata.name, current ? conditions?.[0]?.status : 'outdated']
  })
  return Object.fromEntries(entries) as Record<string, string>
}

const allSynced = Object.fromEntries([
  ...SECRET_CASES.map(({ name }) => [name, 'True']),
  [BROKEN, 'False'],
]) as Record<string, string>

async function passesOf(controller: RunningController): Promise<number> {
  const text = await (await fetch(`${controller.metricsUrl}/metrics`)).text()
  return Number(/^sealed_secrets_controller_unseal_requests_total (\d+)/m.exec(text)?.[1] ?? 0)
}

/** The case with other items; of an immutable Secret only the labels may differ. */
function changed(secret: SecretCase, by: string): SecretCase {
  const items = secret.type ? secret.items : { [by]: Buffer.from(by) }
  const labels = { changed: by }
  return secret.immutable ? { ...secret, labels } : { ...secret, items, labels }
}

/** Applies other items and labels to every object, and waits until the Secrets have exactly them. */
async function changeAll(by: string, seal: (secret: SecretCase) => Promise<string>): Promise<void> {
  for (const secret of SECRET_CASES) await applied(await seal(changed(secret, by)))
  for (const secret of SECRET_CASES) {
    const { name, items, labels } = changed(secret, by)
    const read = async (): Promise<object> => {
      const live = await client.get(SECRETS, { namespace: NAMESPACE, name })
      const data = (live['data'] ?? {}) as Record<string, string>
      return { items: Object.keys(data).toSorted(), labels: live.metadata.labels }
    }
    await expect.poll(read, PATIENCE).toEqual({ items: Object.keys(items).toSorted(), labels })
  }
}

describe('a cluster full of upstream’s keys and SealedSecrets', () => {
  it('is filled by the real controller', async () => {
    const upstream = await startUpstream()
    certificate = join(folder, 'cert.pem')
    await writeFile(certificate, await (await fetch(`${upstream.url}/v1/cert.pem`)).text())
    for (const secret of SECRET_CASES) await applied(await sealedByKubeseal(secret))
    const broken = JSON.parse(await sealedByKubeseal(SECRET_CASES[0] as SecretCase)) as {
      metadata: { name: string }
    }
    broken.metadata.name = BROKEN
    await applied(JSON.stringify(broken))
    await expect.poll(statuses, PATIENCE).toEqual(allSynced)
    await upstream.stop()
    expect(upstream.log()).toContain('Unsealed')
  })

  it('is taken over: no key, Secret or status of a synced object is written', async () => {
    const secrets = await versions(NAMESPACE)
    const keys = await versions(KEY_NAMESPACE)
    const { [`SealedSecret ${BROKEN}`]: _, ...sealed } = await versions(NAMESPACE, [SEALED_SECRETS])
    const ours = await startOurs()
    await expect
      .poll(() => passesOf(ours), PATIENCE)
      .toBeGreaterThanOrEqual(SECRET_CASES.length + 1)
    expect(await statuses()).toEqual(allSynced)
    expect(await versions(NAMESPACE)).toEqual(secrets)
    expect(await versions(KEY_NAMESPACE)).toEqual(keys)
    expect(await versions(NAMESPACE, [SEALED_SECRETS])).toMatchObject(sealed)
    await ours.stop()
  })

  it('then takes changes: items and labels come and go', async () => {
    const ours = await startOurs()
    await changeAll('ours', async (secret) => {
      const args = ['seal', '--cert', certificate, '--scope', secret.scope]
      return (await waxseal(args, secretManifest(secret, NAMESPACE))).stdout.toString()
    })
    await expect.poll(statuses, PATIENCE).toEqual(allSynced)
    await ours.stop()
  })

  it('goes back to the real controller, which takes changes again', async () => {
    const keys = await versions(KEY_NAMESPACE)
    const upstream = await startUpstream()
    await expect
      .poll(() => upstream.log().match(/Updating/g)?.length ?? 0, PATIENCE)
      .toBeGreaterThan(SECRET_CASES.length)
    expect(await statuses()).toEqual(allSynced)
    expect(await versions(KEY_NAMESPACE)).toEqual(keys)
    await changeAll('theirs', sealedByKubeseal)
    await expect.poll(statuses, PATIENCE).toEqual(allSynced)
    await upstream.stop()
  })

  it('and comes to us once more', async () => {
    const ours = await startOurs()
    await expect
      .poll(() => passesOf(ours), PATIENCE)
      .toBeGreaterThanOrEqual(SECRET_CASES.length + 1)
    expect(await statuses()).toEqual(allSynced)
    await ours.stop()
  })
})
