import { findKubeconfig } from './find-kubeconfig.ts'
import type { KubeAccess } from './kube-access.ts'
import { createKubeconfigAccess } from './kubeconfig-access.ts'

/** Where to look for a kubeconfig. */
export interface KubeconfigSource {
  /** The value of `--kubeconfig`; wins over `KUBECONFIG`. */
  readonly path?: string
  /** The value of `--context`; else the kubeconfig's current context. */
  readonly context?: string
  /** `KUBECONFIG` (several paths joined by `:`), `HOME`, `KUBERNETES_SERVICE_HOST`, proxies. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** `true`: the service account only; `false`: never; left out: when no kubeconfig is there. */
  readonly inCluster?: boolean
  /** Folder of the service account's files; for tests. */
  readonly serviceAccountFolder?: string
}

/**
 * Finds the API server and the credentials as kubectl does: `path`, `KUBECONFIG`, `~/.kube/config`,
 * then the service account of the pod.
 *
 * @throws ERR_KUBECONFIG_INVALID when there is none, it cannot be read, or the context is unknown
 */
export async function loadKubeconfig(source: KubeconfigSource): Promise<KubeAccess> {
  return createKubeconfigAccess(await findKubeconfig(source), source.env)
}
