/**
 * Hands out a few equal resources, each to one user at a time; who finds none free waits in line.
 */
export class Lanes<T> {
  readonly #free: T[]
  readonly #waiting: ((lane: T) => void)[] = []

  constructor(lanes: readonly T[]) {
    this.#free = [...lanes]
  }

  /** Runs `work` with a lane of its own. */
  async run<R>(work: (lane: T) => Promise<R>): Promise<R> {
    const lane = this.#free.pop() ?? (await new Promise<T>((take) => this.#waiting.push(take)))
    try {
      return await work(lane)
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#free.push(lane)
      else next(lane)
    }
  }
}
