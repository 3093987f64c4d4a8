/** How long to wait before the next attempt; doubles from `initialMs` to `maxMs`, with jitter. */
export interface Backoff {
  readonly initialMs: number
  readonly maxMs: number
  /** From 0 to 1; passed in for tests. */
  readonly random: () => number
}

/** For reconciling: 1 s to 5 min. */
export const QUEUE_BACKOFF: Backoff = {
  initialMs: 1_000,
  maxMs: 300_000,
  random: Math.random,
}

/** For lists and watches: 0.5 s to 30 s, so that a restarted API server is soon seen again. */
export const INFORMER_BACKOFF: Backoff = {
  initialMs: 500,
  maxMs: 30_000,
  random: Math.random,
}

/**
 * The delay in milliseconds before attempt `failures + 1`: between half and all of
 * `initialMs × 2^(failures − 1)`, at most `maxMs`.
 */
export function backoffDelay(failures: number, backoff: Backoff): number {
  const full = Math.min(backoff.maxMs, backoff.initialMs * 2 ** Math.min(failures - 1, 40))
  return full / 2 + (full / 2) * backoff.random()
}
