import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { installManifest } from '../../toolkit/install/index.ts'
import { controllerSuite } from '../controller/black-box/controller-suite.ts'
import { type Ground, KEY_NAMESPACE } from '../controller/black-box/stage.ts'
import { startRealCluster } from './real-cluster.ts'

const run = promisify(execFile)

/** A real kube-apiserver with what `waxseal install` prints; the controller has those rights and no others. */
async function openGround(): Promise<Ground> {
  const cluster = await startRealCluster({ controllerManager: true, apply: ['deploy/crd.yaml'] })
  const { kubeconfigPath } = cluster
  const directory = await mkdtemp(join(tmpdir(), 'waxseal-install-'))
  try {
    const file = join(directory, 'install.yaml')
    const manifest = installManifest({
      namespace: KEY_NAMESPACE,
      image: 'example.com/waxseal:test',
    })
    await writeFile(file, manifest)
    const kubectl = (...args: string[]): Promise<unknown> =>
      run('kubectl', ['--kubeconfig', kubeconfigPath, ...args])
    await kubectl('create', 'namespace', KEY_NAMESPACE)
    await kubectl('apply', '-f', file)
    const name = 'sealed-secrets-controller'
    const controller = await cluster.serviceAccountKubeconfig(KEY_NAMESPACE, name)
    return { admin: kubeconfigPath, controller, stop: () => cluster.stop() }
  } catch (error) {
    await cluster.stop()
    throw error
  } finally {
    await rm(directory, { recursive: true })
  }
}

controllerSuite('a real kube-apiserver', openGround)
