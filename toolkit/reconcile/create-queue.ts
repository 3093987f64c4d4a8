import { WaxsealError } from '../../src/errors.ts'
import { KubeError } from '../kube/index.ts'
import { backoffDelay, QUEUE_BACKOFF } from './backoff.ts'
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

const DEFAULT_WORKERS = 8
/** An unreachable server is no fault of the object: all keys are tried again soon after it is back. */
const UNREACHABLE_MAX_MS = 30_000

/** Builds a queue; nothing runs before {@link Queue.run}. */
export function createQueue(options: QueueOptions): Queue {
  return new KeyQueue(options)
}

class KeyQueue implements Queue {
  readonly #options: QueueOptions
  /** In the order of arrival. */
  readonly #ready = new Set<string>()
  readonly #running = new Set<string>()
  /** Added while being worked on: worked on once more right after. */
  readonly #again = new Set<string>()
  readonly #delayed = new Map<string, { readonly due: number; readonly cancel: () => void }>()
  /** Consecutive failures by key. */
  readonly #failures = new Map<string, number>()
  #signal: AbortSignal | undefined
  #onQuiet: (() => void)[] = []

  constructor(options: QueueOptions) {
    this.#options = options
  }

  get depth(): number {
    return this.#ready.size
  }

  get active(): number {
    return this.#running.size
  }

  get waiting(): number {
    return this.#delayed.size
  }

  add(key: string): void {
    if (this.#signal?.aborted === true) return
    this.#cancelDelay(key)
    if (this.#running.has(key)) this.#again.add(key)
    else this.#ready.add(key)
    this.#startWork()
  }

  addAfter(key: string, ms: number): void {
    if (this.#signal?.aborted === true || this.#ready.has(key) || this.#again.has(key)) return
    const { clock } = this.#options
    const due = clock.now().getTime() + ms
    if ((this.#delayed.get(key)?.due ?? Infinity) <= due) return
    this.#cancelDelay(key)
    const cancel = clock.after(ms, () => {
      this.#delayed.delete(key)
      this.add(key)
    })
    this.#delayed.set(key, { due, cancel })
  }

  async run(signal: AbortSignal): Promise<void> {
    if (this.#signal !== undefined) throw new TypeError('a queue runs only once')
    this.#signal = signal
    const stopped = Promise.withResolvers<void>()
    const stop = (): void => stopped.resolve()
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    this.#startWork()
    await stopped.promise
    for (const key of this.#delayed.keys()) this.#cancelDelay(key)
    this.#ready.clear()
    this.#again.clear()
    await this.idle()
  }

  async idle(): Promise<void> {
    while (this.#ready.size + this.#running.size > 0) {
      await new Promise<void>((resolve) => this.#onQuiet.push(resolve))
    }
  }

  #startWork(): void {
    const signal = this.#signal
    if (signal === undefined || signal.aborted) return
    for (const key of this.#ready) {
      if (this.#running.size >= (this.#options.workers ?? DEFAULT_WORKERS)) return
      this.#ready.delete(key)
      this.#running.add(key)
      void this.#work(key, signal)
    }
  }

  async #work(key: string, signal: AbortSignal): Promise<void> {
    const { clock, onOutcome } = this.#options
    const start = clock.now().getTime()
    const outcome = await this.#attempt(key, signal)
    const durationMs = clock.now().getTime() - start
    this.#running.delete(key)
    if (!signal.aborted) {
      if (this.#again.delete(key)) this.#ready.add(key)
      else if ('delayMs' in outcome) this.addAfter(key, outcome.delayMs)
      onOutcome?.({ ...outcome, key, durationMs })
    }
    this.#startWork()
    if (this.#ready.size + this.#running.size > 0) return
    for (const resolve of this.#onQuiet.splice(0)) resolve()
  }

  async #attempt(key: string, signal: AbortSignal): Promise<Attempt> {
    try {
      const delayMs = (await this.#options.reconcile(key, signal))?.requeueAfterMs
      this.#failures.delete(key)
      return delayMs === undefined ? { kind: 'success' } : { kind: 'requeue_after', delayMs }
    } catch (error) {
      if (error instanceof WaxsealError && !error.retryable) {
        this.#failures.delete(key)
        return { kind: 'terminal', error }
      }
      const failures = (this.#failures.get(key) ?? 0) + 1
      this.#failures.set(key, failures)
      return { kind: 'error', error, delayMs: this.#retryDelay(failures, error) }
    }
  }

  #retryDelay(failures: number, error: unknown): number {
    const delay = backoffDelay(failures, this.#options.backoff ?? QUEUE_BACKOFF)
    if (!(error instanceof KubeError)) return delay
    if (error.code === 'ERR_KUBE_UNREACHABLE') return Math.min(delay, UNREACHABLE_MAX_MS)
    return Math.max(delay, error.retryAfterMs ?? 0)
  }

  #cancelDelay(key: string): void {
    this.#delayed.get(key)?.cancel()
    this.#delayed.delete(key)
  }
}

/** An outcome before key and time are added. */
type Attempt = QueueOutcome extends infer O
  ? O extends QueueOutcome
    ? Omit<O, 'key' | 'durationMs'>
    : never
  : never
