import type { KubeList, KubeObject, ObjectRef, WatchEvent } from './kube-object.ts'
import type { ResourceKind } from './resource-kind.ts'

/** What every call takes. */
export interface CallOptions {
  readonly signal?: AbortSignal
}

/** What every write takes. */
export interface WriteOptions extends CallOptions {
  /** Name under which the server notes who set which field; required by `apply`. */
  readonly fieldManager?: string
  /** Validate and admit, but keep nothing. */
  readonly dryRun?: boolean
}

/** What a read of one object takes. */
export interface GetOptions extends CallOptions {
  /** Ask for metadata only, so that values never travel. */
  readonly metadataOnly?: boolean
}

/** What a deletion takes. */
export interface DeleteOptions extends CallOptions {
  /** Delete only this very object; 409 else. */
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string }
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan'
  readonly dryRun?: boolean
}

/** Which objects a list or watch is about. */
export interface Selection extends CallOptions {
  /** Left out: all namespaces. */
  readonly namespace?: string
  readonly labelSelector?: string
  readonly fieldSelector?: string
  /** Ask for metadata only, so that values never travel. */
  readonly metadataOnly?: boolean
}

/** What a list takes. */
export interface ListOptions extends Selection {
  /** Objects per page; 500 by default, halved while a page is too large to be taken. */
  readonly pageSize?: number
}

/** What a watch takes. */
export interface WatchOptions extends Selection {
  /** Where to start: the version of the list, or of the last event. */
  readonly resourceVersion: string
  /** After this many seconds the server ends the watch; 300 by default. */
  readonly timeoutSeconds?: number
  /** The watch ends when no byte came for so long; 150,000 by default (bookmarks come each minute). */
  readonly idleTimeoutMs?: number
}

/** A change to a live object, by its media type. */
export type Patch =
  | { readonly type: 'merge'; readonly body: Readonly<Record<string, unknown>> }
  | { readonly type: 'json'; readonly body: readonly JsonPatchOperation[] }
  /** Server-side apply; creates the object when it is missing. */
  | { readonly type: 'apply'; readonly body: KubeObject; readonly force?: boolean }

/** One operation of RFC 6902. */
export interface JsonPatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'test' | 'move' | 'copy'
  readonly path: string
  readonly from?: string
  readonly value?: unknown
}

/** A request to any path of the API server. */
export interface RawRequest extends CallOptions {
  /** `GET` by default. */
  readonly method?: string
  /** Absolute, with the query, such as `/api/v1/namespaces/a/services/http:b:/proxy/v1/cert.pem`. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Longest answer taken, in bytes; 1 MiB by default. */
  readonly limitBytes?: number
}

/** The answer to a {@link RawRequest}; its status is 2xx, all else is thrown. */
export interface RawResponse {
  readonly status: number
  readonly contentType: string
  readonly body: Uint8Array<ArrayBuffer>
}

/**
 * A small JSON client of one API server. Objects come and go as they are: unknown fields are kept.
 *
 * Each call throws a `KubeError`: `ERR_KUBE_STATUS` (see its `status` and `reason`), `ERR_KUBE_GONE`
 * or `ERR_KUBE_UNREACHABLE`; a `signal` that is aborted rejects with its reason. Answers of 429 are
 * retried as long as the server asks for, see {@link KubeClientOptions.retries}.
 */
export interface KubeClient {
  /** Such as `https://10.0.0.1:6443`. */
  readonly server: string
  /** Namespace of the kubeconfig's context. */
  readonly namespace: string | undefined

  /** Reads one object; throws when it is missing. */
  get<T extends KubeObject = KubeObject>(
    kind: ResourceKind,
    ref: ObjectRef,
    options?: GetOptions,
  ): Promise<T>
  /** Reads one object; `undefined` when it is missing. */
  find<T extends KubeObject = KubeObject>(
    kind: ResourceKind,
    ref: ObjectRef,
    options?: GetOptions,
  ): Promise<T | undefined>
  /** Creates `object` in `object.metadata.namespace`; `apiVersion` and `kind` are filled in. */
  create<T extends KubeObject>(kind: ResourceKind, object: T, options?: WriteOptions): Promise<T>
  /** Replaces `object` whole; with a `resourceVersion` in it, 409 when it has changed since. */
  replace<T extends KubeObject>(kind: ResourceKind, object: T, options?: WriteOptions): Promise<T>
  /** Replaces only the status of `object`. */
  replaceStatus<T extends KubeObject>(
    kind: ResourceKind,
    object: T,
    options?: WriteOptions,
  ): Promise<T>
  /** Changes one object by a merge patch, a JSON patch or server-side apply. */
  patch<T extends KubeObject = KubeObject>(
    kind: ResourceKind,
    ref: ObjectRef,
    patch: Patch,
    options?: WriteOptions,
  ): Promise<T>
  /** As {@link KubeClient.patch}, for the status only. */
  patchStatus<T extends KubeObject = KubeObject>(
    kind: ResourceKind,
    ref: ObjectRef,
    patch: Patch,
    options?: WriteOptions,
  ): Promise<T>
  /** Deletes one object; throws when it is missing. */
  delete(kind: ResourceKind, ref: ObjectRef, options?: DeleteOptions): Promise<void>
  /** All objects of the selection, read in pages. */
  list<T extends KubeObject = KubeObject>(
    kind: ResourceKind,
    options?: ListOptions,
  ): Promise<KubeList<T>>
  /** The same, page by page. */
  listPages<T extends KubeObject = KubeObject>(
    kind: ResourceKind,
    options?: ListOptions,
  ): AsyncIterable<KubeList<T>>
  /**
   * The changes after `resourceVersion`, until the server ends the watch, the stream is torn or
   * falls silent; the iteration then simply ends. Start the next from the last version seen.
   *
   * Throws `ERR_KUBE_GONE` when that version is too old: list again.
   */
  watch<T extends KubeObject = KubeObject>(
    kind: ResourceKind,
    options: WatchOptions,
  ): AsyncIterable<WatchEvent<T>>
  /** Any path; for proxies to services, discovery and health. */
  request(request: RawRequest): Promise<RawResponse>
  /** Closes idle connections; running calls end by their own signals. */
  close(): void
}
