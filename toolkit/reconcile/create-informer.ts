import { WaxsealError } from '../../src/errors.ts'
import type { KubeClient, KubeObject, ResourceKind } from '../kube/index.ts'
import type { Backoff } from './backoff.ts'
import type { Clock } from './clock.ts'

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
  /** Drops what need not be kept in memory. */
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

/** Builds an informer; nothing runs before {@link Informer.run}. */
export function createInformer<T extends KubeObject = KubeObject>(
  options: InformerOptions<T>,
): Informer<T> {
  throw new WaxsealError('ERR_INTERNAL', `not built yet: ${options.resource.plural}`)
}
