import { refuse } from '../objects/refuse.ts'
import type { Kind } from '../kinds/kind.ts'
import { parseFieldSelector } from './field-selector.ts'
import { parseLabelSelector } from './label-selector.ts'
import type { Selector } from './label-selector.ts'

/** Where a list in pages goes on. */
export interface Continuation {
  /** The resource version all pages show. */
  readonly version: number
  /** The last `NAMESPACE/NAME` already given. */
  readonly after: string
}

/** The query of a list or watch, read. */
export interface ListOptions {
  readonly selects: Selector
  /** The most objects to give; 0 for no limit. */
  readonly limit: number
  readonly continuation: Continuation | undefined
  /** `undefined` when the query names none. */
  readonly version: number | undefined
  readonly exact: boolean
  readonly watch: boolean
  readonly bookmarks: boolean
  /** A watch begins with the objects there are, then a bookmark. */
  readonly initialEvents: boolean | undefined
  readonly timeoutSeconds: number | undefined
}

const OPTIONS = { group: 'meta.k8s.io', kind: 'ListOptions', plural: 'listoptions' } as const

/**
 * Reads the query parameters of a list or watch.
 *
 * @throws StatusError 400, 422
 */
export function parseListOptions(kind: Kind, query: URLSearchParams): ListOptions {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '')
  const fields = parseFieldSelector(kind, query.get('fieldSelector') ?? '')
  const match = parseMatch(query)
  const initialEvents = query.get('sendInitialEvents')
  return {
    selects: (object) => labels(object) && fields(object),
    limit: parseInteger('limit', query.get('limit')) ?? 0,
    continuation: parseContinuation(query.get('continue') ?? ''),
    version: parseVersion(query.get('resourceVersion') ?? ''),
    exact: match === 'Exact',
    watch: isTrue(query.get('watch')),
    bookmarks: isTrue(query.get('allowWatchBookmarks')),
    initialEvents: initialEvents === null ? undefined : isTrue(initialEvents),
    timeoutSeconds: parseInteger('timeoutSeconds', query.get('timeoutSeconds')),
  }
}

/** The `continue` token: base64url of JSON, opaque to clients. */
export function formatContinuation(continuation: Continuation): string {
  return Buffer.from(JSON.stringify(continuation)).toString('base64url')
}

function parseContinuation(token: string): Continuation | undefined {
  if (token === '') return undefined
  try {
    const value = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown
    if (typeof value !== 'object' || value === null) throw new SyntaxError('not an object')
    const { version, after } = value as Partial<Continuation>
    if (!Number.isSafeInteger(version) || typeof after !== 'string') {
      throw new SyntaxError('not a continuation')
    }
    return { version: version ?? 0, after }
  } catch {
    throw refuse.badRequest('invalid continue token: continue key is not valid')
  }
}

function parseMatch(query: URLSearchParams): string {
  const match = query.get('resourceVersionMatch') ?? ''
  const field = 'resourceVersionMatch'
  if (!['', 'Exact', 'NotOlderThan'].includes(match)) {
    const message = 'Unsupported value: supported values: "Exact", "NotOlderThan", ""'
    throw refuse.invalid(OPTIONS, '', [{ reason: 'FieldValueNotSupported', message, field }])
  }
  const asked = (query.get('resourceVersion') ?? '') !== '' || isTrue(query.get('watch'))
  if (match !== '' && !asked) {
    const message =
      'Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided'
    throw refuse.invalid(OPTIONS, '', [{ reason: 'FieldValueForbidden', message, field }])
  }
  return match
}

function parseVersion(text: string): number | undefined {
  if (text === '') return undefined
  const version = /^\d{1,15}$/.test(text) ? Number(text) : undefined
  if (version === undefined) {
    throw refuse.badRequest('invalid resource version: resourceVersion: must be a whole number')
  }
  return version
}

function parseInteger(name: string, text: string | null): number | undefined {
  if (text === null || text === '') return undefined
  if (!/^\d{1,9}$/.test(text)) throw refuse.badRequest(`${name} must be a whole number`)
  return Number(text)
}

function isTrue(text: string | null): boolean {
  return text !== null && text !== '0' && text !== 'false'
}
