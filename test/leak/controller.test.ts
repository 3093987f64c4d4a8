import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { parseCertificate } from '../../src/index.ts'
import {
  CONFIG_MAPS,
  createKubeClient,
  CUSTOM_RESOURCE_DEFINITIONS,
  EVENTS,
  type KubeClient,
  LEASES,
  loadKubeconfig,
  NAMESPACES,
  SEALED_SECRETS,
  SECRETS,
  SERVICES,
} from '../../toolkit/kube/index.ts'
import { BackgroundProgram } from '../../tools/demo/background-program.ts'
import { freePort } from '../../tools/demo/free-port.ts'
import { applyManifest, waitForSynced } from '../../tools/demo/live-objects.ts'
import { createCanaries } from './canaries.ts'
import { controllerCases, NAMESPACE, sealAll, sealedSecret } from './controller-cases.ts'

const root = resolve(import.meta.dirname, '../..')
const program = resolve(root, process.env['WAXSEAL_BIN'] ?? 'cli/waxseal.cjs')
const folder = mkdtempSync(join(tmpdir(), 'waxseal-leak-'))
const kubeconfig = join(folder, 'kubeconfig')
const { values, watch } = createCanaries()
const programs: BackgroundProgram[] = []
let client: KubeClient
let [http, metrics] = ['', '']

beforeAll(async () => {
  const sandbox = waxseal('sandbox.log', 'sandbox')
  const access = await sandbox.until(async () => {
    return loadKubeconfig({ path: kubeconfig, env: {} }).catch(() => undefined)
  }, 30_000)
  client = createKubeClient(access)
  const crd = readFileSync(join(root, 'deploy/crd.yaml'), 'utf8')
  await applyManifest(client, CUSTOM_RESOURCE_DEFINITIONS, crd)
  await client.create(NAMESPACES, { metadata: { name: NAMESPACE } })
  const [httpAddress, metricsAddress] = [await freePort(), await freePort()]
  http = `http://127.0.0.1:${httpAddress}`
  metrics = `http://127.0.0.1:${metricsAddress}`
  const controller = waxseal(
    'controller.log',
    `controller --namespace ${NAMESPACE} --key-size 2048 --log-level debug --log-format json`,
    `--listen-addr 127.0.0.1:${httpAddress} --listen-metrics-addr 127.0.0.1:${metricsAddress}`,
  )
  await controller.until(async () => {
    const answer = await fetch(`${http}/readyz`).catch(() => undefined)
    return answer?.ok === true ? true : undefined
  }, 30_000)
})
afterAll(async () => {
  client.close()
  for (const started of programs.toReversed()) await started.stop()
  rmSync(folder, { recursive: true })
})

/** Starts `waxseal` beside the test; what it writes goes to a file. */
function waxseal(log: string, ...lines: string[]): BackgroundProgram {
  const args = [...lines.flatMap((line) => line.split(' ')), '--kubeconfig', kubeconfig]
  const started = new BackgroundProgram([process.execPath, program, ...args], join(folder, log))
  programs.push(started)
  return started
}

/** Everything on the API server except where values belong: Secrets' data, and what users wrote. */
async function published(): Promise<string> {
  const kinds = [EVENTS, CONFIG_MAPS, LEASES, NAMESPACES, SERVICES, CUSTOM_RESOURCE_DEFINITIONS]
  const lists = await Promise.all(kinds.map((kind) => client.list(kind)))
  const secrets = (await client.list(SECRETS)).items.map((secret) => ({ ...secret, data: '' }))
  const sealed = (await client.list(SEALED_SECRETS)).items.map((item) => ({ ...item, spec: '' }))
  return JSON.stringify([...lists, secrets, sealed])
}

async function served(): Promise<string> {
  const urls = [`${http}/v1/cert.pem`, `${http}/healthz`, `${http}/no`, `${metrics}/metrics`]
  const answers = await Promise.all(urls.map((url) => fetch(url)))
  return (await Promise.all(answers.map((answer) => answer.text()))).join('\n')
}

test('no value leaves the Secrets: nothing in status, Events, metrics, answers and logs', async () => {
  const pem = await (await fetch(`${http}/v1/cert.pem`)).text()
  const certificate = await parseCertificate(pem)
  for (const leak of await controllerCases(values, certificate)) {
    const { name, before, synced } = leak
    if (before !== undefined) {
      const metadata = { ...(before['metadata'] as object | undefined), name, namespace: NAMESPACE }
      await client.create(SECRETS, { ...before, metadata })
    }
    const { live } = await applyManifest(client, SEALED_SECRETS, JSON.stringify(sealedSecret(leak)))
    const { status, message } = await waitForSynced(client, live)
    expect({ name, status, message }).toMatchObject({ name, status: synced })
  }
  // The search works: the values are where they belong.
  const good = await client.get(SECRETS, { namespace: NAMESPACE, name: 'good' })
  expect(watch.find(JSON.stringify(good)).length).toBeGreaterThanOrEqual(values.size)

  const rest = new Map([...values].slice(1))
  const spec = { encryptedData: await sealAll(rest, 'good', certificate) }
  const change = sealedSecret({ name: 'good', spec, synced: 'True' })
  const { live } = await applyManifest(client, SEALED_SECRETS, JSON.stringify(change))
  expect(await waitForSynced(client, live)).toMatchObject({ status: 'True' })
  await client.delete(SEALED_SECRETS, { namespace: NAMESPACE, name: 'tampered' })

  expect(watch.find(await published())).toEqual([])
  expect(watch.find(await served())).toEqual([])
  for (const started of programs.toReversed()) await started.stop()
  for (const started of programs) expect(watch.find(started.written)).toEqual([])
  expect(programs.at(-1)?.written).toContain('"msg":')
})
