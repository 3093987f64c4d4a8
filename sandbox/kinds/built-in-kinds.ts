import { at, own, textOf } from '../objects/json.ts'
import { configMap } from './config-map.ts'
import { customResourceDefinition } from './custom-resource-definition.ts'
import {
  AGE_COLUMN,
  defineKind,
  fieldColumn,
  NAME_COLUMN,
  openFields,
  textAt,
} from './define-kind.ts'
import { event } from './event.ts'
import type { Kind } from './kind.ts'
import { checkPathSegment } from './names.ts'
import { namespace } from './namespace.ts'
import { secret } from './secret.ts'
import { service } from './service.ts'

const RBAC = {
  group: 'rbac.authorization.k8s.io',
  version: 'v1',
  checkName: checkPathSegment,
  createdByPut: true,
} as const

const ROLE_COLUMN = {
  name: 'Role',
  type: 'string',
  priority: 0,
  cell: (object: Parameters<Kind['prepare']>[0]) =>
    `${textAt('roleRef', 'kind')(object)}/${textAt('roleRef', 'name')(object)}`,
} as const

/** Kinds that are only stored: no node, no scheduler and no access rule comes to life. */
const storedOnly: readonly Kind[] = [
  defineKind({
    group: '',
    version: 'v1',
    kind: 'ServiceAccount',
    plural: 'serviceaccounts',
    schema: openFields('secrets', 'imagePullSecrets', 'automountServiceAccountToken'),
    shortNames: ['sa'],
  }),
  defineKind({
    group: '',
    version: 'v1',
    kind: 'Pod',
    plural: 'pods',
    schema: openFields('spec', 'status'),
    shortNames: ['po'],
    categories: ['all'],
    hasStatus: true,
    hasGeneration: true,
    columns: [NAME_COLUMN, fieldColumn('Status', 'status', 'phase'), AGE_COLUMN],
    selectable: new Map([
      ['status.phase', textAt('status', 'phase')],
      ['spec.nodeName', textAt('spec', 'nodeName')],
    ]),
    prepare: (next) => ({ ...next, status: own(next, 'status') ?? { phase: 'Pending' } }),
  }),
  defineKind({
    group: '',
    version: 'v1',
    kind: 'Endpoints',
    plural: 'endpoints',
    createdByPut: true,
    schema: openFields('subsets'),
    singular: 'endpoints',
    listKind: 'EndpointsList',
    shortNames: ['ep'],
  }),
  defineKind({
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
    plural: 'deployments',
    schema: openFields('spec', 'status'),
    shortNames: ['deploy'],
    categories: ['all'],
    hasStatus: true,
    hasGeneration: true,
    columns: [
      NAME_COLUMN,
      {
        name: 'Ready',
        type: 'string',
        priority: 0,
        cell: (object) => {
          const ready = textOf(at(object, 'status', 'readyReplicas') ?? 0)
          return `${ready}/${textOf(at(object, 'spec', 'replicas') ?? 1)}`
        },
      },
      AGE_COLUMN,
    ],
  }),
  defineKind({
    group: 'coordination.k8s.io',
    version: 'v1',
    kind: 'Lease',
    plural: 'leases',
    createdByPut: true,
    needsVersion: true,
    schema: openFields('spec'),
    columns: [NAME_COLUMN, fieldColumn('Holder', 'spec', 'holderIdentity'), AGE_COLUMN],
  }),
  defineKind({
    group: 'networking.k8s.io',
    version: 'v1',
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    schema: openFields('spec'),
    shortNames: ['netpol'],
    hasGeneration: true,
  }),
  defineKind({
    group: 'policy',
    version: 'v1',
    kind: 'PodDisruptionBudget',
    plural: 'poddisruptionbudgets',
    schema: openFields('spec', 'status'),
    shortNames: ['pdb'],
    hasStatus: true,
    needsVersion: true,
    hasGeneration: true,
  }),
  defineKind({ ...RBAC, kind: 'Role', plural: 'roles', schema: openFields('rules') }),
  defineKind({
    ...RBAC,
    kind: 'ClusterRole',
    plural: 'clusterroles',
    schema: openFields('rules', 'aggregationRule'),
    namespaced: false,
  }),
  defineKind({
    ...RBAC,
    kind: 'RoleBinding',
    plural: 'rolebindings',
    schema: openFields('subjects', 'roleRef'),
    columns: [NAME_COLUMN, ROLE_COLUMN, AGE_COLUMN],
  }),
  defineKind({
    ...RBAC,
    kind: 'ClusterRoleBinding',
    plural: 'clusterrolebindings',
    schema: openFields('subjects', 'roleRef'),
    namespaced: false,
    columns: [NAME_COLUMN, ROLE_COLUMN, AGE_COLUMN],
  }),
]

/** The kinds that are there before any CustomResourceDefinition. */
export const BUILT_IN_KINDS: readonly Kind[] = [
  namespace,
  secret,
  configMap,
  service,
  event,
  customResourceDefinition,
  ...storedOnly,
]
