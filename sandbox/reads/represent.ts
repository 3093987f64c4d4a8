import type { Json, JsonObject } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { Column, Kind } from '../kinds/kind.ts'
import { apiVersionOf, inVersion } from '../kinds/kind.ts'
import { formatAge } from './age.ts'

/** The form a client asks for: whole objects, rows of a table, or only their metadata. */
export type Form = 'object' | 'table' | 'metadata'

/** How objects are to be shown. */
export interface Presentation {
  readonly kind: Kind
  readonly form: Form
  /** The time ages are counted to. */
  readonly now: Date
  /** What the rows of a table hold besides cells: metadata, the whole object, or nothing. */
  readonly includeObject: 'Metadata' | 'Object' | 'None'
}

const META_VERSION = 'meta.k8s.io/v1'

/** One object in the form asked for. */
export function representOne(object: KubeObject, presentation: Presentation): JsonObject {
  const { form, kind } = presentation
  if (form === 'object') return inVersion(kind, object)
  if (form === 'metadata') return metadataOnly(object)
  const { resourceVersion = '' } = object.metadata
  return representTable([object], presentation, { resourceVersion })
}

/** A list of objects in the form asked for. */
export function representList(
  objects: readonly KubeObject[],
  presentation: Presentation,
  metadata: JsonObject,
): JsonObject {
  const { kind, form } = presentation
  if (form === 'table') return representTable(objects, presentation, metadata)
  if (form === 'metadata') {
    const items = objects.map(metadataOnly)
    return { kind: 'PartialObjectMetadataList', apiVersion: META_VERSION, metadata, items }
  }
  return {
    kind: kind.listKind,
    apiVersion: apiVersionOf(kind),
    metadata,
    items: objects.map((object) => (kind.custom ? inVersion(kind, object) : untyped(object))),
  }
}

/** A table of objects, as `kubectl get` prints it. */
export function representTable(
  objects: readonly KubeObject[],
  presentation: Presentation,
  metadata: JsonObject,
): JsonObject {
  const { columns } = presentation.kind
  return {
    kind: 'Table',
    apiVersion: META_VERSION,
    metadata,
    columnDefinitions: columns.map(columnDefinition),
    rows: objects.map((object) => ({
      cells: columns.map((column) => cell(column, object, presentation.now)),
      object: rowObject(object, presentation.includeObject),
    })),
  }
}

function columnDefinition({ name, type, priority, description }: Column): JsonObject {
  const format = name === 'Name' ? 'name' : ''
  return { name, type, format, description: description ?? name, priority }
}

function cell(column: Column, object: KubeObject, now: Date): Json {
  const value = column.cell(object)
  if (column.type === 'date') return value === undefined ? '<unknown>' : formatAge(value, now)
  if (value === undefined) return null
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

function rowObject(object: KubeObject, include: Presentation['includeObject']): Json {
  if (include === 'None') return null
  return include === 'Object' ? object : metadataOnly(object)
}

function metadataOnly({ metadata }: KubeObject): JsonObject {
  return { kind: 'PartialObjectMetadata', apiVersion: META_VERSION, metadata }
}

/** Items of a list of a built-in kind do not repeat what the list is of. */
function untyped({ kind: _kind, apiVersion: _apiVersion, ...rest }: KubeObject): JsonObject {
  return rest
}
