import { KubeError } from './kube-error.ts'
import type { ResourceKind } from './resource-kind.ts'

/** Which part of the API a call is about. */
export interface ResourceTarget {
  readonly kind: ResourceKind
  /** Left out: all namespaces, for lists and watches. */
  readonly namespace?: string | undefined
  /** Left out: the collection. */
  readonly name?: string
  readonly subresource?: 'status'
}

/**
 * The path of a collection or object, such as `/apis/bitnami.com/v1alpha1/namespaces/a/sealedsecrets/b`.
 *
 * @throws ERR_KUBE_STATUS (422, as the server would say) for a name that cannot be part of a path,
 *   such as `..` or `a/b`; TypeError for an empty name, which would mean the whole collection
 */
export function resourcePath(target: ResourceTarget): string {
  const { kind, namespace, name, subresource } = target
  const parts = kind.group === '' ? ['api', kind.version] : ['apis', kind.group, kind.version]
  if (namespace !== undefined) {
    if (!kind.namespaced) throw new TypeError(`${kind.plural} have no namespace`)
    parts.push('namespaces', pathSegment(namespace, 'namespace'))
  } else if (kind.namespaced && name !== undefined) {
    throw new TypeError(`a namespace is needed for one of ${kind.plural}`)
  }
  parts.push(kind.plural)
  if (name !== undefined) parts.push(pathSegment(name, 'name'))
  if (subresource !== undefined) parts.push(subresource)
  return `/${parts.join('/')}`
}

/** The same rule as the API server: neither `.` nor `..`, no `/` and no `%`. */
function pathSegment(text: string, what: string): string {
  if (text === '') throw new TypeError(`the ${what} is empty`)
  if (text === '.' || text === '..' || /[/%]/.test(text)) {
    throw new KubeError('ERR_KUBE_STATUS', `this is no valid ${what} of an object`, {
      status: 422,
      reason: 'Invalid',
      hint: 'use letters, digits, `-` and `.`',
    })
  }
  return encodeURIComponent(text)
}

/** The entries of a query; undefined ones are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** A query string with its `?`; empty when none is left. */
export function queryString(entries: Query): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(entries)) {
    if (value !== undefined) query.set(key, String(value))
  }
  return query.size === 0 ? '' : `?${query.toString()}`
}
