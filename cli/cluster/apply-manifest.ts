import { WaxsealError } from '../../src/errors.ts'
import { parseYaml } from '../../toolkit/documents/index.ts'
import {
  apiVersionOf,
  CUSTOM_RESOURCE_DEFINITIONS,
  isKubeStatus,
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
 * Applies every document of a manifest in its order, by server-side apply.
 *
 * @throws {@link WaxsealError} of the kubeconfig, the connection and the API server
 */
export async function applyManifest(manifest: string, options: Options, io: Io): Promise<void> {
  const choice = { kubeconfig: options.text('kubeconfig'), context: options.text('context') }
  const { client, title } = await openCluster(choice, io)
  await note(io, `applying to ${title}`)
  const signal = io.interruption()
  try {
    for (const { value } of parseYaml(manifest).documents) {
      const body = value as KubeObject
      const kind = kindOf(body)
      const { name = '', namespace } = body.metadata
      const ref = { name, ...(namespace !== undefined && { namespace }) }
      const patch = { type: 'apply', body } as const
      await client.patch(kind, ref, patch, { fieldManager: FIELD_MANAGER, signal })
      await note(io, `applied ${kind.kind} ${name}`)
    }
  } catch (error) {
    throw isKubeStatus(error, 409) ? conflict(error) : error
  } finally {
    client.close()
  }
}

function kindOf({ apiVersion, kind }: KubeObject): ResourceKind {
  const found = KINDS.find((known) => known.kind === kind && apiVersionOf(known) === apiVersion)
  if (found === undefined) throw new TypeError(`no resource for kind ${kind}`)
  return found
}

/** Another manager owns a field: taking it over silently could undo what somebody set on purpose. */
function conflict(error: WaxsealError): WaxsealError {
  return new WaxsealError(error.code, error.message, {
    hint: 'another tool manages some of these fields; compare with `kubectl diff --server-side`',
  })
}
