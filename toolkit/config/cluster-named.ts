import { WaxsealError } from '../../src/errors.ts'
import type { ClusterConfig, Config } from './config.ts'

/**
 * The cluster that `--cluster NAME` means.
 *
 * @throws WaxsealError ERR_CLUSTER_UNKNOWN, the known names in the hint
 */
export function clusterNamed(config: Config | undefined, name: string): ClusterConfig {
  const cluster = config?.clusters.get(name)
  if (cluster !== undefined) return cluster
  if (config === undefined) {
    throw new WaxsealError('ERR_CLUSTER_UNKNOWN', `cluster ${name}: no .waxseal.yaml was found`, {
      hint: 'describe the cluster under "clusters" in a .waxseal.yaml beside the file or above it',
    })
  }
  const known = [...config.clusters.keys()].join(', ')
  const hint = known === '' ? `${config.path} names no cluster yet` : `known clusters: ${known}`
  throw new WaxsealError('ERR_CLUSTER_UNKNOWN', `cluster ${name} is not in ${config.path}`, {
    hint,
  })
}
