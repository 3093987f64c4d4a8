/**
 * Process exit codes: 0 fine, 1 findings or drift, 2 usage or environment, 3 bad input, 4 key or
 * decryption, 5 cluster or network, 70 our bug.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 70

/** Every error code with the exit code of a command that ends with it. Each has a row in `docs/errors.md`. */
const CATALOGUE = {
  // usage and environment
  ERR_USAGE: 2,
  ERR_CONFIG_INVALID: 2,
  ERR_CLUSTER_UNKNOWN: 2,
  ERR_FILE_NOT_FOUND: 2,
  ERR_FILE_UNREADABLE: 2,
  ERR_FILE_UNWRITABLE: 2,
  ERR_CERTIFICATE_MISSING: 2,
  ERR_KUBECONFIG_INVALID: 2,
  ERR_REFUSED: 2,
  // bad input
  ERR_DOCUMENT_SYNTAX: 3,
  ERR_DOCUMENT_DUPLICATE_KEY: 3,
  ERR_DOCUMENT_SHAPE: 3,
  ERR_INPUT_TOO_LARGE: 3,
  ERR_MANIFEST_KIND: 3,
  ERR_MANIFEST_INVALID: 3,
  ERR_MANIFEST_EMPTY: 3,
  ERR_ALREADY_SEALED: 3,
  ERR_NAME_MISSING: 3,
  ERR_NAMESPACE_MISSING: 3,
  ERR_NAMESPACE_MISMATCH: 3,
  ERR_SCOPE_UNKNOWN: 2,
  ERR_SCOPE_MISMATCH: 3,
  ERR_SEALED_VALUE_MALFORMED: 3,
  ERR_LEGACY_DATA: 3,
  ERR_TEMPLATE_UNSUPPORTED: 3,
  ERR_TEMPLATE_SYNTAX: 3,
  ERR_TEMPLATE_FAILED: 3,
  ERR_TEMPLATE_LIMIT: 3,
  ERR_ITEM_UNKNOWN: 3,
  // key or decryption
  ERR_CERTIFICATE_MALFORMED: 4,
  ERR_CERTIFICATE_EXPIRED: 4,
  ERR_CERTIFICATE_NOT_RSA: 4,
  ERR_CERTIFICATE_WEAK: 4,
  ERR_CERTIFICATE_CHANGED: 4,
  ERR_KEY_MALFORMED: 4,
  ERR_KEY_NOT_RSA: 4,
  ERR_KEY_SIZE: 2,
  ERR_KEY_MISMATCH: 4,
  ERR_KEY_EXAMPLE: 4,
  ERR_KEYRING_EMPTY: 4,
  ERR_UNSEAL_FAILED: 4,
  // cluster or network
  ERR_HTTP_FAILED: 5,
  ERR_KUBE_UNREACHABLE: 5,
  ERR_KUBE_STATUS: 5,
  ERR_KUBE_GONE: 5,
  ERR_SERVICE_NOT_FOUND: 5,
  ERR_NOT_OWNED: 5,
  ERR_SECRET_IMMUTABLE: 5,
  ERR_SECRET_FORBIDDEN: 5,
  // our bug
  ERR_INTERNAL: 70,
} as const

/** A stable name for a kind of failure; documented in `docs/errors.md`. */
export type ErrorCode = keyof typeof CATALOGUE

/** The catalogue: the exit code of a command that ends with an error of each code. */
export const EXIT_CODES: Readonly<Record<ErrorCode, ExitCode>> = CATALOGUE

/** What an error may carry besides its message. */
export interface WaxsealErrorOptions {
  /** The remedy, as an instruction: lower case, no full stop. */
  readonly hint?: string
  /** Whether trying the same thing again may succeed without anyone changing the input. */
  readonly retryable?: boolean
  /** Never the plaintext, a parser's snippet or the reason an unseal failed. */
  readonly cause?: unknown
}

/**
 * The one error class of the project.
 *
 * The message is lower case, without a full stop, names the thing and what was expected, and never
 * holds a secret value.
 */
export class WaxsealError extends Error {
  override readonly name = 'WaxsealError'
  /** Stable, asserted by tests, printed with `-o json`. */
  readonly code: ErrorCode
  /** The remedy, printed on a line of its own. */
  readonly hint: string | undefined
  /** `false`: a controller reports it and waits for a change instead of trying again. */
  readonly retryable: boolean

  constructor(code: ErrorCode, message: string, options: WaxsealErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.hint = options.hint
    this.retryable = options.retryable ?? false
  }

  /** The exit code of a command that ends with this error. */
  get exitCode(): ExitCode {
    return EXIT_CODES[this.code]
  }
}
