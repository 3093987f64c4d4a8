import { failTemplate } from '../template-failure.ts'
import type { GoValue } from '../values/go-value.ts'

/** The variables of one template call: a stack, because an inner one may have the name of an outer. */
export class Scope {
  readonly #names: string[] = ['$']
  readonly #values: GoValue[]

  /** @param data - the value of `$` */
  constructor(data: GoValue) {
    this.#values = [data]
  }

  /** Declares a variable. */
  declare(name: string, value: GoValue): void {
    this.#names.push(name)
    this.#values.push(value)
  }

  /** The innermost variable of that name. */
  get(name: string): GoValue {
    return this.#values[this.#find(name)]
  }

  /** Gives the innermost variable of that name another value. */
  assign(name: string, value: GoValue): void {
    this.#values[this.#find(name)] = value
  }

  /** Runs `visit` and forgets what it declared. */
  nested<T>(visit: () => T): T {
    const mark = this.#names.length
    const result = visit()
    this.#names.length = mark
    this.#values.length = mark
    return result
  }

  #find(name: string): number {
    const index = this.#names.lastIndexOf(name)
    return index < 0 ? failTemplate('variable has no value yet') : index
  }
}
