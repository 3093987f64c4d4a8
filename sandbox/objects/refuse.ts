import { StatusError } from './status-error.ts'
import type { Cause } from './status-error.ts'

/** What a refusal must know of a kind. */
export interface KindName {
  readonly group: string
  readonly kind: string
  readonly plural: string
}

/** `secrets`, `sealedsecrets.bitnami.com`: how messages call a resource. */
function qualified(word: string, group: string): string {
  return group === '' ? word : `${word}.${group}`
}

function details(kind: KindName, word: string, name: string): Record<string, string> {
  return {
    ...(name === '' ? {} : { name }),
    ...(kind.group === '' ? {} : { group: kind.group }),
    kind: word,
  }
}

/** Makers of the refusals Kubernetes clients know, with its codes, reasons and messages. */
export const refuse = {
  badRequest: (message: string): StatusError => new StatusError(400, 'BadRequest', message),

  unauthorized: (): StatusError => new StatusError(401, 'Unauthorized', 'Unauthorized'),

  forbidden: (kind: KindName, name: string, why: string): StatusError =>
    new StatusError(
      403,
      'Forbidden',
      `${qualified(kind.plural, kind.group)} "${name}" is forbidden: ${why}`,
      details(kind, kind.plural, name),
    ),

  terminating: (kind: KindName, name: string, namespace: string): StatusError =>
    new StatusError(
      403,
      'Forbidden',
      `${qualified(kind.plural, kind.group)} "${name}" is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`,
      {
        ...details(kind, kind.plural, name),
        causes: [
          {
            reason: 'NamespaceTerminating',
            message: `namespace ${namespace} is being terminated`,
            field: 'metadata.namespace',
          },
        ],
      },
    ),

  notFound: (kind: KindName, name: string): StatusError =>
    new StatusError(
      404,
      'NotFound',
      `${qualified(kind.plural, kind.group)} "${name}" not found`,
      details(kind, kind.plural, name),
    ),

  unknownResource: (): StatusError =>
    new StatusError(404, 'NotFound', 'the server could not find the requested resource', {}),

  methodNotAllowed: (): StatusError =>
    new StatusError(
      405,
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
      {},
    ),

  notAcceptable: (): StatusError =>
    new StatusError(
      406,
      'NotAcceptable',
      'only the following media types are accepted: application/json',
      {},
    ),

  alreadyExists: (kind: KindName, name: string): StatusError =>
    new StatusError(
      409,
      'AlreadyExists',
      `${qualified(kind.plural, kind.group)} "${name}" already exists`,
      details(kind, kind.plural, name),
    ),

  conflict: (kind: KindName, name: string, why: string = MODIFIED): StatusError =>
    new StatusError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${qualified(kind.plural, kind.group)} "${name}": ${why}`,
      details(kind, kind.plural, name),
    ),

  expired: (message: string): StatusError => new StatusError(410, 'Expired', message),

  tooLarge: (limitBytes: number): StatusError =>
    new StatusError(
      413,
      'RequestEntityTooLarge',
      `Request entity too large: limit is ${limitBytes}`,
      {},
    ),

  unsupportedMediaType: (message: string): StatusError =>
    new StatusError(415, 'UnsupportedMediaType', message),

  invalid: (kind: KindName, name: string, causes: readonly Cause[]): StatusError => {
    const told = causes.map(({ field, message }) =>
      field === undefined ? message : `${field}: ${message}`,
    )
    const list = told.length === 1 ? told.join() : `[${told.join(', ')}]`
    return new StatusError(
      422,
      'Invalid',
      `${qualified(kind.kind, kind.group)} "${name}" is invalid: ${list}`,
      { ...details(kind, kind.kind, name), causes },
    )
  },

  patchFailed: (): StatusError =>
    new StatusError(
      422,
      'Invalid',
      'the server rejected our request due to an error in our request',
      {},
    ),

  unavailable: (message: string): StatusError =>
    new StatusError(503, 'ServiceUnavailable', message),

  futureVersion: (asked: number, current: number): StatusError =>
    new StatusError(
      504,
      'Timeout',
      `Timeout: Too large resource version: ${asked}, current: ${current}`,
      {
        causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
        retryAfterSeconds: 1,
      },
    ),
} as const

const MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again'
