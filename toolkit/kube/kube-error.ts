import { WaxsealError } from '../../src/errors.ts'

/** What the API server named as wrong, without the values: only machine-readable words are kept. */
export interface KubeErrorCause {
  /** Such as `FieldValueInvalid`. */
  readonly reason: string
  /** Path of the field, such as `data` or `spec.encryptedData`. */
  readonly field: string
}

/** What a {@link KubeError} is made of. */
export interface KubeErrorOptions {
  readonly hint?: string
  readonly retryable?: boolean
  readonly cause?: unknown
  readonly status?: number
  readonly reason?: string
  readonly retryAfterMs?: number
  readonly causes?: readonly KubeErrorCause[]
}

/**
 * A call to the API server that did not succeed: `ERR_KUBE_STATUS` (it answered, but not with
 * success), `ERR_KUBE_GONE` (410: the wanted version is too old), `ERR_KUBE_UNREACHABLE` (no usable
 * answer).
 *
 * The message of the server is never part of it: for a Secret it may repeat a submitted value.
 */
export class KubeError extends WaxsealError {
  /** HTTP status; `undefined` when there was no answer. */
  readonly status: number | undefined
  /** The word of the Status object, such as `NotFound`, `AlreadyExists`, `Conflict`, `Invalid`. */
  readonly reason: string
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined
  /** For `Invalid`: the fields that were refused. */
  readonly causes: readonly KubeErrorCause[]

  constructor(
    code: 'ERR_KUBE_STATUS' | 'ERR_KUBE_GONE' | 'ERR_KUBE_UNREACHABLE',
    message: string,
    options: KubeErrorOptions = {},
  ) {
    super(code, message, options)
    this.status = options.status
    this.reason = options.reason ?? ''
    this.retryAfterMs = options.retryAfterMs
    this.causes = options.causes ?? []
  }
}

/** Whether the API server answered with this HTTP status. */
export function isKubeStatus(error: unknown, status: number): error is KubeError {
  return error instanceof KubeError && error.status === status
}
