import type { JsonObject } from '../objects/json.ts'
import { apiVersionOf } from '../kinds/kind.ts'
import type { Kind } from '../kinds/kind.ts'
import type { Registry } from '../kinds/registry.ts'
import { REVIEWS } from './reviews.ts'

const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
] as const

/** The answer to `/api`. */
export function coreVersions(): JsonObject {
  return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] }
}

/** The answer to `/apis`. */
export function groupList(registry: Registry): JsonObject {
  const groups = [...versionsByGroup(registry)].filter(([group]) => group !== '')
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groups.map(([group, versions]) => describeGroup(group, versions)),
  }
}

/** The answer to `/apis/GROUP`; `undefined` when nothing is served there. */
export function groupOf(registry: Registry, group: string): JsonObject | undefined {
  const versions = versionsByGroup(registry).get(group)
  if (versions === undefined || group === '') return undefined
  return { kind: 'APIGroup', apiVersion: 'v1', ...describeGroup(group, versions) }
}

/** The answer to `/api/v1` and `/apis/GROUP/VERSION`; `undefined` when nothing is served there. */
export function resourceList(
  registry: Registry,
  group: string,
  version: string,
): JsonObject | undefined {
  const served = [
    ...registry.all().flatMap((kind) => (isIn(kind, group, version) ? describeKind(kind) : [])),
    ...REVIEWS.flatMap((review) =>
      isIn(review, group, version)
        ? [{ ...describe(review), namespaced: false, verbs: ['create'] }]
        : [],
    ),
  ]
  if (served.length === 0) return undefined
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf({ group, version }),
    resources: served,
  }
}

/** The groups that are served, each with its versions, the preferred one first. */
export function versionsByGroup(registry: Registry): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { group, version } of [...registry.all(), ...REVIEWS]) {
    const versions = groups.get(group) ?? []
    groups.set(group, versions)
    if (!versions.includes(version)) versions.push(version)
  }
  for (const versions of groups.values()) versions.sort(byPreference)
  return groups
}

/** Stable versions first, then beta, then alpha, newer before older; whatever is no version comes last. */
function byPreference(a: string, b: string): number {
  const [left, right] = [rank(a), rank(b)]
  for (const [index, value] of left.entries()) {
    const difference = (right[index] ?? 0) - value
    if (difference !== 0) return difference
  }
  return a < b ? -1 : 1
}

function rank(version: string): number[] {
  const [, major, stage, minor] = /^v(\d{1,9})(?:(alpha|beta)(\d{1,9}))?$/.exec(version) ?? []
  if (major === undefined) return [0]
  const stages = [3, Number(major), 0]
  return stage === undefined ? stages : [stage === 'beta' ? 2 : 1, Number(major), Number(minor)]
}

function describeGroup(name: string, versions: readonly string[]): JsonObject {
  const described = versions.map((version) => ({
    groupVersion: apiVersionOf({ group: name, version }),
    version,
  }))
  return { name, versions: described, preferredVersion: described[0] ?? {} }
}

type Described = Pick<Kind, 'group' | 'version' | 'kind' | 'plural' | 'singular'>

function isIn(kind: Described, group: string, version: string): boolean {
  return kind.group === group && kind.version === version
}

function describe({ plural, singular, kind }: Described): JsonObject {
  return { name: plural, singularName: singular, kind }
}

function describeKind(kind: Kind): JsonObject[] {
  const { namespaced, shortNames, categories } = kind
  const described: JsonObject = { ...describe(kind), namespaced, verbs: [...VERBS] }
  if (shortNames.length > 0) described['shortNames'] = [...shortNames]
  if (categories.length > 0) described['categories'] = [...categories]
  const parts = kind.hasStatus ? ['status'] : []
  if (kind.resource === 'services') parts.push('proxy')
  return [
    described,
    ...parts.map((part) => ({
      name: `${kind.plural}/${part}`,
      singularName: '',
      namespaced,
      kind: part === 'proxy' ? 'ServiceProxyOptions' : kind.kind,
      verbs: part === 'proxy' ? ['create', 'get'] : ['get', 'patch', 'update'],
    })),
  ]
}
