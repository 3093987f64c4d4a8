import type { JsonObject } from '../objects/json.ts'
import { apiVersionOf } from '../kinds/kind.ts'
import type { Kind } from '../kinds/kind.ts'
import type { Registry } from '../kinds/registry.ts'
import { versionsByGroup } from './discovery.ts'

/** The answer to `/openapi/v3`: where the document of each group and version is. */
export function openApiIndex(registry: Registry): JsonObject {
  const paths: JsonObject = {}
  for (const [group, versions] of versionsByGroup(registry)) {
    for (const version of versions) {
      const path = rootOf({ group, version })
      paths[path] = { serverRelativeURL: `/openapi/v3/${path}` }
    }
  }
  return { paths }
}

/**
 * The document of one group and version: a stub with what kubectl looks for before it sends a
 * manifest, namely which kinds there are and that `dryRun` and `fieldValidation` are understood.
 */
export function openApiDocument(registry: Registry, group: string, version: string): JsonObject {
  const paths: JsonObject = {}
  for (const kind of registry.all()) {
    if (kind.group === group && kind.version === version) paths[pathOf(kind)] = operations(kind)
  }
  return { openapi: '3.0.0', info: { title: 'waxseal sandbox', version: '' }, paths }
}

function rootOf(kind: { readonly group: string; readonly version: string }): string {
  return kind.group === '' ? `api/${kind.version}` : `apis/${apiVersionOf(kind)}`
}

function pathOf(kind: Kind): string {
  const scope = kind.namespaced ? '/namespaces/{namespace}' : ''
  return `/${rootOf(kind)}${scope}/${kind.plural}/{name}`
}

function operations({ group, version, kind }: Kind): JsonObject {
  const parameters = ['dryRun', 'fieldManager', 'fieldValidation'].map((name) => ({
    name,
    in: 'query',
    schema: { type: 'string' },
  }))
  return {
    patch: {
      'x-kubernetes-action': 'patch',
      'x-kubernetes-group-version-kind': { group, version, kind },
      parameters,
    },
  }
}
