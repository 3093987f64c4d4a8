import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  createKubeClient,
  CUSTOM_RESOURCE_DEFINITIONS,
  type KubeAccess,
  type KubeClient,
  loadKubeconfig,
  NAMESPACES,
  SERVICES,
} from '../../toolkit/kube/index.ts'
import { BackgroundProgram } from './background-program.ts'
import { applyManifest } from './live-objects.ts'
import type { Stage, StageSetup } from './stage.ts'
import { startController } from './start-controller.ts'
import { ROOT, WAXSEAL, waxseal } from './waxseal.ts'

const PATIENCE_MS = 20_000
const NAMESPACE = 'shop'
const CONTROLLER = { name: 'sealed-secrets-controller', namespace: 'kube-system' }

/**
 * Starts a sandbox and a controller against it, each a process of its own.
 *
 * @param keep - whether they go on when the stage is closed
 * @throws Error with the log of the process that did not become ready
 */
export async function openSandboxStage(setup: StageSetup, keep: boolean): Promise<Stage> {
  const { folder, narrator } = setup
  const kubeconfig = join(folder, 'kubeconfig.yaml')
  const programs: BackgroundProgram[] = []
  try {
    const client = await startSandbox(setup, kubeconfig, programs)
    narrator.step('Start the controller: it makes a sealing key and watches for SealedSecrets')
    narrator.command('export KUBECONFIG=kubeconfig.yaml')
    await prepare(setup, client)
    const args = ['--kubeconfig', kubeconfig, '--namespace', CONTROLLER.namespace]
    const { program, address } = await startController(setup, args)
    programs.push(program)
    await announce(client, address)
    return {
      client,
      kubeconfig,
      namespace: NAMESPACE,
      async fetchCertificate(cwd) {
        narrator.command('waxseal cert fetch -w cert.pem')
        await waxseal(['cert', 'fetch', '-w', 'cert.pem'], { cwd, kubeconfig })
      },
      async close(isFine) {
        client.close()
        if (keep && isFine) leaveRunning(setup, kubeconfig, programs)
        else await stopAll(programs)
      },
    }
  } catch (error) {
    await stopAll(programs)
    throw error
  }
}

async function startSandbox(
  { folder, narrator }: StageSetup,
  kubeconfig: string,
  programs: BackgroundProgram[],
): Promise<KubeClient> {
  narrator.step('Start a sandbox: a Kubernetes API in one process, nothing to install')
  narrator.command('waxseal sandbox --kubeconfig kubeconfig.yaml &')
  const words = [...WAXSEAL, 'sandbox', '--kubeconfig', kubeconfig] as const
  const program = new BackgroundProgram(words, join(folder, 'sandbox.log'))
  programs.push(program)
  const access = await program.until(() => readAccess(kubeconfig), PATIENCE_MS)
  // What follows the first paragraph tells how to go on by hand.
  narrator.output(program.written.split('\n\n')[0] ?? '')
  return createKubeClient(access)
}

/** The sandbox writes its kubeconfig, whole, when it listens. */
async function readAccess(path: string): Promise<KubeAccess | undefined> {
  return existsSync(path) ? loadKubeconfig({ path, env: {} }) : undefined
}

async function prepare({ narrator }: StageSetup, client: KubeClient): Promise<void> {
  narrator.command('kubectl apply -f deploy/crd.yaml')
  const crd = readFileSync(`${ROOT}deploy/crd.yaml`, 'utf8')
  await applyManifest(client, CUSTOM_RESOURCE_DEFINITIONS, crd)
  narrator.output('customresourcedefinition.apiextensions.k8s.io/sealedsecrets.bitnami.com created')
  narrator.command(`kubectl create namespace ${NAMESPACE}`)
  await client.create(NAMESPACES, { metadata: { name: NAMESPACE } })
  narrator.output(`namespace/${NAMESPACE} created`)
}

/** In a cluster the Service finds the controller's Pod; here it says where the process listens. */
async function announce(client: KubeClient, address: string): Promise<void> {
  const annotations = { 'sandbox.waxseal.dev/endpoint': address }
  const spec = { ports: [{ name: 'http', port: 8080 }] }
  await client.create(SERVICES, { metadata: { ...CONTROLLER, annotations }, spec })
}

function leaveRunning(
  { narrator }: StageSetup,
  kubeconfig: string,
  programs: readonly BackgroundProgram[],
): void {
  for (const program of programs) program.leaveRunning()
  narrator.step('Sandbox and controller keep running for you')
  narrator.command(`export KUBECONFIG=${kubeconfig}`)
  narrator.command(`kubectl get sealedsecrets,secrets -n ${NAMESPACE}`)
  narrator.found(`stop them with: kill ${programs.map(({ pid }) => pid).join(' ')}`)
}

async function stopAll(programs: readonly BackgroundProgram[]): Promise<void> {
  for (const program of programs.toReversed()) await program.stop()
}
