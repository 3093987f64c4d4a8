import { KubeError } from '../kube/index.ts'
import { backoffDelay, type Clock, INFORMER_BACKOFF, pause } from '../reconcile/index.ts'

/** How calls to the API server are repeated. */
export interface PersistOptions {
  readonly clock: Clock
  readonly signal: AbortSignal
  /** A call failed and will be made again after `delayMs`. */
  readonly onError: (error: unknown, delayMs: number) => void
}

/** Makes a call to the API server until it succeeds; any other failure, and the end, is thrown. */
export async function persist<T>(call: () => Promise<T>, options: PersistOptions): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await call()
    } catch (error) {
      options.signal.throwIfAborted()
      if (!(error instanceof KubeError)) throw error
      const delayMs = backoffDelay(failures, INFORMER_BACKOFF)
      options.onError(error, delayMs)
      await pause(options.clock, delayMs, options.signal)
      options.signal.throwIfAborted()
    }
  }
}
