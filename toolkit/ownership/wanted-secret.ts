import type { Plaintext } from '../../src/index.ts'

/** The object that a Secret is made from: a SealedSecret, later an ExternalSecret and others. */
export interface Owner {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
}

/** The Secret that an owner asks for. */
export interface WantedSecret {
  readonly namespace: string
  readonly name: string
  readonly labels: ReadonlyMap<string, string>
  readonly annotations: ReadonlyMap<string, string>
  /** Set when the Secret is created, left alone afterwards. */
  readonly finalizers: readonly string[]
  /** Absent or empty: `Opaque`. */
  readonly type: string | undefined
  readonly immutable: boolean
  /** Exactly these items, unless the live Secret is annotated to be patched. */
  readonly data: ReadonlyMap<string, Plaintext>
  readonly owner: Owner
  /** `false`: the Secret names no owner and outlives it. */
  readonly setOwnerReference: boolean
}

/** The annotations that steer and record the ownership of Secrets; each program has its own. */
export interface OwnershipRules {
  /** On a live Secret, `"true"`: the owner may take it over and replaces what is in it. */
  readonly managedAnnotation: string
  /** On a live Secret, `"true"`: the owner adds and changes, and removes nothing. */
  readonly patchAnnotation: string
  /** Written by us: which labels and annotations are ours, so that those of others survive. */
  readonly appliedAnnotation: string
}
