import type { KubeObject } from '../objects/kube-object.ts'
import { objectKey } from '../objects/kube-object.ts'
import type { Change } from '../store/history.ts'

/** Where an object is found in the store. */
export interface Ref {
  readonly resource: string
  readonly namespace: string | undefined
  readonly name: string
}

/** A text that is different for every {@link Ref}. */
export function refKey({ resource, namespace, name }: Ref): string {
  return `${resource}/${objectKey(namespace, name)}`
}

/** Where the object of a change is found. */
export function refOf(resource: string, { metadata }: KubeObject): Ref {
  return { resource, namespace: metadata.namespace, name: metadata.name ?? '' }
}

/** Which objects name which owner, by the owner's uid. */
export class OwnerIndex {
  readonly #dependents = new Map<string, Map<string, Ref>>()

  /** Takes note of a change. */
  follow({ resource, type, object, previous }: Change): void {
    const ref = refOf(resource, object)
    const key = refKey(ref)
    for (const { uid } of previous?.metadata.ownerReferences ?? []) {
      const known = this.#dependents.get(uid)
      known?.delete(key)
      if (known?.size === 0) this.#dependents.delete(uid)
    }
    if (type === 'DELETED') return
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const known = this.#dependents.get(uid) ?? new Map<string, Ref>()
      this.#dependents.set(uid, known.set(key, ref))
    }
  }

  /** The objects that name an owner. */
  dependentsOf(uid: string | undefined): Ref[] {
    return [...(this.#dependents.get(uid ?? '')?.values() ?? [])]
  }
}
