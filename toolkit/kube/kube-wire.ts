import type { CallOptions, Patch, WriteOptions } from './kube-client.ts'
import type { Call } from './kube-transport.ts'
import { queryString, resourcePath } from './resource-path.ts'
import type { Query, ResourceTarget } from './resource-path.ts'

/** The verbs of RBAC, so that a message can be used with `kubectl auth can-i`. */
export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete'

/** `Accept` for one object or a watch without anything but metadata; servers may send all the same. */
export const METADATA_OBJECT =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json'

/** The same for lists. */
export const METADATA_LIST =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json'

/** The media type of each kind of patch. Apply takes YAML, and JSON is YAML. */
export const PATCH_TYPES: Readonly<Record<Patch['type'], string>> = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  apply: 'application/apply-patch+yaml',
}

/** A call on `target`; `more.name` is the object a POST creates, for messages. */
export function callOf(
  method: string,
  verb: Verb,
  target: ResourceTarget,
  more: { options: CallOptions & WriteOptions; query?: Query; name?: string | undefined },
): Call {
  const { options, query, name } = more
  const dryRun = options.dryRun === true ? 'All' : undefined
  const common = { fieldManager: options.fieldManager, dryRun }
  return {
    method,
    path: resourcePath(target) + queryString({ ...common, ...query }),
    action: describeCall(verb, target, name),
    signal: options.signal,
  }
}

/** The call with a JSON body. */
export function withJson(call: Call, body: unknown, type = 'application/json'): Call {
  return { ...call, headers: { 'content-type': type }, body: JSON.stringify(body) }
}

/** The call asking for `accept` when only metadata is wanted. */
export function withAccept(call: Call, options: { metadataOnly?: boolean }, accept: string): Call {
  return options.metadataOnly === true ? { ...call, headers: { accept } } : call
}

/** Says what a call does, such as `update sealedsecrets/status a/b` or `list secrets in namespace a`. */
function describeCall(verb: Verb, target: ResourceTarget, newName?: string): string {
  const { kind, namespace, subresource } = target
  const name = target.name ?? newName
  const what = subresource === undefined ? kind.plural : `${kind.plural}/${subresource}`
  if (name !== undefined)
    return `${verb} ${what} ${namespace === undefined ? '' : `${namespace}/`}${name}`
  if (namespace !== undefined) return `${verb} ${what} in namespace ${namespace}`
  return kind.namespaced ? `${verb} ${what} in all namespaces` : `${verb} ${what}`
}
