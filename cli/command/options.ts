import { WaxsealError } from '../../src/errors.ts'
import type { CommandSpec, OptionSpec } from './command-spec.ts'

/** What a command line said, before it is checked: option name to its values in order. */
export interface ParsedArguments {
  readonly positionals: readonly string[]
  /** A switch that was given has no values: `[]`. */
  readonly values: ReadonlyMap<string, readonly string[]>
}

/** The options and arguments of one run, checked against the command's spec. */
export class Options {
  readonly #spec: CommandSpec
  readonly #parsed: ParsedArguments

  /** @throws {@link WaxsealError} `ERR_USAGE` when choices or conflicts of the spec are violated */
  constructor(spec: CommandSpec, parsed: ParsedArguments) {
    this.#spec = spec
    this.#parsed = parsed
    for (const option of spec.options) this.#check(option)
  }

  /** Positional arguments in order. */
  get positionals(): readonly string[] {
    return this.#parsed.positionals
  }

  /** The positional argument at `index`, which the spec must require. */
  positional(index: number): string {
    const value = this.#parsed.positionals[index]
    if (value === undefined) throw new TypeError(`${this.#spec.name} has no argument ${index}`)
    return value
  }

  /** Whether a switch, or any value of an option, was given. */
  has(name: string): boolean {
    return this.#given(name) !== undefined
  }

  /** The value of an option; the last one when it was repeated. */
  text(name: string): string | undefined {
    return this.#given(name)?.at(-1)
  }

  /** All values of a repeatable option. */
  list(name: string): readonly string[] {
    return this.#given(name) ?? []
  }

  /** An `ERR_USAGE` whose hint names the command's help, unless a better one is known. */
  error(message: string, hint?: string): WaxsealError {
    return new WaxsealError('ERR_USAGE', message, {
      hint: hint ?? `\`waxseal ${this.#spec.name} --help\` lists what it takes`,
    })
  }

  #given(name: string): readonly string[] | undefined {
    if (!this.#spec.options.some((option) => option.name === name)) {
      throw new TypeError(`${this.#spec.name} has no option ${name}`)
    }
    return this.#parsed.values.get(name)
  }

  #check(option: OptionSpec): void {
    const values = this.#parsed.values.get(option.name)
    if (values === undefined) return
    const other = option.conflicts?.find((name) => this.#parsed.values.has(name))
    if (other !== undefined) {
      throw this.error(`--${option.name} cannot be used with --${other}`)
    }
    if (option.choices === undefined) return
    if (values.some((value) => !option.choices?.includes(value))) {
      throw this.error(`--${option.name} must be ${option.choices.join(' or ')}`)
    }
  }
}
