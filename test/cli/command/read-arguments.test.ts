import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { CommandSpec } from '../../../cli/command/command-spec.ts'
import { parseWithCommander } from '../../../cli/command/parse-with-commander.ts'
import { readArguments } from '../../../cli/command/read-arguments.ts'
import { COMMANDS } from '../../../cli/specs.ts'

const [seal] = COMMANDS.specs
if (seal === undefined) throw new Error('there is no command')

describe('reads plain command lines', () => {
  const cases: [string, string[], string[], [string, string[]][]][] = [
    ['nothing', [], [], []],
    ['files', ['a', 'b'], ['a', 'b'], []],
    ['a lone dash', ['-'], ['-'], []],
    ['a long option', ['--cert', 'c', 'a'], ['a'], [['cert', ['c']]]],
    ['a long option with =', ['--cert=c=d'], [], [['cert', ['c=d']]]],
    ['an empty value', ['--name='], [], [['name', ['']]]],
    ['a short option', ['-n', 'shop'], [], [['namespace', ['shop']]]],
    ['a switch', ['-i', 'a'], ['a'], [['in-place', []]]],
    ['a repeated option', ['--name', 'a', '--name', 'b'], [], [['name', ['a', 'b']]]],
    ['the end of options', ['-i', '--', '--cert'], ['--cert'], [['in-place', []]]],
  ]
  test.each(cases)('%s', (_, args, positionals, values) => {
    expect(readArguments(seal, args)).toEqual({ positionals, values: new Map(values) })
  })
})

describe('leaves to the library', () => {
  const cases: [string, string[]][] = [
    ['help', ['--help']],
    ['an unknown option', ['--cret', 'c']],
    ['an unknown letter', ['-x']],
    ['a missing value', ['--cert']],
    ['a value that looks like an option', ['--cert', '-i']],
    ['bundled letters', ['-io', 'yaml']],
    ['a letter with its value', ['-nshop']],
    ['a value for a switch', ['--in-place=yes']],
  ]
  test.each(cases)('%s', (_, args) => {
    expect(readArguments(seal, args)).toBeUndefined()
  })

  test('too few and too many arguments', () => {
    const set = find('set')
    expect(readArguments(set, ['file'])).toBeUndefined()
    expect(readArguments(set, ['file', 'key', 'value'])).toBeUndefined()
    expect(readArguments(set, ['file', 'key'])).toBeDefined()
  })
})

test('whatever it accepts, the library reads in the same way', async () => {
  const words = COMMANDS.specs.flatMap((spec) =>
    spec.options.flatMap(({ name, short }) => [`--${name}`, `--${name}=v`, `-${short ?? 'z'}`]),
  )
  const argument = fc.oneof(fc.constantFrom(...words, '-', '--', ''), fc.string({ maxLength: 4 }))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...COMMANDS.specs),
      fc.array(argument, { maxLength: 5 }),
      async (spec, args) => {
        const parsed = readArguments(spec, args)
        fc.pre(parsed !== undefined)
        const line = [...spec.name.split(' '), ...args]
        const result = await parseWithCommander(COMMANDS, line, 80)
        expect(result).toEqual({ kind: 'run', spec, parsed })
      },
    ),
    { numRuns: 300 },
  )
})

function find(name: string): CommandSpec {
  const spec = COMMANDS.specs.find((candidate) => candidate.name === name)
  if (spec === undefined) throw new Error(`no command ${name}`)
  return spec
}
