import type { JsonObject } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { withMetadata } from '../objects/kube-object.ts'
import { refuse } from '../objects/refuse.ts'
import { apiVersionOf } from '../kinds/kind.ts'
import type { Kind } from '../kinds/kind.ts'
import type { Change } from '../store/history.ts'
import type { Store } from '../store/store.ts'
import type { ListOptions } from './list-options.ts'

/** One line of a watch. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  /** An object of the kind; a Status with `ERROR`. */
  readonly object: JsonObject
}

/** What is watched. */
export interface WatchScope {
  readonly store: Store
  readonly kind: Kind
  readonly namespace: string | undefined
  readonly options: ListOptions
}

/** Marks the bookmark after the objects that were there when the watch began. */
const INITIAL_EVENTS_END = 'k8s.io/initial-events-end'

/**
 * Gives the events of a watch, first those that are due at once, then each as it happens, in order.
 *
 * @param give - receives the events; after `ERROR` comes no other
 * @returns ends the watch
 */
export function watch(scope: WatchScope, give: (event: WatchEvent) => void): () => void {
  const { store, kind, options } = scope
  const { version } = options
  const fromNow = version === undefined || version === 0 || options.initialEvents === true
  const missed = fromNow ? [] : changesAfter(scope, version)
  if (missed === undefined) {
    const message = `too old resource version: ${version} (${store.forgottenUpTo(kind.resource)})`
    give({ type: 'ERROR', object: refuse.expired(message).toStatus() })
    return () => undefined
  }
  const pass = (change: Change): void => {
    const event = eventFor(scope, change)
    if (event !== undefined) give(event)
  }
  if (fromNow && options.initialEvents !== false) giveInitial(scope, give)
  missed.forEach(pass)
  return store.listen((change) => {
    if (change.resource === kind.resource) pass(change)
  })
}

/** A line that tells how far the watch has come. */
export function bookmark({ store, kind }: WatchScope, initialEnd: boolean = false): WatchEvent {
  const annotations = initialEnd ? { annotations: { [INITIAL_EVENTS_END]: 'true' } } : {}
  return {
    type: 'BOOKMARK',
    object: {
      kind: kind.kind,
      apiVersion: apiVersionOf(kind),
      metadata: { resourceVersion: String(store.version), ...annotations },
    },
  }
}

/** A version this server has never reached is from before it was started: as good as forgotten. */
function changesAfter({ store, kind }: WatchScope, version: number): readonly Change[] | undefined {
  return version > store.version ? undefined : store.changesSince(kind.resource, version)
}

function giveInitial(scope: WatchScope, give: (event: WatchEvent) => void): void {
  const { store, kind, namespace, options } = scope
  for (const object of store.list(kind.resource, namespace)) {
    if (options.selects(object)) give({ type: 'ADDED', object })
  }
  if (options.bookmarks) give(bookmark(scope, true))
}

/** For a watch with a selector, an object that begins to fit is added, one that ceases is deleted. */
function eventFor({ namespace, options }: WatchScope, change: Change): WatchEvent | undefined {
  const { type, object, previous } = change
  if (namespace !== undefined && object.metadata.namespace !== namespace) return undefined
  const before = previous !== undefined && options.selects(previous)
  const now = type !== 'DELETED' && options.selects(object)
  if (now) return { type: before ? 'MODIFIED' : 'ADDED', object }
  if (!before) return undefined
  return { type: 'DELETED', object: type === 'DELETED' ? object : lastFitting(previous, object) }
}

/** The last state that fitted, under the version in which it ceased to. */
function lastFitting(previous: KubeObject, { metadata }: KubeObject): KubeObject {
  return withMetadata(previous, { resourceVersion: metadata.resourceVersion })
}
