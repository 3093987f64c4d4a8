/** Time as it is passed in, so that tests can move it. */
export interface Clock {
  now(): Date
  /** Runs `run` once after `ms` milliseconds; the result cancels it. */
  after(ms: number, run: () => void): () => void
}

/** The time of the machine. */
export const SYSTEM_CLOCK: Clock = {
  now: () => new Date(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
