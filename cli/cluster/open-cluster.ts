import { resolve } from 'node:path'
import { createKubeClient, type KubeClient, loadKubeconfig } from '../../toolkit/kube/index.ts'
import type { Io } from '../io.ts'
import { buildInfo } from '../version.ts'

/** Which cluster a command line means. */
export interface ClusterChoice {
  readonly kubeconfig: string | undefined
  readonly context: string | undefined
}

/** A client, and how people call the cluster it talks to. */
export interface OpenCluster {
  readonly client: KubeClient
  readonly title: string
}

/**
 * Opens the cluster of the user's kubeconfig.
 *
 * @throws WaxsealError `ERR_KUBECONFIG_INVALID`
 */
export async function openCluster(choice: ClusterChoice, io: Io): Promise<OpenCluster> {
  const { kubeconfig, context } = choice
  const access = await loadKubeconfig({
    env: io.env,
    ...(kubeconfig !== undefined && { path: resolve(io.cwd, kubeconfig) }),
    ...(context !== undefined && { context }),
  })
  const title = access.context === undefined ? access.server : `context ${access.context}`
  const client = createKubeClient(access, { userAgent: `waxseal/${buildInfo().version}` })
  return { client, title }
}
