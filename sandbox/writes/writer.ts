import type { Json } from '../objects/json.ts'
import { own, sameJson } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { withMetadata } from '../objects/kube-object.ts'
import { refuse } from '../objects/refuse.ts'
import { StatusError } from '../objects/status-error.ts'
import { inVersion } from '../kinds/kind.ts'
import type { Kind } from '../kinds/kind.ts'
import type { Store } from '../store/store.ts'
import { checkObject } from './check-object.ts'
import type { Identities } from './identities.ts'
import { readObject } from './read-object.ts'
import type { FieldValidation } from './read-object.ts'

/** Which object, or which part of it, a request is about. */
export interface Target {
  readonly kind: Kind
  readonly namespace: string | undefined
  readonly name: string
  /** Whether only `status` is written. */
  readonly status: boolean
}

/** How to write. */
export interface WriteOptions {
  /** Check and answer, but store nothing. */
  readonly dryRun: boolean
  readonly fields: FieldValidation
}

/** What a write made. */
export interface Written {
  readonly object: KubeObject
  /** One sentence each, for `Warning` headers. */
  readonly warnings: readonly string[]
  /** Whether a PUT has created it. */
  readonly created?: true
}

/** Creates and changes objects, with everything an API server checks and fills in. */
export class Writer {
  readonly #store: Store
  readonly #identities: Identities

  constructor(store: Store, identities: Identities) {
    this.#store = store
    this.#identities = identities
  }

  /**
   * Creates an object.
   *
   * @throws StatusError 400, 403 and 404 for the namespace, 409 when the name is taken, 422
   */
  create(target: Omit<Target, 'name' | 'status'>, body: Json, options: WriteOptions): Written {
    const { kind, namespace } = target
    const { object: sent, warnings } = readObject(kind, body, options.fields)
    if (namespace !== (sent.metadata.namespace ?? namespace)) {
      throw refuse.badRequest(
        'the namespace of the provided object does not match the namespace sent on the request',
      )
    }
    return { object: this.#add(target, sent, options), warnings }
  }

  #add(
    { kind, namespace }: Omit<Target, 'name' | 'status'>,
    sent: KubeObject,
    options: WriteOptions,
  ): KubeObject {
    const name = this.#freeName(kind, namespace, sent)
    if (kind.namespaced) this.#checkNamespace(kind, namespace ?? '', name)
    const first = withMetadata(kind.hasStatus ? withStatus(sent, undefined) : sent, {
      name,
      namespace,
      uid: this.#identities.uid(),
      creationTimestamp: this.#identities.now(),
      generation: kind.hasGeneration ? 1 : undefined,
      deletionTimestamp: undefined,
      deletionGracePeriodSeconds: undefined,
      resourceVersion: undefined,
    })
    const next = kind.prepare(first, undefined)
    checkObject(kind, next, undefined)
    if (!options.dryRun && Number(sent.metadata.resourceVersion) > 0) {
      const message = 'resourceVersion should not be set on objects to be created'
      throw new StatusError(500, undefined, message)
    }
    if (this.#store.get(kind.resource, namespace, name) !== undefined) {
      throw refuse.alreadyExists(kind, name)
    }
    return options.dryRun ? next : this.#store.put(kind.resource, next)
  }

  /**
   * Replaces an object by the body of a PUT, or creates it where its kind is created that way.
   *
   * @throws StatusError 400, 404, 409 when it is not the version the body was made from, 422
   */
  replace(target: Target, body: Json, options: WriteOptions): Written {
    const { object: sent, warnings } = readObject(target.kind, body, options.fields)
    checkIdentity(target, sent)
    const { kind, namespace, name, status } = target
    const isThere = this.#store.get(kind.resource, namespace, name) !== undefined
    if (!isThere && kind.createdByPut && !status && sent.metadata.uid === undefined) {
      const first = withMetadata(sent, { resourceVersion: undefined })
      return { object: this.#add(target, first, options), warnings, created: true }
    }
    const current = this.current(target)
    checkVersion(target, current, sent)
    if (kind.needsVersion && sent.metadata.resourceVersion === undefined) {
      throw refuse.invalid({ ...kind, kind: kind.plural }, name, [
        {
          reason: 'FieldValueInvalid',
          message: 'Invalid value: must be specified for an update',
          field: 'metadata.resourceVersion',
        },
      ])
    }
    return { object: this.#update(target, current, sent, options), warnings }
  }

  /**
   * Changes an object by a function from its JSON to the patched JSON.
   *
   * @throws StatusError 400, 404, 409, 422
   */
  patch(target: Target, change: (current: Json) => Json, options: WriteOptions): Written {
    const current = this.current(target)
    const patched = change(current)
    const { object: sent, warnings } = readPatched(target.kind, patched, options.fields)
    checkIdentity(target, sent)
    if ((sent.metadata.uid ?? current.metadata.uid) !== current.metadata.uid) {
      const message = 'Invalid value: field is immutable'
      const cause = { reason: 'FieldValueInvalid', message, field: 'metadata.uid' } as const
      throw refuse.invalid(target.kind, target.name, [cause])
    }
    checkVersion(target, current, sent)
    return { object: this.#update(target, current, sent, options), warnings }
  }

  /**
   * The object as it is now.
   *
   * @throws StatusError 404
   */
  current({ kind, namespace, name }: Omit<Target, 'status'>): KubeObject {
    const object = this.#store.get(kind.resource, namespace, name)
    if (object === undefined) throw refuse.notFound(kind, name)
    return inVersion(kind, object)
  }

  #update(
    target: Target,
    current: KubeObject,
    sent: KubeObject,
    options: WriteOptions,
  ): KubeObject {
    const { kind } = target
    const merged = target.status
      ? withStatus(current, own(sent, 'status'))
      : keepServerOnly(kind, current, sent)
    const prepared = kind.prepare(merged, current)
    const next =
      kind.hasGeneration && !target.status && specChanged(kind, current, prepared)
        ? withMetadata(prepared, { generation: (current.metadata.generation ?? 0) + 1 })
        : prepared
    checkObject(kind, next, current)
    if (options.dryRun || sameJson(next, current)) return next
    return this.store(kind, next)
  }

  /** Stores a changed object, or removes it when nothing holds up its deletion any more. */
  store(kind: Kind, next: KubeObject): KubeObject {
    const { deletionTimestamp, finalizers = [] } = next.metadata
    return deletionTimestamp !== undefined && finalizers.length === 0 && !kind.drains
      ? this.#store.remove(kind.resource, next)
      : this.#store.put(kind.resource, next)
  }

  #freeName(kind: Kind, namespace: string | undefined, sent: KubeObject): string {
    const { name = '', generateName = '' } = sent.metadata
    if (name !== '' || generateName === '') return name
    for (let attempt = 0; attempt < 8; attempt++) {
      const made = this.#identities.name(generateName)
      if (this.#store.get(kind.resource, namespace, made) === undefined) return made
    }
    throw refuse.alreadyExists(kind, generateName)
  }

  #checkNamespace(kind: Kind, namespace: string, name: string): void {
    const found = this.#store.get('namespaces', undefined, namespace)
    if (found === undefined) {
      throw refuse.notFound({ group: '', kind: 'Namespace', plural: 'namespaces' }, namespace)
    }
    if (found.metadata.deletionTimestamp !== undefined) {
      throw refuse.terminating(kind, name, namespace)
    }
  }
}

/** In a patched object a value that cannot be read is the patch's fault: 422, not 400. */
function readPatched(kind: Kind, patched: Json, fields: FieldValidation): Written {
  try {
    return readObject(kind, patched, fields)
  } catch (error) {
    if (!(error instanceof StatusError) || error.code !== 400) throw error
    const cause = { reason: 'FieldValueInvalid', message: error.message, field: 'patch' } as const
    throw refuse.invalid({ group: '', kind: '', plural: '' }, '', [cause])
  }
}

function checkIdentity({ name, namespace }: Target, { metadata }: KubeObject): void {
  if ((metadata.name ?? '') === '') {
    throw refuse.badRequest(
      `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
    )
  }
  if (metadata.name !== name) {
    throw refuse.badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
    )
  }
  if (namespace !== (metadata.namespace ?? namespace)) {
    throw refuse.badRequest(
      'the namespace of the object does not match the namespace on the request',
    )
  }
}

function checkVersion({ kind, name }: Target, current: KubeObject, sent: KubeObject): void {
  const { uid = '', resourceVersion = '' } = sent.metadata
  if (uid !== '' && uid !== current.metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${current.metadata.uid}`
    throw refuse.conflict(kind, name, why)
  }
  if (resourceVersion !== '' && resourceVersion !== current.metadata.resourceVersion) {
    throw refuse.conflict(kind, name)
  }
}

/** What a client may not change through the object itself stays as it is. */
function keepServerOnly(kind: Kind, current: KubeObject, sent: KubeObject): KubeObject {
  const { metadata } = current
  const next = withMetadata(sent, {
    namespace: metadata.namespace,
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    generation: metadata.generation,
    creationTimestamp: metadata.creationTimestamp,
    deletionTimestamp: metadata.deletionTimestamp,
    deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds,
  })
  return kind.hasStatus ? withStatus(next, own(current, 'status')) : next
}

function withStatus(object: KubeObject, status: Json | undefined): KubeObject {
  const { status: _old, ...rest } = object
  return status === undefined ? rest : { ...rest, status }
}

function specChanged(kind: Kind, current: KubeObject, next: KubeObject): boolean {
  const spec = ({ metadata: _m, ...rest }: KubeObject): Json =>
    kind.hasStatus ? withStatus(rest as KubeObject, undefined) : rest
  return !sameJson(spec(current), spec(next))
}
