import type { ClusterConfig, Config } from './config.ts'

/**
 * The cluster that `--cluster NAME` means.
 *
 * @throws WaxsealError ERR_CLUSTER_UNKNOWN, the known names in the hint
 */
export function clusterNamed(config: Config | undefined, name: string): ClusterConfig {
  throw new TypeError(`not built yet: ${config?.path ?? ''} ${name}`)
}
