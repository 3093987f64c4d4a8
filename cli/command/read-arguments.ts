import type { CommandSpec, OptionSpec } from './command-spec.ts'
import type { ParsedArguments } from './options.ts'

/**
 * Reads a plain command line without loading the command-line library, which costs a third of a
 * bare start.
 *
 * It knows `--name value`, `--name=value`, `-n value`, switches, `--` and positionals; `undefined`
 * stands for everything else (help, bundled letters, anything wrong), which the library then reads
 * or explains. What this function accepts, the library accepts with the same meaning.
 */
export function readArguments(
  spec: CommandSpec,
  args: readonly string[],
): ParsedArguments | undefined {
  const values = new Map<string, string[]>()
  const positionals: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg === '--') {
      positionals.push(...args.slice(i + 1))
      break
    }
    if (arg === '-' || !arg.startsWith('-')) {
      positionals.push(arg)
      continue
    }
    const equals = arg.startsWith('--') ? arg.indexOf('=') : -1
    const option = findOption(spec, equals < 0 ? arg : arg.slice(0, equals))
    if (option === undefined) return undefined
    const list = values.get(option.name) ?? []
    if (option.value === undefined) {
      if (equals >= 0) return undefined
    } else {
      const value = equals < 0 ? args[++i] : arg.slice(equals + 1)
      if (value === undefined || (equals < 0 && value.startsWith('-') && value !== '-')) {
        return undefined
      }
      list.push(value)
    }
    values.set(option.name, list)
  }
  return fits(spec, positionals.length) ? { positionals, values } : undefined
}

function findOption(spec: CommandSpec, flag: string): OptionSpec | undefined {
  return spec.options.find((option) => flag === `--${option.name}` || flag === `-${option.short}`)
}

function fits(spec: CommandSpec, count: number): boolean {
  const required = spec.arguments.filter((argument) => argument.required).length
  const open = spec.arguments.at(-1)?.several === true
  return count >= required && (open || count <= spec.arguments.length)
}
