import { WaxsealError } from '../src/index.ts'
import { KubeError } from '../toolkit/kube/index.ts'

/** The API server finds fault with the object itself, and will again with the very same one. */
const FINAL_STATUS: ReadonlySet<number | undefined> = new Set([400, 422])

/**
 * Whether a failure may end by itself. What the API server refuses for another reason than the object
 * (no right, no room, no namespace) may change without any event that we would see.
 */
export function isWorthAnotherTry(error: unknown): boolean {
  if (error instanceof KubeError && FINAL_STATUS.has(error.status)) return false
  return error instanceof WaxsealError ? error.retryable : true
}

/**
 * The words for a failure: message and remedy of our own errors, which never hold a value. Of any
 * other error not a word, since it might quote one.
 */
export function failureText(error: unknown): string {
  if (!(error instanceof WaxsealError)) return 'internal error, see the log of the controller'
  return error.hint === undefined ? error.message : `${error.message}; ${error.hint}`
}
