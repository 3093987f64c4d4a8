import type { Json, JsonObject } from '../objects/json.ts'
import { at, isJsonObject, own, textOf } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { definedVersions } from './custom-resource-definition.ts'
import { AGE_COLUMN, defineKind, NAME_COLUMN } from './define-kind.ts'
import { readJsonPath } from './json-path.ts'
import type { Column, Kind } from './kind.ts'

/** The kinds a valid CustomResourceDefinition defines: one for each version that is served. */
export function customKinds(definition: KubeObject): Kind[] {
  return definedVersions(definition)
    .filter((version) => version['served'] === true)
    .map((version) => customKind(definition, version))
}

function customKind(definition: KubeObject, version: JsonObject): Kind {
  const spec = own(definition, 'spec')
  const names = own(spec, 'names')
  const subresources = own(version, 'subresources')
  return defineKind({
    group: textOf(own(spec, 'group')),
    version: textOf(version['name']),
    kind: textOf(own(names, 'kind')),
    plural: textOf(own(names, 'plural')),
    singular: textOf(own(names, 'singular')),
    listKind: textOf(own(names, 'listKind')),
    namespaced: own(spec, 'scope') === 'Namespaced',
    shortNames: strings(own(names, 'shortNames')),
    categories: strings(own(names, 'categories')),
    custom: true,
    needsVersion: true,
    hasStatus: isJsonObject(own(subresources, 'status')),
    hasGeneration: true,
    columns: columns(own(version, 'additionalPrinterColumns')),
    schema: rootSchema(at(version, 'schema', 'openAPIV3Schema')),
  })
}

/** The schema without what every object has, which is read separately. */
function rootSchema(schema: Json | undefined): JsonObject {
  const { properties, ...rest } = isJsonObject(schema) ? schema : {}
  if (!isJsonObject(properties)) return rest
  const { apiVersion: _apiVersion, kind: _kind, metadata: _metadata, ...fields } = properties
  return { ...rest, properties: fields }
}

const TYPES: readonly string[] = ['string', 'integer', 'number', 'boolean', 'date']

function columns(stated: Json | undefined): Column[] {
  if (!Array.isArray(stated)) return [NAME_COLUMN, AGE_COLUMN]
  const printed = stated.filter(isJsonObject).map((column): Column => {
    const type = textOf(column['type'])
    const path = textOf(column['jsonPath'])
    const priority = column['priority']
    return {
      name: textOf(column['name']),
      type: TYPES.includes(type) ? (type as Column['type']) : 'string',
      priority: typeof priority === 'number' ? priority : 0,
      description: textOf(
        column['description'] ?? `Custom resource definition column (in JSONPath format): ${path}`,
      ),
      cell: (object) => readJsonPath(path, object),
    }
  })
  return [NAME_COLUMN, ...printed]
}

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
