import {
  CUSTOM_RESOURCE_DEFINITIONS,
  type KubeClient,
  type ResourceKind,
  SEALED_SECRETS,
  SECRETS,
} from '../../toolkit/kube/index.ts'

/** Name of the definition of SealedSecrets. */
export const CRD_NAME = 'sealedsecrets.bitnami.com'

const KEY_LABEL = 'sealedsecrets.bitnami.com/sealed-secrets-key'
const DEPLOYMENTS: ResourceKind = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  kind: 'Deployment',
  namespaced: true,
}

/**
 * Makes sure that nobody uses SealedSecrets in a cluster: the demo could disturb another controller,
 * and its keys or objects could not be told from the demo's.
 *
 * @throws Error that names the controller, sealing key or SealedSecret found
 */
export async function assertUnused(client: KubeClient): Promise<void> {
  const deployments = await client.list(DEPLOYMENTS, { metadataOnly: true })
  const controllers = deployments.items.filter(({ metadata }) =>
    [metadata.name, ...Object.values(metadata.labels ?? {})].some((name) =>
      name?.includes('sealed-secrets'),
    ),
  )
  const keys = await client.list(SECRETS, { metadataOnly: true, labelSelector: KEY_LABEL })
  const crd = await client.find(CUSTOM_RESOURCE_DEFINITIONS, { name: CRD_NAME })
  const objects = crd === undefined ? [] : (await client.list(SEALED_SECRETS)).items
  const [found] = [...controllers, ...keys.items, ...objects]
  if (found === undefined) return
  const { namespace, name } = found.metadata
  throw new Error(
    `SealedSecrets are used in this cluster (${namespace}/${name}): the demo wants one without`,
  )
}
