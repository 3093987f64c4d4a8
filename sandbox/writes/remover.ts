import type { KubeObject } from '../objects/kube-object.ts'
import { withMetadata } from '../objects/kube-object.ts'
import { refuse } from '../objects/refuse.ts'
import type { Kind } from '../kinds/kind.ts'
import { namespace as namespaceKind, PERMANENT_NAMESPACES } from '../kinds/namespace.ts'
import type { Store } from '../store/store.ts'
import type { Identities } from './identities.ts'
import type { Writer } from './writer.ts'

/** What happens to the objects an object owns. */
export type Propagation = 'Background' | 'Foreground' | 'Orphan'

/** How to delete. */
export interface DeleteOptions {
  readonly dryRun: boolean
  readonly propagation: Propagation
  /** Delete only the object with this uid. */
  readonly uid: string | undefined
  /** Delete only this version of the object. */
  readonly resourceVersion: string | undefined
}

/** What a deletion came to. */
export interface Deleted {
  readonly object: KubeObject
  /** `false`: it stays until its finalizers or its content are gone. */
  readonly gone: boolean
}

const PLAIN: DeleteOptions = {
  dryRun: false,
  propagation: 'Background',
  uid: undefined,
  resourceVersion: undefined,
}

/** The finalizers by which the housekeeper learns what to do with the objects that are owned. */
const OWNED_FINALIZER: Readonly<Record<Propagation, string | undefined>> = {
  Background: undefined,
  Foreground: 'foregroundDeletion',
  Orphan: 'orphan',
}

/** Deletes objects, or begins to where something must be done first. */
export class Remover {
  readonly #store: Store
  readonly #writer: Writer
  readonly #identities: Identities

  constructor(store: Store, writer: Writer, identities: Identities) {
    this.#store = store
    this.#writer = writer
    this.#identities = identities
  }

  /**
   * Deletes one object.
   *
   * @throws StatusError 403 for a permanent namespace, 404, 409 when a precondition fails
   */
  delete(
    kind: Kind,
    target: { readonly namespace: string | undefined; readonly name: string },
    options: DeleteOptions = PLAIN,
  ): Deleted {
    const { name } = target
    const object = this.#writer.current({ kind, ...target })
    if (kind.resource === namespaceKind.resource && PERMANENT_NAMESPACES.includes(name)) {
      throw refuse.forbidden(kind, name, 'this namespace may not be deleted')
    }
    checkPreconditions(kind, object, options)
    const marked = kind.prepare(this.#mark(object, options.propagation), object)
    const held = kind.drains || (marked.metadata.finalizers ?? []).length > 0
    if (options.dryRun) return { object: held ? marked : object, gone: !held }
    if (!held) return { object: this.#store.remove(kind.resource, object), gone: true }
    const begun = object.metadata.deletionTimestamp !== undefined
    return { object: begun ? object : this.#store.put(kind.resource, marked), gone: false }
  }

  #mark(object: KubeObject, propagation: Propagation): KubeObject {
    const finalizer = OWNED_FINALIZER[propagation]
    const finalizers = [
      ...(object.metadata.finalizers ?? []),
      ...(finalizer === undefined ? [] : [finalizer]),
    ]
    const { generation, deletionTimestamp } = object.metadata
    const first = deletionTimestamp === undefined && generation !== undefined
    return withMetadata(object, {
      generation: first ? generation + 1 : generation,
      deletionTimestamp: this.#identities.now(),
      deletionGracePeriodSeconds: 0,
      finalizers: finalizers.length === 0 ? undefined : finalizers,
    })
  }
}

function checkPreconditions(kind: Kind, object: KubeObject, options: DeleteOptions): void {
  const { uid, resourceVersion, name = '' } = object.metadata
  if (options.uid !== undefined && options.uid !== uid) {
    const why = `the UID in the precondition (${options.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`
    throw refuse.conflict(kind, name, why)
  }
  if (options.resourceVersion !== undefined && options.resourceVersion !== resourceVersion) {
    const why = `the ResourceVersion in the precondition (${options.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`
    throw refuse.conflict(kind, name, why)
  }
}
