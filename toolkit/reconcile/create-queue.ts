import { WaxsealError } from '../../src/errors.ts'
import type { Backoff } from './backoff.ts'
import type { Clock } from './clock.ts'

/** What a successful pass may ask for. */
export interface ReconcileResult {
  /** Come back after so many milliseconds, even if nothing changes. */
  readonly requeueAfterMs?: number
}

/** Brings the world in line with the object named by `key`; level-based: it gets no event. */
export type Reconcile = (key: string, signal: AbortSignal) => Promise<ReconcileResult | void>

/** How one pass ended; for logs and metrics. */
export type QueueOutcome =
  | { readonly kind: 'success'; readonly key: string; readonly durationMs: number }
  | {
      readonly kind: 'requeue_after'
      readonly key: string
      readonly durationMs: number
      readonly delayMs: number
    }
  /** Failed; tried again after `delayMs`. */
  | {
      readonly kind: 'error'
      readonly key: string
      readonly durationMs: number
      readonly delayMs: number
      readonly error: unknown
    }
  /** Failed with `retryable: false`; tried again only when the key is added. */
  | {
      readonly kind: 'terminal'
      readonly key: string
      readonly durationMs: number
      readonly error: unknown
    }

/** What a queue is made of. */
export interface QueueOptions {
  readonly reconcile: Reconcile
  /** Keys at once; 8 by default. */
  readonly workers?: number
  /** {@link QUEUE_BACKOFF} by default. */
  readonly backoff?: Backoff
  readonly clock: Clock
  readonly onOutcome?: (outcome: QueueOutcome) => void
}

/** A de-duplicating queue of keys; a key is never worked on twice at once. */
export interface Queue {
  /** Works on `key` as soon as a worker is free, also if it is waiting for a retry. */
  add(key: string): void
  /** Works on `key` after `ms`, unless it is added before. */
  addAfter(key: string, ms: number): void
  /** Keys ready and not yet taken. */
  readonly depth: number
  /** Keys being worked on. */
  readonly active: number
  /** Keys waiting for a retry or a delay. */
  readonly waiting: number
  /** Works until `signal` is aborted; resolves when the running passes have ended, with no timer left. */
  run(signal: AbortSignal): Promise<void>
  /** Resolves as soon as nothing is ready or running (keys that wait for a retry don't count). */
  idle(): Promise<void>
}

/** Builds a queue; nothing runs before {@link Queue.run}. */
export function createQueue(options: QueueOptions): Queue {
  throw new WaxsealError('ERR_INTERNAL', `not built yet: ${String(options.workers)}`)
}
