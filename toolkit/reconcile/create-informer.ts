import { isKubeStatus, KubeError, MALFORMED_WATCH } from '../kube/index.ts'
import type { KubeClient, KubeObject, ResourceKind, Selection } from '../kube/index.ts'
import { backoffDelay, INFORMER_BACKOFF } from './backoff.ts'
import type { Backoff } from './backoff.ts'
import { pause } from './clock.ts'
import type { Clock } from './clock.ts'
import { objectKey } from './object-key.ts'

/** A change of the mirrored objects. */
export interface InformerEvent<T> {
  readonly type: 'added' | 'updated' | 'deleted'
  /** `namespace/name`, or `name` for kinds without a namespace. */
  readonly key: string
  /** For `deleted`: the last known state. */
  readonly object: T
  /** For `updated`: the state before. */
  readonly previous?: T
}

/** What an informer is made of. */
export interface InformerOptions<T extends KubeObject> {
  readonly client: KubeClient
  readonly resource: ResourceKind
  /** Left out: all namespaces. */
  readonly namespace?: string
  readonly labelSelector?: string
  readonly fieldSelector?: string
  /** Ask for metadata only; what the server sends beyond it is dropped. */
  readonly metadataOnly?: boolean
  /** Drops what need not be kept in memory; `managedFields` always is. */
  readonly trim?: (object: T) => T
  /** Called for each change, in order; must not throw. */
  readonly onEvent: (event: InformerEvent<T>) => void
  /** A list or watch failed and will be tried again after `delayMs`. */
  readonly onError?: (error: unknown, delayMs: number) => void
  readonly clock: Clock
  /** {@link INFORMER_BACKOFF} by default. */
  readonly backoff?: Backoff
}

/** A mirror of the objects of one kind in memory, kept up to date by list and watch. */
export interface Informer<T extends KubeObject> {
  /** Mirrors until `signal` is aborted; never gives up. */
  run(signal: AbortSignal): Promise<void>
  /** Resolves after the first complete list; rejects when aborted before. */
  readonly synced: Promise<void>
  readonly isSynced: boolean
  get(key: string): T | undefined
  entries(): IterableIterator<[key: string, object: T]>
  readonly size: number
}

/** A watch that ends sooner counts as a failure, so that a server that ends each at once is spared. */
const SHORT_WATCH_MS = 1_000

/** A list now and then heals whatever a watch may have missed, such as a restored etcd. */
const RELIST_MS = 3_600_000
/** After so many failures in a row the version is not trusted any more. */
const RELIST_FAILURES = 5

/** Builds an informer; nothing runs before {@link Informer.run}. */
export function createInformer<T extends KubeObject = KubeObject>(
  options: InformerOptions<T>,
): Informer<T> {
  return new ListWatchInformer(options)
}

class ListWatchInformer<T extends KubeObject> implements Informer<T> {
  isSynced = false
  readonly synced: Promise<void>
  readonly #options: InformerOptions<T>
  readonly #selection: Selection
  readonly #sync = Promise.withResolvers<void>()
  #objects = new Map<string, T>()
  /** Where the next watch starts; `undefined` when a list is due. */
  #version: string | undefined
  #listedAt = 0

  constructor(options: InformerOptions<T>) {
    this.#options = options
    const { namespace, labelSelector, fieldSelector, metadataOnly } = options
    this.#selection = {
      ...(namespace !== undefined && { namespace }),
      ...(labelSelector !== undefined && { labelSelector }),
      ...(fieldSelector !== undefined && { fieldSelector }),
      ...(metadataOnly !== undefined && { metadataOnly }),
    }
    this.synced = this.#sync.promise
    // Nobody may be waiting when it is aborted.
    this.synced.catch(() => undefined)
  }

  get size(): number {
    return this.#objects.size
  }

  get(key: string): T | undefined {
    return this.#objects.get(key)
  }

  entries(): IterableIterator<[key: string, object: T]> {
    return this.#objects.entries()
  }

  async run(signal: AbortSignal): Promise<void> {
    const { clock, onError, backoff = INFORMER_BACKOFF } = this.#options
    let failures = 0
    let wasGone = false
    while (!signal.aborted) {
      const start = clock.now().getTime()
      let failure: unknown
      if (failures >= RELIST_FAILURES || start - this.#listedAt >= RELIST_MS) {
        this.#version = undefined
      }
      try {
        if (this.#version === undefined) await this.#list(signal)
        await this.#watch(signal)
      } catch (error) {
        if (signal.aborted) break
        failure = error
        if (!keepsVersion(error)) this.#version = undefined
      }
      const isFine = failure === undefined && clock.now().getTime() - start >= SHORT_WATCH_MS
      const isGone = isKubeStatus(failure, 410)
      // The answer that a version is gone shows that the server is back: no long pause before the list.
      failures = isFine ? 0 : isGone && !wasGone ? 1 : failures + 1
      wasGone = isGone
      if (isFine) continue
      const asked = failure instanceof KubeError ? (failure.retryAfterMs ?? 0) : 0
      const delayMs = Math.max(backoffDelay(failures, backoff), asked)
      // A version that is gone is usual after a pause; only when it stays gone is it worth a word.
      const isUsual = failure === undefined || (isGone && failures === 1)
      if (!isUsual) onError?.(failure, delayMs)
      await pause(clock, delayMs, signal)
    }
    this.#sync.reject(signal.reason)
  }

  async #list(signal: AbortSignal): Promise<void> {
    const { client, resource } = this.#options
    const fresh = new Map<string, T>()
    let version = ''
    for await (const page of client.listPages<T>(resource, { ...this.#selection, signal })) {
      for (const object of page.items) fresh.set(objectKey(object), this.#trim(object))
      version = page.resourceVersion
    }
    const old = this.#objects
    this.#objects = fresh
    for (const [key, object] of old) {
      if (!fresh.has(key)) this.#options.onEvent({ type: 'deleted', key, object })
    }
    for (const [key, object] of fresh) this.#tellStored(key, object, old.get(key))
    this.#version = version
    this.#listedAt = this.#options.clock.now().getTime()
    this.isSynced = true
    this.#sync.resolve()
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { client, resource, onEvent } = this.#options
    const options = { ...this.#selection, signal, resourceVersion: this.#version ?? '' }
    for await (const event of client.watch<T>(resource, options)) {
      if (event.type === 'BOOKMARK') {
        this.#version = event.resourceVersion
        continue
      }
      const object = this.#trim(event.object)
      const key = objectKey(object)
      const previous = this.#objects.get(key)
      if (event.type === 'DELETED') {
        this.#objects.delete(key)
        if (previous !== undefined) onEvent({ type: 'deleted', key, object })
      } else {
        this.#objects.set(key, object)
        this.#tellStored(key, object, previous)
      }
      this.#version = object.metadata.resourceVersion ?? this.#version
    }
  }

  #tellStored(key: string, object: T, previous: T | undefined): void {
    if (previous === undefined) this.#options.onEvent({ type: 'added', key, object })
    else if (previous.metadata.resourceVersion !== object.metadata.resourceVersion) {
      this.#options.onEvent({ type: 'updated', key, object, previous })
    }
  }

  /** `managedFields` is often the largest part of an object, and nobody here reads it. */
  #trim(object: T): T {
    const { managedFields: _, ...metadata } = object.metadata
    const { apiVersion, kind } = object
    const kept = this.#options.metadataOnly === true ? { apiVersion, kind } : object
    const trimmed = { ...kept, metadata } as T
    return this.#options.trim?.(trimmed) ?? trimmed
  }
}

/** Whether a watch may go on from where it was: the server is only away or busy. */
function keepsVersion(error: unknown): boolean {
  return error instanceof KubeError && error.status !== 410 && error.reason !== MALFORMED_WATCH
}
