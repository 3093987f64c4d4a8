import { Argument, Command, CommanderError, Option } from 'commander'
import { WaxsealError } from '../../src/errors.ts'
import type { ArgumentSpec, CommandSpec, OptionSpec } from './command-spec.ts'
import type { ParsedArguments } from './options.ts'

/** What the command-line library made of a command line. */
export type CommandLine =
  | { readonly kind: 'run'; readonly spec: CommandSpec; readonly parsed: ParsedArguments }
  /** `asked`: by `--help` or `help`; else nothing was asked and the overview answers. */
  | { readonly kind: 'help'; readonly text: string; readonly asked: boolean }

/** The specs and the words that group them. */
export interface CommandTable {
  readonly specs: readonly CommandSpec[]
  /** Summary of each first word that several commands share: `cert`, `keys`. */
  readonly groups: Readonly<Record<string, string>>
}

/**
 * Reads any command line, renders help, explains mistakes and suggests what was meant.
 *
 * @throws {@link WaxsealError} `ERR_USAGE`, whose message repeats no argument but a misspelt command
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
    throw explain(error, table, args)
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

function explain(
  error: CommanderError,
  table: CommandTable,
  args: readonly string[],
): WaxsealError {
  const spec = findSpec(table, args)
  const help = spec === undefined ? 'waxseal --help' : `waxseal ${spec.name} --help`
  const suggestion = /Did you mean ((?:one of )?[-\w, ]+)\?/.exec(error.message)?.[1]
  const surplus = error.code === 'commander.excessArguments' ? spec?.surplusHint : undefined
  const hint =
    suggestion === undefined
      ? (surplus ?? `\`${help}\` lists what it takes`)
      : `did you mean ${suggestion}?`
  return new WaxsealError('ERR_USAGE', describe(error, spec), { hint })
}

function describe(error: CommanderError, spec: CommandSpec | undefined): string {
  const name =
    /'(--[A-Za-z][-A-Za-z0-9]{0,40}|-[A-Za-z]|[a-z]{1,20})/.exec(error.message)?.[1] ?? ''
  switch (error.code) {
    case 'commander.unknownOption':
      return isSwitch(name, spec) ? `${name} takes no value` : `unknown option ${name}`
    case 'commander.unknownCommand':
      // A word that resembles no command may be anything, also something pasted by mistake.
      return error.message.includes('Did you mean') ? `unknown command ${name}` : 'unknown command'
    case 'commander.optionMissingArgument':
      return `${/--[-a-z]+ <.*>/.exec(error.message)?.[0] ?? 'an option'} needs a value`
    default: {
      const takes = spec?.arguments.map((argument) => argument.name).join(' ') ?? ''
      const expected = takes === '' ? 'no arguments' : takes
      const amount = error.code === 'commander.excessArguments' ? 'too many' : 'missing'
      return `${amount} arguments: waxseal ${spec?.name ?? ''} takes ${expected}`
    }
  }
}

function isSwitch(flag: string, spec: CommandSpec | undefined): boolean {
  return spec?.options.some(({ name, value }) => `--${name}` === flag && !value) === true
}

function findSpec(table: CommandTable, args: readonly string[]): CommandSpec | undefined {
  const line = `${args.join(' ')} `
  return table.specs.find((spec) => line.startsWith(`${spec.name} `))
}
