import { Argument, Command, CommanderError, Option } from 'commander'
import type { ArgumentSpec, CommandSpec, CommandTable, OptionSpec } from './command-spec.ts'
import { explainMistake } from './explain-mistake.ts'
import type { ParsedArguments } from './options.ts'

/** What the command-line library made of a command line. */
export type CommandLine =
  | { readonly kind: 'run'; readonly spec: CommandSpec; readonly parsed: ParsedArguments }
  /** `asked`: by `--help` or `help`; else nothing was asked and the overview answers. */
  | { readonly kind: 'help'; readonly text: string; readonly asked: boolean }

/**
 * Reads any command line, renders help, explains mistakes and suggests what was meant.
 *
 * @throws WaxsealError `ERR_USAGE`, whose message repeats no argument but a misspelt command
 * or option name: a value typed in the wrong place may be a secret
 */
export async function parseWithCommander(
  table: CommandTable,
  args: readonly string[],
  helpWidth: number,
): Promise<CommandLine> {
  let text = ''
  let found: CommandLine | undefined
  const settle = (spec: CommandSpec, parsed: ParsedArguments): void => {
    found = { kind: 'run', spec, parsed }
  }
  const program = buildProgram(table, settle, {
    write: (part) => {
      text += part
    },
    helpWidth,
  })
  try {
    await program.parseAsync(withoutStrayValues(table, args), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.code.startsWith('commander.help')) {
      return { kind: 'help', text, asked: error.exitCode === 0 }
    }
    throw explainMistake(error, table, args)
  }
  if (found === undefined) throw new TypeError('the command line settled on nothing')
  return found
}

/** `--cret=x` is an error whatever x is; without it the library sees what name was meant. */
function withoutStrayValues({ specs }: CommandTable, args: readonly string[]): string[] {
  const known = new Set(specs.flatMap((spec) => spec.options.map((option) => option.name)))
  const end = args.indexOf('--')
  return args.map((arg, index) => {
    const [, name] = /^--([^=]+)=/s.exec(arg) ?? []
    const isStray = name !== undefined && !known.has(name) && (end < 0 || index < end)
    return isStray ? `--${name}` : arg
  })
}

interface ProgramOutput {
  write(part: string): void
  readonly helpWidth: number
}

function buildProgram(
  table: CommandTable,
  settle: (spec: CommandSpec, parsed: ParsedArguments) => void,
  output: ProgramOutput,
): Command {
  const program = dress(new Command('waxseal'), output)
    .description('Secrets that can live in Git: sealed by anyone, opened only in the cluster.')
    .helpCommand('help [COMMAND]', 'show the help of a command')
    .addHelpText('after', '\n`waxseal COMMAND --help` shows options and examples.')
  for (const spec of table.specs) {
    const words = spec.name.split(' ')
    let parent = program
    for (const word of words.slice(0, -1)) {
      const group = parent.commands.find((command) => command.name() === word)
      parent = group ?? addGroup(parent, word, table.groups[word] ?? '', output)
    }
    const command = dress(new Command(words.at(-1) ?? ''), output)
      .summary(spec.summary)
      .description([spec.summary, ...spec.details].join('\n\n'))
      .helpGroup(spec.group)
      .allowExcessArguments(false)
    for (const argument of spec.arguments) command.addArgument(toArgument(argument))
    for (const option of spec.options) command.addOption(toOption(option))
    command.addHelpText('after', formatExamples(spec))
    command.action(() => {
      settle(spec, { positionals: command.args, values: givenValues(spec, command) })
    })
    parent.addCommand(command)
  }
  return program
}

function addGroup(parent: Command, word: string, summary: string, output: ProgramOutput): Command {
  const group = dress(new Command(word), output).summary(summary).description(summary)
  parent.addCommand(group)
  return group
}

function dress(command: Command, output: ProgramOutput): Command {
  return command
    .exitOverride()
    .configureOutput({
      writeOut: (part) => output.write(part),
      writeErr: (part) => output.write(part),
      outputError: () => {},
      getOutHelpWidth: () => output.helpWidth,
      getErrHelpWidth: () => output.helpWidth,
    })
    .helpOption('-h, --help', 'show this help')
    .addOption(new Option('--version', 'print the version'))
}

function toArgument(spec: ArgumentSpec): Argument {
  const name = spec.several ? `${spec.name}...` : spec.name
  return new Argument(spec.required ? `<${name}>` : `[${name}]`, spec.summary)
}

function toOption(spec: OptionSpec): Option {
  const short = spec.short === undefined ? '' : `-${spec.short}, `
  const value = spec.value === undefined ? '' : ` <${spec.value}>`
  const option = new Option(`${short}--${spec.name}${value}`, spec.summary)
  if (spec.value !== undefined) {
    option.argParser((given: string, previous: readonly string[] | undefined) => [
      ...(previous ?? []),
      given,
    ])
  }
  return option
}

function givenValues(spec: CommandSpec, command: Command): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, readonly string[]>()
  for (const [index, option] of command.options.entries()) {
    // The first option of every command is --version, the rest are the spec's in order.
    const name = spec.options[index - 1]?.name
    const value: unknown = command.getOptionValue(option.attributeName())
    if (name === undefined || value === undefined) continue
    values.set(name, Array.isArray(value) ? value.map(String) : [])
  }
  return values
}

function formatExamples(spec: CommandSpec): string {
  const lines = spec.examples.flatMap((example) => [
    `  ${example.command}`,
    `      ${example.says}`,
  ])
  return ['', 'Examples:', ...lines].join('\n')
}
