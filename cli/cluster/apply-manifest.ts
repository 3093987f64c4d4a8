import { parseYaml } from '../../toolkit/documents/index.ts'
import {
  apiVersionOf,
  CUSTOM_RESOURCE_DEFINITIONS,
  type KubeClient,
  type KubeObject,
  type ResourceKind,
  SERVICES,
} from '../../toolkit/kube/index.ts'
import type { Options } from '../command/options.ts'
import type { Io } from '../io.ts'
import { note } from '../output/talk.ts'
import { openCluster } from './open-cluster.ts'

/** Who set which field, as the API server notes it. */
const FIELD_MANAGER = 'waxseal-install'

const RBAC = { group: 'rbac.authorization.k8s.io', version: 'v1' }
const CORE = { group: '', version: 'v1' }

/** Every kind that the manifest of the controller has. */
const KINDS: readonly ResourceKind[] = [
  CUSTOM_RESOURCE_DEFINITIONS,
  SERVICES,
  { ...CORE, plural: 'serviceaccounts', kind: 'ServiceAccount', namespaced: true },
  { ...RBAC, plural: 'clusterroles', kind: 'ClusterRole', namespaced: false },
  { ...RBAC, plural: 'clusterrolebindings', kind: 'ClusterRoleBinding', namespaced: false },
  { ...RBAC, plural: 'roles', kind: 'Role', namespaced: true },
  { ...RBAC, plural: 'rolebindings', kind: 'RoleBinding', namespaced: true },
  { group: 'apps', version: 'v1', plural: 'deployments', kind: 'Deployment', namespaced: true },
]

/**
 * Applies every document of a manifest in its order: creates what is missing, changes by merge patch
 * what is there, and says which.
 *
 * @throws WaxsealError of the kubeconfig, the connection and the API server
 */
export async function applyManifest(manifest: string, options: Options, io: Io): Promise<void> {
  const choice = { kubeconfig: options.text('kubeconfig'), context: options.text('context') }
  const { client, title } = await openCluster(choice, io)
  await note(io, `applying to ${title}`)
  const signal = io.interruption()
  try {
    for (const { value } of parseYaml(manifest).documents) {
      const object = value as KubeObject
      const outcome = await applyObject(client, object, signal)
      await note(io, `${object.kind} ${object.metadata.name} ${outcome}`)
    }
  } finally {
    client.close()
  }
}

async function applyObject(
  client: KubeClient,
  object: KubeObject,
  signal: AbortSignal,
): Promise<'created' | 'changed' | 'unchanged'> {
  const kind = kindOf(object)
  const { name = '', namespace } = object.metadata
  const ref = { name, ...(namespace !== undefined && { namespace }) }
  const write = { fieldManager: FIELD_MANAGER, signal }
  const live = await client.find(kind, ref, { signal })
  if (live === undefined) {
    await client.create(kind, object, write)
    return 'created'
  }
  const after = await client.patch(kind, ref, { type: 'merge', body: object }, write)
  const isSame = after.metadata.resourceVersion === live.metadata.resourceVersion
  return isSame ? 'unchanged' : 'changed'
}

function kindOf({ apiVersion, kind }: KubeObject): ResourceKind {
  const found = KINDS.find((known) => known.kind === kind && apiVersionOf(known) === apiVersion)
  if (found === undefined) throw new TypeError(`no resource for kind ${kind}`)
  return found
}
