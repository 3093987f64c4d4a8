import { describe, expect, test } from 'vitest'

import { parseWithCommander } from '../../cli/command/parse-with-commander.ts'
import { COMMANDS } from '../../cli/specs.ts'

describe.each(COMMANDS.specs.map((spec) => [spec.name, spec] as const))('%s', (name, spec) => {
  test('has one meaning for each option and letter', () => {
    const flags = spec.options.flatMap((option) => [`--${option.name}`, `-${option.short}`])
    const known = flags.filter((flag) => flag !== '-undefined')
    expect(new Set(known).size).toBe(known.length)
    expect(known).not.toContain('-h')
    expect(known).not.toContain('--help')
    expect(known).not.toContain('--version')
  })

  test('conflicts name options it has', () => {
    const names = spec.options.map((option) => option.name)
    for (const option of spec.options)
      expect(names).toEqual(expect.arrayContaining([...(option.conflicts ?? [])]))
  })

  test('has two examples that it can read, and code', async () => {
    expect(spec.examples.length).toBeGreaterThanOrEqual(2)
    for (const { command } of spec.examples) {
      const line = command.slice(command.indexOf('waxseal ') + 'waxseal '.length)
      const words = line.split(/ [|>] ?/)[0]?.split(' ') ?? []
      const parsed = await parseWithCommander(COMMANDS, words, 80)
      expect(parsed).toMatchObject({ kind: 'run', spec: { name } })
    }
    expect(await spec.load()).toHaveProperty('run')
  })

  test('its help names every option', async () => {
    const help = await parseWithCommander(COMMANDS, [...name.split(' '), '--help'], 80)
    const text = help.kind === 'help' ? help.text : ''
    for (const option of spec.options) expect(text).toContain(`--${option.name}`)
    expect(text).toContain('Examples:')
  })
})
