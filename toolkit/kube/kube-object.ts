/** A reference from a dependent to its owner; the garbage collector follows it. */
export interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller?: boolean
  readonly blockOwnerDeletion?: boolean
}

/** Object metadata; fields not named here are kept. */
export interface KubeMetadata {
  readonly name?: string
  readonly generateName?: string
  readonly namespace?: string
  readonly uid?: string
  readonly resourceVersion?: string
  readonly generation?: number
  readonly creationTimestamp?: string
  readonly deletionTimestamp?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly finalizers?: readonly string[]
  readonly ownerReferences?: readonly OwnerReference[]
  readonly [field: string]: unknown
}

/** Any Kubernetes object as it came over the wire; unknown fields are kept. */
export interface KubeObject {
  readonly apiVersion?: string
  readonly kind?: string
  readonly metadata: KubeMetadata
  readonly [field: string]: unknown
}

/** One page, or all pages, of a list; the items carry no `kind` of their own on the wire. */
export interface KubeList<T extends KubeObject = KubeObject> {
  readonly items: readonly T[]
  /** The version to start a watch from. */
  readonly resourceVersion: string
  /** Set while more pages follow. */
  readonly continueToken: string | undefined
}

/** Which object is meant. */
export interface ObjectRef {
  readonly name: string
  /** Left out for kinds without a namespace. */
  readonly namespace?: string
}

/** One change seen by a watch; server `ERROR` events are thrown instead. */
export type WatchEvent<T extends KubeObject = KubeObject> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: T }
  | {
      /** Nothing changed, but a later watch may start from here. */
      readonly type: 'BOOKMARK'
      readonly resourceVersion: string
    }

/** Whether a parsed JSON value has the shape all objects and lists share: it has metadata. */
export function isKubeObject(value: unknown): value is KubeObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    'metadata' in value &&
    typeof value.metadata === 'object' &&
    value.metadata !== null
  )
}
