import type { Json } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { objectKey } from '../objects/kube-object.ts'
import { refuse } from '../objects/refuse.ts'
import type { Kind } from '../kinds/kind.ts'
import type { Store } from '../store/store.ts'
import { formatContinuation } from './list-options.ts'
import type { ListOptions } from './list-options.ts'

/** One page of objects. */
export interface Page {
  readonly items: readonly KubeObject[]
  /** The `metadata` of the list. */
  readonly metadata: { [key: string]: Json }
}

/**
 * The objects of a resource that are asked for, all as they were at one moment.
 *
 * @throws StatusError 410 when that moment is forgotten, 504 when it has not come
 */
export function listPage(
  store: Store,
  kind: Kind,
  namespace: string | undefined,
  options: ListOptions,
): Page {
  const { continuation, limit } = options
  const asked = options.version ?? 0
  if (asked > store.version) throw refuse.futureVersion(asked, store.version)
  const version = continuation?.version ?? (options.exact ? asked : store.version)
  const objects =
    version === store.version
      ? store.list(kind.resource, namespace)
      : store.listAt(kind.resource, version, namespace)
  if (objects === undefined) {
    throw refuse.expired('The provided continue parameter or resource version is too old')
  }
  const rest =
    continuation === undefined
      ? objects
      : objects.filter((object) => keyOf(object) > continuation.after)
  const selected = rest.filter(options.selects)
  const items = limit > 0 ? selected.slice(0, limit) : selected
  const last = items.at(-1)
  const metadata: { [key: string]: Json } = { resourceVersion: String(version) }
  if (last !== undefined && items.length < selected.length) {
    metadata['continue'] = formatContinuation({ version, after: keyOf(last) })
    metadata['remainingItemCount'] = selected.length - items.length
  }
  return { items, metadata }
}

function keyOf({ metadata }: KubeObject): string {
  return objectKey(metadata.namespace, metadata.name ?? '')
}
