import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, expect, test } from 'vitest'

import {
  createKubeClient,
  CUSTOM_RESOURCE_DEFINITIONS,
  type KubeClient,
  loadKubeconfig,
  NAMESPACES,
  SECRETS,
} from '../../toolkit/kube/index.ts'
import { type RealCluster, startRealCluster } from './real-cluster.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

let cluster: RealCluster
let client: KubeClient
beforeAll(async () => {
  cluster = await startRealCluster({ controllerManager: true })
  client = createKubeClient(await loadKubeconfig({ path: cluster.kubeconfigPath, env: {} }))
})
afterAll(async () => {
  client.close()
  await cluster.stop()
})

function demo(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const words = ['tools/demo/main.ts', '--kubeconfig', cluster.kubeconfigPath, ...args]
  return spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })
}

/** What the demo could leave behind. */
async function leftovers(): Promise<(string | undefined)[]> {
  const namespaces = await client.list(NAMESPACES)
  const definitions = await client.list(CUSTOM_RESOURCE_DEFINITIONS)
  const names = [...namespaces.items, ...definitions.items].map(({ metadata }) => metadata.name)
  return names.filter((name) => /waxseal|sealed/.test(name ?? ''))
}

test('without anyone to ask nothing is touched', async () => {
  const { status, stdout } = demo()
  expect(status).toBe(1)
  expect(stdout).toContain('context test')
  expect(await leftovers()).toEqual([])
})

test('the story plays on a real cluster and is taken away again', async () => {
  const { status, stdout, stderr } = demo('--yes')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout.match(/byte for byte/g)).toHaveLength(2)
  expect(await leftovers()).toEqual([])
})

test('a cluster with a sealing key in it is refused', async () => {
  const label = 'sealedsecrets.bitnami.com/sealed-secrets-key'
  const metadata = { name: 'key', namespace: 'default', labels: { [label]: 'active' } }
  await client.create(SECRETS, { metadata })
  const { status, stderr } = demo('--yes')
  expect({ status, named: stderr.includes('default/key') }).toEqual({ status: 1, named: true })
  expect(await leftovers()).toEqual([])
})
