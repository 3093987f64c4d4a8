import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startSandbox } from '../../sandbox/index.ts'
import { parseYaml } from '../../toolkit/documents/index.ts'
import {
  createKubeClient,
  CUSTOM_RESOURCE_DEFINITIONS,
  type KubeObject,
  loadKubeconfig,
} from '../../toolkit/kube/index.ts'
import type { Ground } from './black-box/stage.ts'

/** The sandbox with the kind SealedSecret; it knows one user, who may do everything. */
export async function sandboxGround(): Promise<Ground> {
  const sandbox = await startSandbox()
  const directory = await mkdtemp(join(tmpdir(), 'waxseal-sandbox-'))
  const path = join(directory, 'kubeconfig')
  await writeFile(path, sandbox.kubeconfig, { mode: 0o600 })
  const client = createKubeClient(await loadKubeconfig({ path, env: {} }))
  const crd = parseYaml(await readFile('deploy/crd.yaml', 'utf8')).documents[0]?.value
  await client.create(CUSTOM_RESOURCE_DEFINITIONS, crd as KubeObject)
  client.close()
  return {
    admin: path,
    controller: path,
    async stop() {
      await sandbox.close()
      await rm(directory, { recursive: true })
    },
  }
}
