/** A map of strings in a manifest; objects made by this project have no prototype. */
export type StringMap = Readonly<Record<string, string>>

/** Kubernetes object metadata: what sealing reads is typed, everything else is kept as it came. */
export interface ObjectMeta {
  readonly name?: string
  readonly namespace?: string
  readonly labels?: StringMap
  readonly annotations?: StringMap
  readonly finalizers?: readonly string[]
  readonly [field: string]: unknown
}

/** An {@link ObjectMeta} under construction. */
export type MutableObjectMeta = { -readonly [Field in keyof ObjectMeta]: ObjectMeta[Field] }
