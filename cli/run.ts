import type { ExitCode } from '../src/errors.ts'
import { Options, type ParsedArguments } from './command/options.ts'
import type { CommandSpec } from './command/command-spec.ts'
import { readArguments } from './command/read-arguments.ts'
import { Interrupted } from './interrupted.ts'
import type { Io } from './io.ts'
import { reportError } from './output/report-error.ts'
import { COMMANDS } from './specs.ts'

/** Width of the help where no terminal tells another. */
const HELP_WIDTH = 100

/**
 * Runs one command line and returns its exit code; whatever goes wrong is told on stderr.
 *
 * @throws {@link Interrupted} when the user ended the command
 */
export async function run(io: Io): Promise<ExitCode> {
  try {
    return await dispatch(io)
  } catch (error) {
    if (error instanceof Interrupted) throw error
    return reportError(error, io)
  }
}

async function dispatch(io: Io): Promise<ExitCode> {
  if (asksForVersion(io.args)) {
    const { buildInfo, versionLine } = await import('./version.ts')
    await io.stdout.write(versionLine(buildInfo()))
    return 0
  }
  const plain = readPlain(io.args)
  if (plain !== undefined) return runCommand(plain.spec, plain.parsed, io)
  const { parseWithCommander } = await import('./command/parse-with-commander.ts')
  const line = await parseWithCommander(COMMANDS, io.args, HELP_WIDTH)
  if (line.kind === 'run') return runCommand(line.spec, line.parsed, io)
  await (line.asked ? io.stdout : io.stderr).write(line.text)
  return line.asked ? 0 : 2
}

async function runCommand(spec: CommandSpec, parsed: ParsedArguments, io: Io): Promise<ExitCode> {
  const options = new Options(spec, parsed)
  const command = await spec.load()
  return command.run(options, io)
}

function asksForVersion(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return args.slice(0, end < 0 ? args.length : end).includes('--version')
}

/** The command of a plain command line; `undefined` leaves it to the command-line library. */
function readPlain(
  args: readonly string[],
): { readonly spec: CommandSpec; readonly parsed: ParsedArguments } | undefined {
  for (const spec of COMMANDS.specs) {
    const words = spec.name.split(' ')
    if (!words.every((word, index) => args[index] === word)) continue
    const parsed = readArguments(spec, args.slice(words.length))
    return parsed === undefined ? undefined : { spec, parsed }
  }
  return undefined
}
