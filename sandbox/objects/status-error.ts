import type { Json, JsonObject } from './json.ts'

/** One reason why an object is refused, as `details.causes` of a Status lists it. */
export interface Cause {
  readonly reason:
    | 'FieldValueRequired'
    | 'FieldValueInvalid'
    | 'FieldValueTypeInvalid'
    | 'FieldValueNotSupported'
    | 'FieldValueForbidden'
    | 'FieldValueTooLong'
    | 'FieldValueTooMany'
    | 'FieldValueDuplicate'
    | 'NamespaceTerminating'
    | 'ResourceVersionTooLarge'
  /** Never the offending value: it may be a secret one. */
  readonly message: string
  readonly field?: string
}

/** What a Status says about the object it is about. */
export interface StatusDetails {
  readonly name?: string
  readonly group?: string
  /** The plural, except where Kubernetes itself writes the kind. */
  readonly kind?: string
  readonly uid?: string
  readonly causes?: readonly Cause[]
  readonly retryAfterSeconds?: number
}

/**
 * An answer that is not a success. It never leaves the sandbox's server, which turns it into a
 * Status object, so it is not one of the project's errors.
 */
export class StatusError extends Error {
  /** HTTP status. */
  readonly code: number
  /** The word clients decide by; a few answers of Kubernetes have none. */
  readonly reason: string | undefined
  readonly details: StatusDetails | undefined

  constructor(code: number, reason: string | undefined, message: string, details?: StatusDetails) {
    super(message)
    this.code = code
    this.reason = reason
    this.details = details
  }

  /** The Status object to send. */
  toStatus(): JsonObject {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      ...(this.reason === undefined ? {} : { reason: this.reason }),
      ...(this.details === undefined ? {} : { details: plain(this.details) }),
      code: this.code,
    }
  }
}

function plain(details: StatusDetails): Json {
  const { causes, ...rest } = details
  return causes === undefined ? rest : { ...rest, causes: causes.map((cause) => ({ ...cause })) }
}
