/** Time as it is passed in, so that tests can move it. */
export interface Clock {
  now(): Date
  /** Runs `run` once after `ms` milliseconds; the result cancels it. */
  after(ms: number, run: () => void): () => void
}

/** The longest delay of a Node timer, 24.8 days; a longer one would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** The time of the machine; delays may be of any length. */
export const SYSTEM_CLOCK: Clock = {
  now: () => new Date(),
  after(ms, run) {
    let timer: NodeJS.Timeout
    const arm = (left: number): void => {
      timer =
        left > MAX_TIMER_MS
          ? setTimeout(() => arm(left - MAX_TIMER_MS), MAX_TIMER_MS)
          : setTimeout(run, left)
    }
    arm(ms)
    return () => clearTimeout(timer)
  },
}

/** Waits, or until `signal` is aborted; never rejects and leaves no timer. */
export async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const over = Promise.withResolvers<void>()
  const done = (): void => over.resolve()
  const cancel = clock.after(ms, done)
  signal.addEventListener('abort', done, { once: true })
  await over.promise
  cancel()
  signal.removeEventListener('abort', done)
}
