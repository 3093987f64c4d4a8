import { describe, expect, test } from 'vitest'

import { run } from '../../cli/run.ts'
import { memoryIo } from './memory-io.ts'

interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const call = async (...args: string[]): Promise<Outcome> => {
  const { io, stdout, stderr } = memoryIo({ args })
  return { code: await run(io), stdout: stdout(), stderr: stderr() }
}

describe('help', () => {
  test.each([['--help'], ['-h'], ['help']])('%s gives the overview', async (...args) => {
    const { code, stdout, stderr } = await call(...args)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const command of ['seal', 'unseal', 'set', 'view', 'cert', 'keys', 'controller']) {
      expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'))
    }
  })

  test.each([
    ['seal', '--help'],
    ['seal', 'x', '-h'],
    ['help', 'seal'],
  ])('%s %s explains one command', async (...args) => {
    const { code, stdout } = await call(...args)
    expect(code).toBe(0)
    expect(stdout).toContain('Usage: waxseal seal ')
  })

  test.each([[[]], [['cert']]])('%j alone is not a command', async (args) => {
    const { code, stdout, stderr } = await call(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('Usage: waxseal')
  })
})

test.each([[['--version']], [['seal', '--version']], [['cert', 'fetch', 'x', '--version']]])(
  'version: %j',
  async (args) => {
    expect(await call(...args)).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^waxseal \d+\.\d+\.\d+/),
      stderr: '',
    })
  },
)

describe('mistakes in the command line', () => {
  test.each([
    [['sael'], 'did you mean seal?'],
    [['cert', 'fecth'], 'did you mean fetch?'],
    [['seal', '--cret', 'x'], 'did you mean --cert?'],
    [['seal', '--cret=x'], 'did you mean --cert?'],
    [['seal', '--in-place=x'], '--in-place takes no value'],
    [['seal', '--cert'], '--cert <FILE|URL> needs a value'],
    [['seal', '-i', '-w', 'x'], '--in-place cannot be used with --write'],
    [['seal', '-o', 'xml'], '--output must be yaml or json'],
    [['set', 'file'], 'missing arguments: waxseal set takes FILE KEY'],
    [['set', 'file', 'key', 'hunter2'], 'never taken from the command line'],
    [['seal', '-n', 'x', '--', '--cret=x'], '--cret=x: no such file'],
  ])('%j', async (args, expected) => {
    const { code, stdout, stderr } = await call(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(expected)
    expect(stderr).not.toContain('hunter2')
  })

  test.each([
    [['hunter2']],
    [['seal', '--x=hunter2']],
    [['seal', '--in-place=hunter2']],
    [['seal', '-ihunter2']],
    [['seal', '--scope', 'hunter2', '--cert', 'c']],
    [['seal', '--output=hunter2']],
    [['view', '--key']],
    [['keys', 'generate', 'a', '--bits', 'hunter2']],
    [['controller', '--log-level', 'hunter2']],
    [['set', 'a', 'b', 'hunter2', '-o', 'json']],
  ])('%j: repeats no value', async (args) => {
    const { code, stderr } = await call(...args)
    expect(code).toBe(2)
    expect(stderr).not.toContain('hunter2')
  })
})

test('nothing to read and a terminal: says what to do instead of waiting', async () => {
  const { io, stderr } = memoryIo({ args: ['view'], stdinIsTTY: true, stays: true })
  expect(await run(io)).toBe(2)
  expect(stderr()).toContain('no file was named')
})
