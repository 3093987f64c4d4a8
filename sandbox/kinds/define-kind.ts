import type { JsonObject } from '../objects/json.ts'
import { at, textOf } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { parseSchema } from '../schema/schema.ts'
import type { Column, Kind } from './kind.ts'
import { checkSubdomain } from './names.ts'

/** What must be said of a kind; the rest has the values most kinds have. */
export type KindDefinition = Pick<Kind, 'group' | 'version' | 'kind' | 'plural'> &
  Partial<Omit<Kind, 'schema' | 'resource'>> & {
    /** Structural schema of everything but metadata. */
    readonly schema: JsonObject
  }

/** Completes the definition of a kind. */
export function defineKind(definition: KindDefinition): Kind {
  return {
    singular: definition.kind.toLowerCase(),
    listKind: `${definition.kind}List`,
    namespaced: true,
    shortNames: [],
    categories: [],
    custom: false,
    hasStatus: false,
    createdByPut: false,
    needsVersion: false,
    hasGeneration: false,
    columns: [NAME_COLUMN, AGE_COLUMN],
    selectable: new Map(),
    drains: false,
    checkName: checkSubdomain,
    prepare: (next) => next,
    check: () => [],
    ...definition,
    resource: resourceOf(definition),
    schema: parseSchema(definition.schema),
  }
}

/** A schema that keeps whatever is in these fields, and no others. */
export function openFields(...names: readonly string[]): JsonObject {
  const fields = names.map((name) => [name, OPEN_VALUE] as const)
  return { type: 'object', properties: Object.fromEntries(fields) }
}

const OPEN_VALUE: JsonObject = { 'x-kubernetes-preserve-unknown-fields': true }

/** `secrets`, `sealedsecrets.bitnami.com`. */
export function resourceOf(kind: { readonly plural: string; readonly group: string }): string {
  return kind.group === '' ? kind.plural : `${kind.plural}.${kind.group}`
}

/** The first column of every table. */
export const NAME_COLUMN: Column = {
  name: 'Name',
  type: 'string',
  priority: 0,
  cell: ({ metadata }) => metadata.name,
}

/** The last column of most tables. */
export const AGE_COLUMN: Column = {
  name: 'Age',
  type: 'date',
  priority: 0,
  cell: ({ metadata }) => metadata.creationTimestamp,
}

/** A column that shows the field at a path. */
export function fieldColumn(name: string, ...path: readonly string[]): Column {
  return { name, type: 'string', priority: 0, cell: (object) => at(object, ...path) }
}

/** A selectable field: the text at a path, empty when there is none. */
export function textAt(...path: readonly string[]): (object: KubeObject) => string {
  return (object) => textOf(at(object, ...path))
}
