import type { KubeObject, OwnerReference } from '../objects/kube-object.ts'
import { withMetadata } from '../objects/kube-object.ts'
import { StatusError } from '../objects/status-error.ts'
import { customResourceDefinition } from '../kinds/custom-resource-definition.ts'
import type { Kind } from '../kinds/kind.ts'
import { namespace as namespaceKind } from '../kinds/namespace.ts'
import type { Registry } from '../kinds/registry.ts'
import type { Change } from '../store/history.ts'
import type { Store } from '../store/store.ts'
import type { Remover } from '../writes/remover.ts'
import type { Writer } from '../writes/writer.ts'
import { OwnerIndex, refKey, refOf } from './owner-index.ts'
import type { Ref } from './owner-index.ts'

/** What the housekeeper works on. */
export interface HousekeeperDeps {
  readonly store: Store
  readonly registry: Registry
  readonly writer: Writer
  readonly remover: Remover
}

/**
 * What a cluster's controllers do after a deletion: objects whose owners are gone are deleted, and
 * namespaces and definitions go once their content has gone. Works a moment after the request, as
 * in a cluster, by looking at every object that a change may concern.
 */
export class Housekeeper {
  readonly #deps: HousekeeperDeps
  readonly #owners = new OwnerIndex()
  readonly #pending = new Map<string, Ref>()
  readonly #stopListening: () => void
  #turn: NodeJS.Immediate | undefined

  constructor(deps: HousekeeperDeps) {
    this.#deps = deps
    this.#stopListening = deps.store.listen((change) => this.#follow(change))
  }

  /** Stops working. */
  close(): void {
    this.#stopListening()
    clearImmediate(this.#turn)
    this.#pending.clear()
  }

  #follow(change: Change): void {
    this.#owners.follow(change)
    const { resource, object, type } = change
    const { deletionTimestamp, ownerReferences = [], namespace } = object.metadata
    if (type !== 'DELETED') {
      const concerned = deletionTimestamp !== undefined || ownerReferences.length > 0
      if (concerned) this.#lookAt(refOf(resource, object))
      return
    }
    for (const dependent of this.#owners.dependentsOf(object.metadata.uid)) this.#lookAt(dependent)
    for (const owner of ownerReferences) {
      const ref = this.#findOwner(object, owner)
      if (ref !== undefined) this.#lookAt(ref)
    }
    // What the object was in may have been waiting for it to go.
    if (namespace !== undefined) {
      this.#lookAt({ resource: namespaceKind.resource, namespace: undefined, name: namespace })
    }
    this.#lookAt({
      resource: customResourceDefinition.resource,
      namespace: undefined,
      name: resource,
    })
  }

  #lookAt(ref: Ref): void {
    this.#pending.set(refKey(ref), ref)
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined
      const refs = [...this.#pending.values()]
      this.#pending.clear()
      for (const next of refs) this.#tidy(next)
    })
  }

  #tidy(ref: Ref): void {
    const kind = this.#kindOf(ref.resource)
    const object = kind && this.#deps.store.get(ref.resource, ref.namespace, ref.name)
    if (kind === undefined || object === undefined) return
    const { deletionTimestamp, finalizers = [], ownerReferences = [] } = object.metadata
    if (deletionTimestamp === undefined) {
      if (ownerReferences.length > 0) this.#collect(kind, object, ownerReferences)
    } else if (finalizers.includes('orphan')) {
      this.#orphanDependents(object)
      this.#release(kind, object, 'orphan')
    } else if (finalizers.includes('foregroundDeletion')) {
      const dependents = this.#owners.dependentsOf(object.metadata.uid)
      for (const dependent of dependents) this.#delete(dependent)
      if (this.#owners.dependentsOf(object.metadata.uid).length === 0) {
        this.#release(kind, object, 'foregroundDeletion')
      }
    } else if (kind.drains) {
      this.#drain(kind, object)
    }
  }

  /** Deletes an object none of whose owners is there; forgets single owners that are not. */
  #collect(kind: Kind, object: KubeObject, owners: readonly OwnerReference[]): void {
    // A kind that is not served (yet) cannot be looked up: its owners count as there.
    const present = owners.filter(
      (owner) =>
        this.#deps.registry.byKind(owner.apiVersion, owner.kind) === undefined ||
        this.#findOwner(object, owner) !== undefined,
    )
    if (present.length === 0) this.#delete(refOf(kind.resource, object))
    else if (present.length < owners.length) {
      this.#deps.writer.store(kind, withMetadata(object, { ownerReferences: present }))
    }
  }

  #orphanDependents({ metadata }: KubeObject): void {
    for (const ref of this.#owners.dependentsOf(metadata.uid)) {
      const kind = this.#kindOf(ref.resource)
      const object = this.#deps.store.get(ref.resource, ref.namespace, ref.name)
      if (kind === undefined || object === undefined) continue
      const others = (object.metadata.ownerReferences ?? []).filter(
        ({ uid }) => uid !== metadata.uid,
      )
      const ownerReferences = others.length === 0 ? undefined : others
      this.#deps.writer.store(kind, withMetadata(object, { ownerReferences }))
    }
  }

  /** Takes away one finalizer, with which the object may go. */
  #release(kind: Kind, object: KubeObject, finalizer: string): void {
    const kept = (object.metadata.finalizers ?? []).filter((name) => name !== finalizer)
    const finalizers = kept.length === 0 ? undefined : kept
    this.#deps.writer.store(kind, withMetadata(object, { finalizers }))
  }

  /** Deletes the content of a namespace or definition; removes it when that has gone. */
  #drain(kind: Kind, object: KubeObject): void {
    const content = (): Ref[] => this.#contentOf(kind, object)
    for (const ref of content()) this.#delete(ref)
    if (content().length === 0 && (object.metadata.finalizers ?? []).length === 0) {
      this.#deps.store.remove(kind.resource, object)
    }
  }

  #contentOf(kind: Kind, { metadata }: KubeObject): Ref[] {
    const { registry, store } = this.#deps
    const inside = (resource: string, namespace?: string): Ref[] =>
      store.list(resource, namespace).map((object) => refOf(resource, object))
    if (kind.resource !== namespaceKind.resource) {
      return this.#kindOf(metadata.name ?? '') === undefined ? [] : inside(metadata.name ?? '')
    }
    return registry
      .resources()
      .filter(({ namespaced }) => namespaced)
      .flatMap(({ resource }) => inside(resource, metadata.name))
  }

  #delete(ref: Ref): void {
    const kind = this.#kindOf(ref.resource)
    const found = this.#deps.store.get(ref.resource, ref.namespace, ref.name)
    if (kind === undefined || found === undefined) return
    try {
      this.#deps.remover.delete(kind, ref)
    } catch (error) {
      // A namespace that may not be deleted stays, whatever it says about owners.
      if (!(error instanceof StatusError)) throw error
    }
  }

  #findOwner(object: KubeObject, owner: OwnerReference): Ref | undefined {
    const kind = this.#deps.registry.byKind(owner.apiVersion, owner.kind)
    if (kind === undefined) return undefined
    const namespace = kind.namespaced ? object.metadata.namespace : undefined
    const found = this.#deps.store.get(kind.resource, namespace, owner.name)
    return found?.metadata.uid === owner.uid ? refOf(kind.resource, found) : undefined
  }

  #kindOf(resource: string): Kind | undefined {
    return this.#deps.registry.resources().find((kind) => kind.resource === resource)
  }
}
