import { failTemplate } from './template-failure.ts'
import { BYTES_PER_STEP, ELEMENTS_PER_STEP } from './template-limits.ts'
import type { TemplateLimits } from './template-limits.ts'

/** Counts what a rendering has used up and stops it when a limit is reached. */
export class Meter {
  readonly limits: TemplateLimits
  #steps = 0
  #nesting = 0
  #templates = 0

  constructor(limits: TemplateLimits) {
    this.limits = limits
  }

  /** Uses up `steps`; a fraction is rounded up. */
  spend(steps: number): void {
    this.#steps += Math.ceil(steps)
    if (this.#steps > this.limits.steps) failTemplate('too many steps')
  }

  /** Pays for reading or writing `length` bytes of text. */
  spendText(length: number): void {
    if (length > this.limits.textBytes) failTemplate('text is too long')
    this.spend(length / BYTES_PER_STEP)
  }

  /** Pays for a list or map of `length` elements, before it is made. */
  spendList(length: number): void {
    if (length > this.limits.listLength) failTemplate('list is too long')
    this.spend(length / ELEMENTS_PER_STEP)
  }

  /** Runs `visit` one level deeper. */
  nest<T>(visit: () => T): T {
    if (this.#nesting >= this.limits.nesting) failTemplate('nested too deeply')
    this.#nesting++
    try {
      return visit()
    } finally {
      this.#nesting--
    }
  }

  /** Runs `visit` as a template called by another one. */
  callTemplate<T>(visit: () => T): T {
    if (this.#templates >= this.limits.templateDepth) failTemplate('nested too deeply')
    this.#templates++
    try {
      return this.nest(visit)
    } finally {
      this.#templates--
    }
  }
}
