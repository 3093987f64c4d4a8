import { readFile } from 'node:fs/promises'
import { createGround, MANIFESTS, readAccess } from '../conformance/ground.ts'
import { conformanceSuite } from '../conformance/suite.ts'
import { startRealCluster } from './real-cluster.ts'

conformanceSuite('a real kube-apiserver', async () => {
  const cluster = await startRealCluster({ controllerManager: true, apply: MANIFESTS })
  const access = readAccess(await readFile(cluster.kubeconfigPath, 'utf8'))
  return createGround(access, () => cluster.stop())
})
