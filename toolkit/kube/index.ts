export { createKubeClient } from './create-kube-client.ts'
export type { KubeClientOptions } from './create-kube-client.ts'
export type { KubeAccess, KubeCredentials, KubeTls } from './kube-access.ts'
export type {
  CallOptions,
  DeleteOptions,
  GetOptions,
  JsonPatchOperation,
  KubeClient,
  ListOptions,
  Patch,
  RawRequest,
  RawResponse,
  Selection,
  WatchOptions,
  WriteOptions,
} from './kube-client.ts'
export { isKubeStatus, KubeError } from './kube-error.ts'
export type { KubeErrorCause, KubeErrorOptions } from './kube-error.ts'
export type {
  KubeList,
  KubeMetadata,
  KubeObject,
  ObjectRef,
  OwnerReference,
  WatchEvent,
} from './kube-object.ts'
export { loadKubeconfig } from './load-kubeconfig.ts'
export type { KubeconfigSource } from './load-kubeconfig.ts'
export {
  apiVersionOf,
  CONFIG_MAPS,
  CUSTOM_RESOURCE_DEFINITIONS,
  EVENTS,
  LEASES,
  NAMESPACES,
  SEALED_SECRETS,
  SECRETS,
  SERVICES,
} from './resource-kind.ts'
export type { ResourceKind } from './resource-kind.ts'
export { MALFORMED_WATCH } from './watch-events.ts'
