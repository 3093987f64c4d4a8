import type { Json, JsonObject } from '../objects/json.ts'
import { at, isJsonObject, own, sameJson, textOf } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { Cause } from '../objects/status-error.ts'
import { defineKind, NAME_COLUMN, openFields } from './define-kind.ts'
import type { Kind } from './kind.ts'
import { checkLabelName, checkSubdomain } from './names.ts'

/** CustomResourceDefinitions. The kind each defines is served as soon as it is stored. */
export const customResourceDefinition: Kind = defineKind({
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  namespaced: false,
  drains: true,
  needsVersion: true,
  shortNames: ['crd', 'crds'],
  hasStatus: true,
  schema: openFields('spec', 'status'),
  hasGeneration: true,
  columns: [
    NAME_COLUMN,
    {
      name: 'Created At',
      type: 'string',
      priority: 0,
      cell: ({ metadata }) => metadata.creationTimestamp,
    },
  ],
  prepare,
  check,
})

/** Groups in which nothing can be defined: their kinds are built in. */
const TAKEN_GROUPS: readonly string[] = [
  'apiextensions.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'coordination.k8s.io',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
]

/** The entries of `spec.versions`. */
export function definedVersions(definition: KubeObject): JsonObject[] {
  const versions = at(definition, 'spec', 'versions')
  return Array.isArray(versions) ? versions.filter(isJsonObject) : []
}

function prepare(sent: KubeObject, previous: KubeObject | undefined): KubeObject {
  const spec = own(sent, 'spec')
  if (!isJsonObject(spec)) return sent
  const names = own(spec, 'names')
  const kind = textOf(at(names, 'kind'))
  const completed: JsonObject = {
    singular: kind.toLowerCase(),
    listKind: `${kind}List`,
    ...(isJsonObject(names) ? names : {}),
  }
  return {
    ...sent,
    spec: { conversion: { strategy: 'None' }, ...spec, names: completed },
    status: {
      conditions: at(previous, 'status', 'conditions') ?? conditions(sent),
      acceptedNames: completed,
      storedVersions: storedVersions(sent, previous),
    },
  }
}

function conditions({ metadata }: KubeObject): Json {
  const lastTransitionTime = metadata.creationTimestamp ?? ''
  const condition = (type: string, reason: string, message: string): JsonObject => ({
    type,
    status: 'True',
    lastTransitionTime,
    reason,
    message,
  })
  return [
    condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
    condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
  ]
}

function storedVersions(sent: KubeObject, previous: KubeObject | undefined): Json[] {
  const before = at(previous, 'status', 'storedVersions')
  const stored = Array.isArray(before) ? before : []
  const now = definedVersions(sent)
    .filter((version) => version['storage'] === true)
    .map((version) => version['name'] ?? '')
  return [...stored, ...now.filter((name) => !stored.includes(name))]
}

function check(next: KubeObject, previous: KubeObject | undefined): Cause[] {
  const [group = '', plural = '', kind = ''] = [
    ['group'],
    ['names', 'plural'],
    ['names', 'kind'],
  ].map((path) => textOf(at(next, 'spec', ...path)))
  const causes: Cause[] = []
  if (group === '') causes.push(required('spec.group'))
  if (plural === '') causes.push(required('spec.names.plural'))
  if (kind === '') causes.push(required('spec.names.kind'))
  if (causes.length > 0) return causes
  const name = `${plural}.${group}`
  if (next.metadata.name !== name || checkSubdomain(name) !== undefined) {
    causes.push(invalid('metadata.name', 'must be spec.names.plural+"."+spec.group'))
  }
  if (!group.includes('.') || TAKEN_GROUPS.includes(group)) {
    causes.push(
      invalid('spec.group', 'should be a domain with at least one dot, not a built-in group'),
    )
  }
  const scope = at(next, 'spec', 'scope')
  if (scope !== 'Namespaced' && scope !== 'Cluster') {
    const message = 'Unsupported value: supported values: "Cluster", "Namespaced"'
    causes.push({ reason: 'FieldValueNotSupported', message, field: 'spec.scope' })
  }
  return [...causes, ...checkVersions(next), ...checkUnchanged(next, previous)]
}

function checkVersions(next: KubeObject): Cause[] {
  const versions = definedVersions(next)
  const causes: Cause[] = []
  if (versions.filter((version) => version['storage'] === true).length !== 1) {
    causes.push(invalid('spec.versions', 'must have exactly one version marked as storage version'))
  }
  if (new Set(versions.map((version) => version['name'])).size !== versions.length) {
    causes.push(invalid('spec.versions', 'must contain unique version names'))
  }
  versions.forEach((version, index) => {
    const name = version['name']
    if (typeof name !== 'string' || checkLabelName(name) !== undefined) {
      causes.push(invalid(`spec.versions[${index}].name`, 'must be a DNS label'))
    }
    if (at(version, 'schema', 'openAPIV3Schema', 'type') !== 'object') {
      const field = `spec.versions[${index}].schema.openAPIV3Schema`
      const message = 'Required value: schemas are required, with type object at the root'
      causes.push({ reason: 'FieldValueRequired', message, field })
    }
  })
  return causes
}

function checkUnchanged(next: KubeObject, previous: KubeObject | undefined): Cause[] {
  if (previous === undefined) return []
  return [['group'], ['scope'], ['names', 'plural'], ['names', 'kind']]
    .map((path) => ['spec', ...path])
    .filter((path) => !sameJson(at(next, ...path), at(previous, ...path)))
    .map((path) => invalid(path.join('.'), 'field is immutable'))
}

function required(field: string): Cause {
  return { reason: 'FieldValueRequired', message: 'Required value', field }
}

function invalid(field: string, problem: string): Cause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${problem}`, field }
}
