import type { KubeAccess } from './kube-access.ts'
import type {
  DeleteOptions,
  GetOptions,
  KubeClient,
  ListOptions,
  Patch,
  RawRequest,
  RawResponse,
  WatchOptions,
  WriteOptions,
} from './kube-client.ts'
import { isKubeStatus, KubeError } from './kube-error.ts'
import { isKubeObject } from './kube-object.ts'
import type { KubeList, KubeObject, ObjectRef, WatchEvent } from './kube-object.ts'
import { KubeTransport, parseJson, TOO_LARGE } from './kube-transport.ts'
import type { Call } from './kube-transport.ts'
import {
  callOf,
  METADATA_LIST,
  METADATA_OBJECT,
  PATCH_TYPES,
  withAccept,
  withJson,
} from './kube-wire.ts'
import type { ResourceKind } from './resource-kind.ts'
import { apiVersionOf } from './resource-kind.ts'
import type { ResourceTarget } from './resource-path.ts'
import { watchEvents } from './watch-events.ts'

/** How a client behaves. */
export interface KubeClientOptions {
  /** Such as `waxseal/0.1.0`. */
  readonly userAgent?: string
  /** Longest wait for the answer to one call, for a page of a list between two bytes; 30,000 by default. */
  readonly timeoutMs?: number
  /** How often a call that was answered 429 is sent again; 5 by default. */
  readonly retries?: number
  /** Connections at once, watches apart; 32 by default. */
  readonly maxConnections?: number
}

/** Longest answer for one object: at most 1.5 MiB in etcd, as JSON a few times that. */
const OBJECT_LIMIT_BYTES = 16 * 1024 * 1024
/** Longest page of a list; a larger page is asked for again in smaller ones. */
const PAGE_LIMIT_BYTES = 64 * 1024 * 1024
const RAW_LIMIT_BYTES = 1024 * 1024
const PAGE_SIZE = 500
const WATCH_SECONDS = 300
const WATCH_IDLE_MS = 150_000
/** How often a list is begun again when it took so long that its version is gone. */
const LIST_TRIES = 3

/** A client with connections of its own, kept alive between calls. */
export function createKubeClient(access: KubeAccess, options: KubeClientOptions = {}): KubeClient {
  const transport = new KubeTransport(access, {
    userAgent: options.userAgent ?? 'waxseal',
    timeoutMs: options.timeoutMs ?? 30_000,
    retries: options.retries ?? 5,
    maxConnections: options.maxConnections ?? 32,
  })
  return new JsonKubeClient(access, transport)
}

class JsonKubeClient implements KubeClient {
  readonly server: string
  readonly namespace: string | undefined
  readonly #transport: KubeTransport

  constructor(access: KubeAccess, transport: KubeTransport) {
    this.server = access.server
    this.namespace = access.namespace
    this.#transport = transport
  }

  async get<T extends KubeObject>(
    kind: ResourceKind,
    ref: ObjectRef,
    options: GetOptions = {},
  ): Promise<T> {
    const call = callOf('GET', 'get', { kind, ...ref }, { options })
    const headers = options.metadataOnly === true ? { accept: METADATA_OBJECT } : {}
    return this.#object(kind, { ...call, headers })
  }

  async find<T extends KubeObject>(
    kind: ResourceKind,
    ref: ObjectRef,
    options?: GetOptions,
  ): Promise<T | undefined> {
    try {
      return await this.get<T>(kind, ref, options)
    } catch (error) {
      if (isKubeStatus(error, 404)) return undefined
      throw error
    }
  }

  async create<T extends KubeObject>(
    kind: ResourceKind,
    object: T,
    options: WriteOptions = {},
  ): Promise<T> {
    const { namespace, name } = object.metadata
    const call = callOf('POST', 'create', { kind, namespace }, { options, name })
    return this.#object(kind, withJson(call, complete(kind, object)))
  }

  async replace<T extends KubeObject>(
    kind: ResourceKind,
    object: T,
    options: WriteOptions = {},
  ): Promise<T> {
    const call = callOf('PUT', 'update', { kind, ...refOf(object) }, { options })
    return this.#object(kind, withJson(call, complete(kind, object)))
  }

  async replaceStatus<T extends KubeObject>(
    kind: ResourceKind,
    object: T,
    options: WriteOptions = {},
  ): Promise<T> {
    const target = { kind, ...refOf(object), subresource: 'status' as const }
    const call = callOf('PUT', 'update', target, { options })
    return this.#object(kind, withJson(call, complete(kind, object)))
  }

  async patch<T extends KubeObject>(
    kind: ResourceKind,
    ref: ObjectRef,
    patch: Patch,
    options: WriteOptions = {},
  ): Promise<T> {
    return this.#patch({ kind, ...ref }, patch, options)
  }

  async patchStatus<T extends KubeObject>(
    kind: ResourceKind,
    ref: ObjectRef,
    patch: Patch,
    options: WriteOptions = {},
  ): Promise<T> {
    return this.#patch({ kind, ...ref, subresource: 'status' }, patch, options)
  }

  async delete(kind: ResourceKind, ref: ObjectRef, options: DeleteOptions = {}): Promise<void> {
    const { preconditions, propagationPolicy } = options
    const call = callOf('DELETE', 'delete', { kind, ...ref }, { options })
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions, propagationPolicy }
    await this.#transport.answer(withJson(call, body), OBJECT_LIMIT_BYTES)
  }

  async list<T extends KubeObject>(
    kind: ResourceKind,
    options: ListOptions = {},
  ): Promise<KubeList<T>> {
    for (let tries = 1; ; tries++) {
      try {
        const items: T[] = []
        let resourceVersion = ''
        for await (const page of this.listPages<T>(kind, options)) {
          items.push(...page.items)
          ;({ resourceVersion } = page)
        }
        return { items, resourceVersion, continueToken: undefined }
      } catch (error) {
        if (!isKubeStatus(error, 410) || tries === LIST_TRIES) throw error
      }
    }
  }

  async *listPages<T extends KubeObject>(
    kind: ResourceKind,
    options: ListOptions = {},
  ): AsyncGenerator<KubeList<T>, void, undefined> {
    const { labelSelector, fieldSelector, namespace } = options
    let limit = options.pageSize ?? PAGE_SIZE
    let token: string | undefined
    for (;;) {
      const query = { labelSelector, fieldSelector, limit, continue: token }
      try {
        const call = callOf('GET', 'list', { kind, namespace }, { options, query })
        const page = await this.#page<T>(kind, withAccept(call, options, METADATA_LIST))
        yield page
        token = page.continueToken
        if (token === undefined) return
      } catch (error) {
        const isTooLarge = error instanceof KubeError && error.reason === TOO_LARGE
        if (!isTooLarge || limit === 1) throw error
        limit = Math.ceil(limit / 8)
      }
    }
  }

  async *watch<T extends KubeObject>(
    kind: ResourceKind,
    options: WatchOptions,
  ): AsyncGenerator<WatchEvent<T>, void, undefined> {
    const { labelSelector, fieldSelector, namespace, resourceVersion } = options
    const query = {
      labelSelector,
      fieldSelector,
      resourceVersion,
      watch: true,
      allowWatchBookmarks: true,
      timeoutSeconds: options.timeoutSeconds ?? WATCH_SECONDS,
    }
    const call = callOf('GET', 'watch', { kind, namespace }, { options, query })
    const idleMs = options.idleTimeoutMs ?? WATCH_IDLE_MS
    const accepted = withAccept(call, options, METADATA_OBJECT)
    for await (const event of watchEvents<T>(this.#transport, accepted, idleMs)) {
      if (event.type === 'BOOKMARK') yield event
      else yield { ...event, object: complete(kind, event.object) }
    }
  }

  async request(request: RawRequest): Promise<RawResponse> {
    const method = request.method ?? 'GET'
    const call: Call = {
      method,
      path: request.path,
      action: `${method.toLowerCase()} ${request.path.split('?', 1)[0] ?? ''}`,
      headers: { accept: '*/*', ...request.headers },
      signal: request.signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    }
    return this.#transport.answer(call, request.limitBytes ?? RAW_LIMIT_BYTES)
  }

  close(): void {
    this.#transport.close()
  }

  async #patch<T extends KubeObject>(
    target: ResourceTarget,
    patch: Patch,
    options: WriteOptions,
  ): Promise<T> {
    if (patch.type === 'apply' && options.fieldManager === undefined) {
      throw new TypeError('server-side apply needs a field manager')
    }
    const query = patch.type === 'apply' ? { force: patch.force } : {}
    const call = callOf('PATCH', 'patch', target, { options, query })
    const body = patch.type === 'apply' ? complete(target.kind, patch.body) : patch.body
    return this.#object(target.kind, withJson(call, body, PATCH_TYPES[patch.type]))
  }

  async #object<T extends KubeObject>(kind: ResourceKind, call: Call): Promise<T> {
    const { body } = await this.#transport.answer(call, OBJECT_LIMIT_BYTES)
    const object = parseJson(body)
    if (!isKubeObject(object)) throw notAnObject(call)
    return complete(kind, object as T)
  }

  async #page<T extends KubeObject>(kind: ResourceKind, call: Call): Promise<KubeList<T>> {
    const { body } = await this.#transport.answer({ ...call, isLong: true }, PAGE_LIMIT_BYTES)
    const list = parseJson(body)
    if (!isKubeObject(list)) throw notAnObject(call)
    const items = list['items'] ?? []
    if (!Array.isArray(items) || !items.every(isKubeObject)) throw notAnObject(call)
    const token = list.metadata['continue']
    return {
      items: items.map((item) => complete(kind, item as T)),
      resourceVersion: list.metadata.resourceVersion ?? '',
      continueToken: typeof token === 'string' && token !== '' ? token : undefined,
    }
  }
}

/** Items of lists carry no kind of their own, and metadata-only ones another: all get the real one. */
function complete<T extends KubeObject>(kind: ResourceKind, object: T): T {
  return { ...object, apiVersion: apiVersionOf(kind), kind: kind.kind }
}

function refOf(object: KubeObject): ObjectRef {
  const { name = '', namespace } = object.metadata
  return namespace === undefined ? { name } : { name, namespace }
}

function notAnObject(call: Call): KubeError {
  return new KubeError('ERR_KUBE_UNREACHABLE', `the answer to ${call.action} is no object`, {
    retryable: true,
    hint: 'check that the server is a Kubernetes API server and no proxy answers instead',
  })
}
