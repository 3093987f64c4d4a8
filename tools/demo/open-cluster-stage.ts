import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { setTimeout as sleep } from 'node:timers/promises'

import {
  createKubeClient,
  CUSTOM_RESOURCE_DEFINITIONS,
  type KubeClient,
  type KubeObject,
  loadKubeconfig,
  NAMESPACES,
  type ResourceKind,
  SEALED_SECRETS,
} from '../../toolkit/kube/index.ts'
import { assertUnused, CRD_NAME } from './assert-unused.ts'
import { applyManifest } from './live-objects.ts'
import type { Stage, StageSetup } from './stage.ts'
import { startController } from './start-controller.ts'
import { ROOT } from './waxseal.ts'

const PATIENCE_MS = 60_000
const POLL_MS = 100

/** What undoes what the demo made, in the order in which it was made. */
type Made = { readonly what: string; readonly undo: () => Promise<void> }[]

/**
 * Plays on a real cluster, in a namespace of its own, with the controller on this machine.
 *
 * @throws Error when the user does not agree, or SealedSecrets are already used there
 */
export async function openClusterStage(
  setup: StageSetup,
  path: string,
  agreed: boolean,
): Promise<Stage> {
  const { narrator } = setup
  const kubeconfig = resolve(process.env['INIT_CWD'] ?? '.', path)
  const access = await loadKubeconfig({ path: kubeconfig, env: process.env })
  const client = createKubeClient(access)
  const namespace = `waxseal-demo-${randomBytes(3).toString('hex')}`
  narrator.step('Look at the cluster')
  narrator.found(`context ${access.context ?? '(none)'}, server ${access.server}`)
  await assertUnused(client)
  narrator.found('no SealedSecrets controller, sealing key or SealedSecret is there')
  if (!agreed) await agree(namespace)

  const made: Made = []
  try {
    narrator.step('Start the controller on this machine: it makes a sealing key and watches')
    narrator.command(`export KUBECONFIG=${kubeconfig}`)
    await makeKind(setup, client, made)
    await makeNamespace(setup, client, { namespace, made })
    const args = ['--kubeconfig', kubeconfig, '--namespace', namespace, '--all-namespaces', 'false']
    const { program, address } = await startController(setup, args)
    made.push({ what: 'the controller', undo: () => program.stop() })
    return {
      client,
      kubeconfig,
      namespace,
      async fetchCertificate(cwd) {
        const url = `http://${address}/v1/cert.pem`
        narrator.command(`curl -so cert.pem ${url}`)
        writeFileSync(join(cwd, 'cert.pem'), await (await fetch(url)).text())
      },
      async close() {
        await remove(setup, made)
        client.close()
      },
    }
  } catch (error) {
    await remove(setup, made)
    throw error
  }
}

async function agree(namespace: string): Promise<void> {
  if (!process.stdin.isTTY) throw new Error('nobody is there to be asked: pass --yes')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const question = `   Make the namespace ${namespace} there, remove it afterwards? [y/N] `
  const answer = await terminal.question(question)
  terminal.close()
  if (!/^y(es)?$/i.test(answer.trim())) throw new Error('not agreed: nothing was touched')
}

async function makeKind({ narrator }: StageSetup, client: KubeClient, made: Made): Promise<void> {
  const there = await client.find(CUSTOM_RESOURCE_DEFINITIONS, { name: CRD_NAME })
  if (there !== undefined) return
  narrator.command('kubectl apply -f deploy/crd.yaml')
  const crd = readFileSync(`${ROOT}deploy/crd.yaml`, 'utf8')
  const { live } = await applyManifest(client, CUSTOM_RESOURCE_DEFINITIONS, crd)
  const undo = (): Promise<void> => removeObject(client, CUSTOM_RESOURCE_DEFINITIONS, live)
  made.push({ what: 'the kind SealedSecret', undo })
  narrator.output(`customresourcedefinition.apiextensions.k8s.io/${CRD_NAME} created`)
  // A new kind is served a moment after its definition was accepted.
  const deadline = Date.now() + PATIENCE_MS
  while (!(await isServed(client)) && Date.now() < deadline) await sleep(POLL_MS)
}

async function isServed(client: KubeClient): Promise<boolean> {
  try {
    await client.list(SEALED_SECRETS)
    return true
  } catch {
    return false
  }
}

async function makeNamespace(
  { narrator }: StageSetup,
  client: KubeClient,
  { namespace, made }: { readonly namespace: string; readonly made: Made },
): Promise<void> {
  narrator.command(`kubectl create namespace ${namespace}`)
  const live = await client.create(NAMESPACES, { metadata: { name: namespace } })
  const undo = (): Promise<void> => removeObject(client, NAMESPACES, live)
  made.push({ what: `the namespace ${namespace}`, undo })
  narrator.output(`namespace/${namespace} created`)
}

async function remove({ narrator }: StageSetup, made: Made): Promise<void> {
  if (made.length > 0) narrator.step('Remove what was made')
  for (const { what, undo } of made.splice(0).toReversed()) {
    await undo()
    narrator.found(`${what} is gone`)
  }
}

/**
 * Deletes exactly this object and waits until it is gone.
 *
 * @throws Error when it is still there after a minute
 */
async function removeObject(
  client: KubeClient,
  kind: ResourceKind,
  { metadata }: KubeObject,
): Promise<void> {
  const { name = '', uid = '' } = metadata
  await client.delete(kind, { name }, { preconditions: { uid } })
  const deadline = Date.now() + PATIENCE_MS
  while ((await client.find(kind, { name })) !== undefined) {
    if (Date.now() > deadline) throw new Error(`${kind.kind} ${name} is still being deleted`)
    await sleep(POLL_MS)
  }
}
