import type { KubeObject } from '../objects/kube-object.ts'

/** One write, as watches report it. */
export interface Change {
  /** The resource version of the write. */
  readonly version: number
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  /** `PLURAL.GROUP`. */
  readonly resource: string
  /** The new state; for `DELETED` the last one. */
  readonly object: KubeObject
  /** The state before, unless added. */
  readonly previous: KubeObject | undefined
}

/** The latest changes of one resource, bounded in number. */
export class History {
  readonly #changes: Change[] = []
  readonly #limit: number
  /** Changes up to and including this resource version are not known. */
  forgotten: number

  /**
   * @param limit - how many changes are kept
   * @param start - the resource version the history begins after
   */
  constructor(limit: number, start: number) {
    this.#limit = limit
    this.forgotten = start
  }

  add(change: Change): void {
    this.#changes.push(change)
    // Trimmed in blocks: shifting a long array at every write would cost as much as the array is long.
    if (this.#changes.length < this.#limit + Math.max(16, this.#limit / 4)) return
    const dropped = this.#changes.splice(0, this.#changes.length - this.#limit)
    this.forgotten = dropped.at(-1)?.version ?? this.forgotten
  }

  /** The changes after `version`, oldest first; `undefined` when some of them are forgotten. */
  since(version: number): readonly Change[] | undefined {
    if (version < this.forgotten) return undefined
    let low = 0
    let high = this.#changes.length
    while (low < high) {
      const middle = (low + high) >> 1
      const change = this.#changes[middle]
      if (change !== undefined && change.version <= version) low = middle + 1
      else high = middle
    }
    return this.#changes.slice(low)
  }
}
