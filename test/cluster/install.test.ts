import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { parseYaml } from '../../toolkit/documents/index.ts'
import { installManifest } from '../../toolkit/install/index.ts'
import { type RealCluster, startRealCluster } from './real-cluster.ts'

const run = promisify(execFile)
const NAMESPACE = 'sealing'
const NAME = 'sealed-secrets-controller'

let cluster: RealCluster
let folder: string
let file: string
const manifest = installManifest({ namespace: NAMESPACE, image: 'example.com/waxseal:test' })

async function kubectl(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  return run('kubectl', ['--kubeconfig', cluster.kubeconfigPath, ...args])
}

beforeAll(async () => {
  cluster = await startRealCluster({ controllerManager: true })
  folder = await mkdtemp(join(tmpdir(), 'waxseal-install-'))
  file = join(folder, 'install.yaml')
  await writeFile(file, manifest)
  await kubectl('create', 'namespace', NAMESPACE)
  const modes = ['enforce', 'warn'].map((mode) => `pod-security.kubernetes.io/${mode}=restricted`)
  await kubectl('label', 'namespace', NAMESPACE, ...modes)
})
afterAll(async () => {
  await cluster.stop()
  await rm(folder, { recursive: true })
})

/** What kubectl says, `yes` or `no`; the exit code of a no is 1. */
async function canI(...args: string[]): Promise<string> {
  const answered = kubectl('auth', 'can-i', ...args)
  const { stdout } = await answered.catch((error: unknown) => error as { stdout: string })
  return stdout.trim()
}

describe('what waxseal install prints', () => {
  it('is applied without a warning, and once more without a change', async () => {
    const first = await kubectl('apply', '-f', file)
    expect(first.stderr).toBe('')
    const second = await kubectl('apply', '-f', file)
    const lines = second.stdout.trim().split('\n')
    expect(lines.filter((line) => !line.endsWith(' unchanged'))).toEqual([])
    expect(lines).toHaveLength(9)
  })

  it('gives a Pod that a namespace with restricted Pod Security admits', async () => {
    const documents = parseYaml(manifest).documents.map(({ value }) => value as { kind: string })
    const deployment = documents.find(({ kind }) => kind === 'Deployment') as unknown
    const { spec } = deployment as { spec: { template: { spec: object } } }
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'trial' }, ...spec.template }
    const path = join(folder, 'pod.json')
    await writeFile(path, JSON.stringify({ ...pod, metadata: { name: 'trial' } }))
    const { stderr } = await kubectl('create', '-n', NAMESPACE, '-f', path)
    expect(stderr).toBe('')
  })

  const mayAndMayNot: [verb: string, resource: string, namespace: string, answer: 'yes' | 'no'][] =
    [
      ['list', 'sealedsecrets.bitnami.com', 'default', 'yes'],
      ['watch', 'sealedsecrets.bitnami.com', 'default', 'yes'],
      ['patch', 'sealedsecrets.bitnami.com/status', 'default', 'yes'],
      ['patch', 'sealedsecrets.bitnami.com', 'default', 'no'],
      ['update', 'sealedsecrets.bitnami.com', 'default', 'no'],
      ['delete', 'sealedsecrets.bitnami.com', 'default', 'no'],
      ['create', 'secrets', 'default', 'yes'],
      ['update', 'secrets', 'default', 'yes'],
      ['watch', 'secrets', NAMESPACE, 'yes'],
      ['delete', 'secrets', 'default', 'no'],
      ['delete', 'secrets', NAMESPACE, 'no'],
      ['patch', 'secrets', 'default', 'no'],
      ['get', 'configmaps', NAMESPACE, 'no'],
      ['create', 'pods', NAMESPACE, 'no'],
      ['create', 'serviceaccounts/token', NAMESPACE, 'no'],
      ['get', 'namespaces', 'default', 'no'],
      ['create', 'events', 'default', 'yes'],
      ['list', 'events', 'default', 'no'],
    ]
  it.each(mayAndMayNot)(
    'the controller: %s %s in %s, %s',
    async (verb, ...[resource, namespace, answer]) => {
      const as = `system:serviceaccount:${NAMESPACE}:${NAME}`
      const [kind = '', subresource] = resource.split('/')
      const what = [verb, kind, ...(subresource ? ['--subresource', subresource] : [])]
      expect(await canI('-n', namespace, '--as', as, ...what)).toBe(answer)
    },
  )

  const everybody: [what: string[], answer: 'yes' | 'no'][] = [
    [['get', 'services/http:sealed-secrets-controller:http', '--subresource=proxy'], 'yes'],
    [['get', 'services/sealed-secrets-controller'], 'yes'],
    [['create', 'services/http:sealed-secrets-controller:http', '--subresource=proxy'], 'no'],
    [['get', 'services/sealed-secrets-controller-metrics', '--subresource=proxy'], 'no'],
    [['get', 'secrets'], 'no'],
    [['list', 'sealedsecrets.bitnami.com'], 'no'],
  ]
  it.each(everybody)('any user: %j, %s', async (what, answer) => {
    const as = ['--as', 'somebody', '--as-group', 'system:authenticated']
    expect(await canI('-n', NAMESPACE, ...as, ...what)).toBe(answer)
  })
})
