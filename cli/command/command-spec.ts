import type { ExitCode } from '../../src/errors.ts'
import type { Io } from '../io.ts'
import type { Options } from './options.ts'

/** One option: data only. */
export interface OptionSpec {
  /** Long name without dashes. */
  readonly name: string
  /** One letter. */
  readonly short?: string
  /** Placeholder of the value in the help, such as `FILE`; absent for a switch. */
  readonly value?: string
  /** May be given several times; the values are kept in order. */
  readonly repeatable?: true
  /** The only values it takes. */
  readonly choices?: readonly string[]
  /** Names of options it cannot be given with. */
  readonly conflicts?: readonly string[]
  readonly summary: string
}

/** One positional argument: data only. */
export interface ArgumentSpec {
  readonly name: string
  readonly required?: true
  /** Takes all that is left; only the last argument may. */
  readonly several?: true
  readonly summary: string
}

/** A command line and what it is for. */
export interface ExampleSpec {
  readonly command: string
  readonly says: string
}

/** The code of a command, loaded when it runs. */
export interface CommandModule {
  run(options: Options, io: Io): Promise<ExitCode>
}

/** Everything the command line must know of a command before it runs. */
export interface CommandSpec {
  /** Words after the program's name: `seal`, `cert show`. */
  readonly name: string
  /** Heading under which the overview lists it. */
  readonly group: string
  readonly summary: string
  /** Paragraphs of the command's own help. */
  readonly details: readonly string[]
  readonly arguments: readonly ArgumentSpec[]
  readonly options: readonly OptionSpec[]
  /** What to do instead of giving more arguments than it takes. */
  readonly surplusHint?: string
  readonly examples: readonly ExampleSpec[]
  /** The only way from the specs to the code, so that nothing is loaded that does not run. */
  load(): Promise<CommandModule>
}

/** The specs and the words that group them. */
export interface CommandTable {
  readonly specs: readonly CommandSpec[]
  /** Summary of each first word that several commands share: `cert`, `keys`. */
  readonly groups: Readonly<Record<string, string>>
}
