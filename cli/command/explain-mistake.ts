import type { CommanderError } from 'commander'
import { WaxsealError } from '../../src/errors.ts'
import type { CommandSpec, CommandTable } from './command-spec.ts'

/**
 * Says what is wrong with a command line and what was probably meant. It repeats no argument but a
 * misspelt command or option name: a value typed in the wrong place may be a secret.
 */
export function explainMistake(
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
