import type { IncomingMessage } from 'node:http'
import { refuse } from '../objects/refuse.ts'

/** What a path under `/api` or `/apis` leads to. */
export type Destination =
  | { readonly kind: 'groups'; readonly legacy: boolean }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'resources'; readonly group: string; readonly version: string }
  | ResourcePath

/** A path to a resource, an object or one of its sub-resources. */
export interface ResourcePath {
  readonly kind: 'resource'
  readonly group: string
  readonly version: string
  readonly plural: string
  readonly namespace: string | undefined
  readonly name: string | undefined
  readonly subresource: string | undefined
  /** What follows the sub-resource; only `proxy` knows what to do with it. */
  readonly rest: readonly string[]
}

/** The path and query of a request. */
export interface RequestUrl {
  /** Decoded segments. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
}

/**
 * Splits the target of a request.
 *
 * @throws StatusError 400
 */
export function readUrl({ url = '/' }: IncomingMessage): RequestUrl {
  const [path, query = ''] = splitOnce(url, '?')
  try {
    const segments = path.split('/').slice(1).map(decodeURIComponent)
    return { path: segments, query: new URLSearchParams(query) }
  } catch {
    throw refuse.badRequest('the path of the request is not valid')
  }
}

function splitOnce(text: string, separator: string): [string, string?] {
  const index = text.indexOf(separator)
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}

/** Reads a path under `/api` or `/apis`; `undefined` for any other. */
export function readDestination(path: readonly string[]): Destination | undefined {
  const [root, ...rest] = path.at(-1) === '' && !path.includes('proxy') ? path.slice(0, -1) : path
  if (root === 'api') return inGroup('', rest, true)
  if (root !== 'apis') return undefined
  const [group, ...inside] = rest
  return group === undefined ? { kind: 'groups', legacy: false } : inGroup(group, inside, false)
}

function inGroup(group: string, rest: readonly string[], legacy: boolean): Destination {
  const [version, ...inside] = rest
  if (version === undefined) return legacy ? { kind: 'groups', legacy } : { kind: 'group', group }
  const [first, second, third, ...more] = inside
  if (first === undefined) return { kind: 'resources', group, version }
  const base = { kind: 'resource', group, version } as const
  const scoped = first === 'namespaces' && second !== undefined && third !== undefined
  if (scoped && !NAMESPACE_SUBRESOURCES.includes(third)) {
    const [name, subresource, ...beyond] = more
    return { ...base, namespace: second, plural: third, name, subresource, rest: beyond }
  }
  return {
    ...base,
    namespace: undefined,
    plural: first,
    name: second,
    subresource: third,
    rest: more,
  }
}

/** `/namespaces/NAME/status` is about the namespace, not about something in it. */
const NAMESPACE_SUBRESOURCES: readonly string[] = ['status', 'finalize']
