import type { Clock } from '../../../toolkit/reconcile/index.ts'

/** A clock that moves only when a test says so. */
export class ManualClock implements Clock {
  #now = Date.parse('2026-01-02T03:04:05Z')
  #timers: { readonly at: number; readonly run: () => void }[] = []

  now(): Date {
    return new Date(this.#now)
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + ms, run }
    this.#timers.push(timer)
    return () => (this.#timers = this.#timers.filter((other) => other !== timer))
  }

  /** Timers that have not fired. */
  get pending(): number {
    return this.#timers.length
  }

  /** Milliseconds until the next timer. */
  get nextDelay(): number | undefined {
    return this.#timers.length === 0
      ? undefined
      : Math.min(...this.#timers.map(({ at }) => at)) - this.#now
  }

  /** Moves on, firing what is due in order, with time for promises in between. */
  async advance(ms: number): Promise<void> {
    await settle()
    const end = this.#now + ms
    for (;;) {
      const next = this.#timers
        .filter(({ at }) => at <= end)
        .reduce<{ at: number; run: () => void } | undefined>(
          (first, timer) => (first === undefined || timer.at < first.at ? timer : first),
          undefined,
        )
      if (next === undefined) break
      this.#now = Math.max(this.#now, next.at)
      this.#timers = this.#timers.filter((timer) => timer !== next)
      next.run()
      await settle()
    }
    this.#now = end
    await settle()
  }
}

/** Lets all promises that can settle do so. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve))
}
