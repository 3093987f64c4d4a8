import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { parseSecret, parseSealedSecret, type Secret } from '../../src/index.ts'
import { parseYaml } from '../../toolkit/documents/index.ts'
import { SEALED_SECRETS, SECRETS } from '../../toolkit/kube/index.ts'
import { applyManifest, refOf, type SyncedCondition, waitForSynced } from './live-objects.ts'
import type { Stage, StageSetup } from './stage.ts'
import { createRepository, type ThrowAwayRepository } from './throw-away-repository.ts'
import { ROOT, waxseal } from './waxseal.ts'

const EXAMPLE = `${ROOT}examples/quickstart/secret.yaml`
const SEALED = 'sealed.yaml'
const NEW_VALUE = 'a much better one'

/**
 * The main job from end to end: seal, commit, apply, unseal; change one value; tamper.
 *
 * @throws Error as soon as something comes out other than told
 */
export async function tellStory(stage: Stage, { folder, narrator }: StageSetup): Promise<void> {
  const repository = await createRepository(join(folder, 'repository'), narrator)
  const secret = writeSecret(join(folder, 'secret.yaml'), stage.namespace)
  const scene: Scene = { stage, narrator, repository, secret }

  narrator.step('Fetch the certificate: public, so it may lie in Git')
  await stage.fetchCertificate(repository.folder)
  narrator.command('waxseal cert show cert.pem')
  narrator.output((await say(scene, 'cert', 'show', 'cert.pem')).stdout)
  await sealAndApply(scene)
  await changeOneValue(scene)
  await tamper(scene)
}

interface Scene extends Pick<StageSetup, 'narrator'> {
  readonly stage: Stage
  readonly repository: ThrowAwayRepository
  readonly secret: Secret
}

/** A copy of the example in the stage's namespace, outside of the repository. */
function writeSecret(path: string, namespace: string): Secret {
  const stream = parseYaml(readFileSync(EXAMPLE, 'utf8'))
  const [document] = stream.documents
  document?.setScalar(['metadata', 'namespace'], namespace)
  writeFileSync(path, stream.toString(), { mode: 0o600 })
  return parseSecret(document?.value)
}

async function sealAndApply(scene: Scene): Promise<void> {
  const { narrator, repository, secret } = scene
  narrator.step('Seal examples/quickstart/secret.yaml and commit the result')
  narrator.command(`waxseal seal ../secret.yaml --cert cert.pem -w ${SEALED}`)
  await say(scene, 'seal', '../secret.yaml', '--cert', 'cert.pem', '-w', SEALED)
  narrator.output(read(scene, SEALED))
  await repository.commit(SEALED, 'Add the secret of the shop')

  narrator.step('Apply it: the controller makes the Secret')
  await applyAndWait(scene, SEALED)
  await compare(scene, itemsOf(secret))
}

async function changeOneValue(scene: Scene): Promise<void> {
  const { narrator, repository, secret } = scene
  const item = [...secret.data.keys()].at(-1) ?? ''
  narrator.step('Change one value, without seeing the others')
  narrator.command(`printf '${NEW_VALUE}' | waxseal set ${SEALED} ${item} --cert cert.pem`)
  await say({ ...scene, input: NEW_VALUE }, 'set', SEALED, item, '--cert', 'cert.pem')
  narrator.output(await repository.diff(SEALED))
  await repository.commit(SEALED, `Change ${item}`)
  await applyAndWait(scene, SEALED)
  await compare(scene, new Map([...itemsOf(secret), [item, Buffer.from(NEW_VALUE)]]))
}

/** A copy that differs in a single character of one sealed value, under a name it was sealed for. */
async function tamper(scene: Scene): Promise<void> {
  const { narrator, stage } = scene
  narrator.step('Apply a copy that somebody has tampered with')
  const [name, file] = ['tampered', 'tampered.yaml']
  narrator.command(`waxseal seal ../secret.yaml --name ${name} --cert cert.pem -w ${file}`)
  await say(scene, 'seal', '../secret.yaml', '--name', name, '--cert', 'cert.pem', '-w', file)
  const text = read(scene, file)
  const [item, sealed] = sealedItems(text)[0] ?? ['', '']
  const at = sealed.length - 8
  const other = sealed[at] === 'A' ? 'B' : 'A'
  writeFileSync(
    join(scene.repository.folder, file),
    text.replace(sealed, sealed.slice(0, at) + other + sealed.slice(at + 1)),
  )
  narrator.command(`sed -i 's/…${sealed.slice(-8)}$/…${other}${sealed.slice(at + 1)}/' ${file}`)
  const { status, message } = await applyAndWait(scene, file)
  const found = await stage.client.find(SECRETS, { namespace: stage.namespace, name })
  if (status !== 'False' || found !== undefined) {
    throw new Error(`a tampered item became a Secret: ${item}`)
  }
  narrator.found(`refused: ${message}; there is no Secret ${name}`)
}

async function applyAndWait(scene: Scene, file: string): Promise<SyncedCondition> {
  const { narrator, stage } = scene
  narrator.command(`kubectl apply -f ${file}`)
  const { live, verb } = await applyManifest(stage.client, SEALED_SECRETS, read(scene, file))
  const { name, namespace } = refOf(live)
  narrator.output(`sealedsecret.bitnami.com/${name} ${verb}`)
  const condition = await waitForSynced(stage.client, live)
  narrator.command(`kubectl get sealedsecret ${name} -n ${namespace}`)
  const message = condition.message.replace(/^(.{48}).+/, '$1…')
  const columns = [[name, message, condition.status]]
  narrator.output(table(['NAME', 'STATUS', 'SYNCED'], columns))
  return condition
}

/** Compares the live Secret with what it should hold, byte for byte. */
async function compare(scene: Scene, wanted: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const { narrator, stage, secret } = scene
  const { name = '' } = secret.metadata
  const live = await stage.client.get(SECRETS, { namespace: stage.namespace, name })
  const data = live['data'] as Record<string, string>
  const rows = [...wanted].map(([item, bytes]) => {
    const there = Buffer.from(data[item] ?? '', 'base64')
    return [item, `${there.byteLength} bytes`, there.equals(bytes) ? 'the same' : 'DIFFERENT']
  })
  narrator.command(`kubectl get secret ${name} -n ${stage.namespace} -o yaml`)
  narrator.output(table(['ITEM', 'LENGTH', 'AS SEALED'], rows))
  if (rows.some(([, , same]) => same !== 'the same') || Object.keys(data).length !== wanted.size) {
    throw new Error('the Secret is not what was sealed')
  }
  narrator.found('the Secret holds what was sealed, byte for byte')
}

function say(scene: Scene & { input?: string }, ...args: string[]): ReturnType<typeof waxseal> {
  const { repository, stage, input = '' } = scene
  return waxseal(args, { cwd: repository.folder, kubeconfig: stage.kubeconfig, input })
}

function read({ repository }: Scene, file: string): string {
  return readFileSync(join(repository.folder, file), 'utf8')
}

function itemsOf(secret: Secret): Map<string, Uint8Array> {
  return new Map(
    [...secret.data].map(([item, value]) => [item, value.use((bytes) => new Uint8Array(bytes))]),
  )
}

function sealedItems(yaml: string): [string, string][] {
  const [document] = parseYaml(yaml).documents
  return Object.entries(
    Object.fromEntries(parseSealedSecret(document?.value).encryptedData) as Record<string, string>,
  )
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows]
  const widths = head.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .join('\n')
}
