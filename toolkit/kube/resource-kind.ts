/** Where objects of one kind live in the API, as discovery tells it. */
export interface ResourceKind {
  /** API group; empty for core. */
  readonly group: string
  readonly version: string
  /** Lower-case plural, as in the path. */
  readonly plural: string
  readonly kind: string
  readonly namespaced: boolean
}

/** Native Secrets, core/v1. */
export const SECRETS: ResourceKind = core('secrets', 'Secret')
/** Namespaces, core/v1. */
export const NAMESPACES: ResourceKind = { ...core('namespaces', 'Namespace'), namespaced: false }
/** Services, core/v1. */
export const SERVICES: ResourceKind = core('services', 'Service')
/** ConfigMaps, core/v1. */
export const CONFIG_MAPS: ResourceKind = core('configmaps', 'ConfigMap')
/** Events, core/v1: what `kubectl describe` shows. */
export const EVENTS: ResourceKind = core('events', 'Event')
/** Leases, coordination.k8s.io/v1: leader election. */
export const LEASES: ResourceKind = {
  group: 'coordination.k8s.io',
  version: 'v1',
  plural: 'leases',
  kind: 'Lease',
  namespaced: true,
}
/** CustomResourceDefinitions, apiextensions.k8s.io/v1. */
export const CUSTOM_RESOURCE_DEFINITIONS: ResourceKind = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  kind: 'CustomResourceDefinition',
  namespaced: false,
}
/** SealedSecrets, bitnami.com/v1alpha1. */
export const SEALED_SECRETS: ResourceKind = {
  group: 'bitnami.com',
  version: 'v1alpha1',
  plural: 'sealedsecrets',
  kind: 'SealedSecret',
  namespaced: true,
}

/** The `apiVersion` of objects of `kind`: `v1` or `group/version`. */
export function apiVersionOf(kind: ResourceKind): string {
  return kind.group === '' ? kind.version : `${kind.group}/${kind.version}`
}

function core(plural: string, kind: string): ResourceKind {
  return { group: '', version: 'v1', plural, kind, namespaced: true }
}
