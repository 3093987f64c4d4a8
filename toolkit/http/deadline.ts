/**
 * A time limit and a caller's signal in one signal of its own. Unlike `AbortSignal.any` and
 * `AbortSignal.timeout`, {@link Deadline.end} leaves neither a timer nor a listener behind.
 */
export class Deadline {
  /** Aborted when the time is over or the outer signal is aborted, with its reason. */
  readonly signal: AbortSignal
  readonly #own = new AbortController()
  readonly #timer: NodeJS.Timeout
  readonly #detach: () => void

  constructor(ms: number, outer?: AbortSignal) {
    this.signal = this.#own.signal
    this.#timer = setTimeout(() => {
      this.abort(new DOMException('the time limit is over', 'TimeoutError'))
    }, ms)
    const forward = (): void => this.abort(outer?.reason)
    this.#detach = () => outer?.removeEventListener('abort', forward)
    if (outer?.aborted === true) forward()
    else outer?.addEventListener('abort', forward, { once: true })
  }

  /** Ends the time at once. */
  abort(reason?: unknown): void {
    this.#own.abort(reason)
  }

  /** Starts the time anew. */
  restart(): void {
    this.#timer.refresh()
  }

  /** Stops the time and forgets the outer signal. */
  end(): void {
    clearTimeout(this.#timer)
    this.#detach()
  }
}
