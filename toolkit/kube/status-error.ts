import { KubeError } from './kube-error.ts'
import type { KubeErrorCause } from './kube-error.ts'

/** An answer that was not a success, and what had been asked. */
export interface FailedAnswer {
  readonly status: number
  /** Value of the header `Retry-After`. */
  readonly retryAfter?: string | undefined
  /** The body, parsed, when it was JSON; usually a Status object. */
  readonly body: unknown
  /** In our words, such as `create secrets a/b`. */
  readonly action: string
}

/** Words of a Status are taken over only when they look like words: a value must not slip through. */
const REASON = /^[A-Z][A-Za-z]{1,63}$/
const FIELD = /^[A-Za-z0-9_.[\]/-]{1,253}$/
const MAX_CAUSES = 10

/** Statuses that no repetition changes, whatever others do in the cluster. */
const HOPELESS: ReadonlySet<number> = new Set([405, 406, 413, 415])

/**
 * The error for an answer that was not a success. Only the status, the reason and the names of
 * refused fields are taken from the body, never its message.
 */
export function statusError(answer: FailedAnswer): KubeError {
  const { status, action } = answer
  const body = isRecord(answer.body) && answer.body['kind'] === 'Status' ? answer.body : {}
  const reason = matching(body['reason'], REASON) ?? ''
  const causes = causesOf(body['details'])
  const retryAfterMs = parseRetryAfter(answer.retryAfter)
  const words = [String(status), reason].filter((word) => word !== '').join(' ')
  const fields = [...new Set(causes.map((cause) => cause.field))].filter((field) => field !== '')
  const detail = fields.length === 0 ? '' : ` (${fields.join(', ')})`
  const hint = hintFor(status, reason, action)
  return new KubeError(
    status === 410 ? 'ERR_KUBE_GONE' : 'ERR_KUBE_STATUS',
    `the API server answered ${words}${detail} to ${action}`,
    {
      status,
      reason,
      causes,
      retryable: !HOPELESS.has(status),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(hint === undefined ? {} : { hint }),
    },
  )
}

function causesOf(details: unknown): KubeErrorCause[] {
  const causes = isRecord(details) ? details['causes'] : undefined
  if (!Array.isArray(causes)) return []
  return causes
    .slice(0, MAX_CAUSES)
    .filter(isRecord)
    .map((cause) => ({
      reason: matching(cause['reason'], REASON) ?? '',
      field: matching(cause['field'], FIELD) ?? '',
    }))
}

function hintFor(status: number, reason: string, action: string): string | undefined {
  switch (status) {
    case 401:
      return 'log in again: the API server does not accept these credentials'
    case 403:
      return `check the RBAC rules: kubectl auth can-i ${action.split(' ', 2).join(' ')}`
    case 404:
      return 'check the name, the namespace and the context; for a custom kind, whether it is installed'
    case 409:
      return reason === 'AlreadyExists'
        ? 'choose another name or update the object that is there'
        : 'read the object again and repeat the change'
    case 410:
      return 'list again: the version to continue from is too old'
    case 413:
      return 'make the object smaller: the API server takes about 1.5 MB'
    case 422:
      return 'correct the fields of the object; some, as of an immutable Secret, cannot be changed'
    case 429:
      return 'the API server is busy: try again later'
    default:
      return status >= 500 ? 'look at the log of the API server, or try again' : undefined
  }
}

/** Milliseconds of a `Retry-After` in seconds; dates are not used by API servers. */
function parseRetryAfter(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) * 1_000 : undefined
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
