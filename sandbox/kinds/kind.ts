import type { KindName } from '../objects/refuse.ts'
import type { Json } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { Cause } from '../objects/status-error.ts'
import type { Schema } from '../schema/schema.ts'

/** One column of `kubectl get`. */
export interface Column {
  readonly name: string
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date'
  /** 0 is always shown, more only with `-o wide`. */
  readonly priority: number
  readonly description?: string
  /** The value of a cell; a `date` column gives an RFC 3339 time, shown as an age. */
  readonly cell: (object: KubeObject) => Json | undefined
}

/** A kind of object in one of its versions, with what is particular about it. */
export interface Kind extends KindName {
  /** `PLURAL.GROUP`: where its objects are stored, the same for all versions. */
  readonly resource: string
  readonly version: string
  readonly singular: string
  readonly listKind: string
  readonly namespaced: boolean
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  /** Defined by a CustomResourceDefinition, which has stricter rules than the built-in kinds. */
  readonly custom: boolean
  /** Everything outside `apiVersion`, `kind` and `metadata`. */
  readonly schema: Schema
  /** Whether `status` is written through a sub-resource only. */
  readonly hasStatus: boolean
  /** Whether a PUT must say which version it replaces. */
  readonly needsVersion: boolean
  /** Whether a PUT of an object that is not there creates it. */
  readonly createdByPut: boolean
  /** Whether `metadata.generation` counts changes. */
  readonly hasGeneration: boolean
  readonly columns: readonly Column[]
  /** The fields a field selector may name besides `metadata.name` and `metadata.namespace`. */
  readonly selectable: ReadonlyMap<string, (object: KubeObject) => string>
  /** Whether its content must be gone before it is: namespaces and CustomResourceDefinitions. */
  readonly drains: boolean
  /** What a name must look like besides being a DNS subdomain. */
  readonly checkName: (name: string) => string | undefined
  /** Fills in what the server decides, from the object as sent. */
  readonly prepare: (next: KubeObject, previous: KubeObject | undefined) => KubeObject
  /** What the schema cannot say. */
  readonly check: (next: KubeObject, previous: KubeObject | undefined) => Cause[]
}

/** An object as this version of its kind shows it: versions differ in nothing but their name. */
export function inVersion(kind: Kind, object: KubeObject): KubeObject {
  const apiVersion = apiVersionOf(kind)
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion }
}

/** `v1`, `apps/v1`. */
export function apiVersionOf(kind: { readonly group: string; readonly version: string }): string {
  return kind.group === '' ? kind.version : `${kind.group}/${kind.version}`
}
