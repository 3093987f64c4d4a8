import type { JsonObject } from './json.ts'

/** A reference to the object that this one is deleted with. */
export type OwnerReference = {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller?: boolean
  readonly blockOwnerDeletion?: boolean
}

/** The metadata a Kubernetes object may carry; read by the metadata schema, so the types hold. */
export type ObjectMeta = {
  readonly name?: string
  readonly generateName?: string
  readonly namespace?: string
  readonly uid?: string
  /** A counter of all changes in the sandbox, as decimal digits. */
  readonly resourceVersion?: string
  /** Grows with every change outside metadata and status. */
  readonly generation?: number
  /** RFC 3339, whole seconds, UTC. */
  readonly creationTimestamp?: string
  readonly deletionTimestamp?: string
  readonly deletionGracePeriodSeconds?: number
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly finalizers?: string[]
  readonly ownerReferences?: OwnerReference[]
}

/** An object as it is stored and served. Stored objects are never changed, only replaced. */
export type KubeObject = JsonObject & {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMeta
}

/** The object with other metadata; entries that are `undefined` are left out. */
export function withMetadata(
  object: KubeObject,
  changes: { readonly [K in keyof ObjectMeta]: ObjectMeta[K] | undefined },
): KubeObject {
  const changed = Object.entries({ ...object.metadata, ...changes })
  const metadata: ObjectMeta = Object.fromEntries(
    changed.filter(([, value]) => value !== undefined),
  )
  return { ...object, metadata }
}

/** The name an object is found by inside its kind: `NAMESPACE/NAME`, or `/NAME` without one. */
export function objectKey(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`
}
