import { describe, expect, test } from 'vitest'

import { promptHidden } from '../../../cli/input/prompt-hidden.ts'
import { Interrupted } from '../../../cli/interrupted.ts'
import { memoryIo } from '../memory-io.ts'

const typed = async (...stdin: (string | Uint8Array)[]): Promise<string | undefined> => {
  const { io } = memoryIo({ stdin, stdinIsTTY: true, stays: true })
  return (await promptHidden(io, 'value')).toText()
}

describe('takes what was typed up to Enter', () => {
  const cases: [string, string[], string][] = [
    ['in one piece', ['secret\r'], 'secret'],
    ['key by key', ['s', 'e', '\n'], 'se'],
    ['ended by Ctrl-D', ['secret\u0004'], 'secret'],
    ['spaces and tabs', [' a\tb \r'], ' a\tb '],
    ['what follows Enter is not part of it', ['one\rtwo\r'], 'one'],
    ['backspace', ['sex\u007f\u0008cret\r'], 'scret'],
    ['backspace takes a whole character', ['a\u00e4\u{1f511}\u007f\u007fb\r'], 'ab'],
    ['Ctrl-U starts again', ['wrong\u0015right\r'], 'right'],
    ['arrow keys are ignored', ['a\u001b[D\u001bOAb\u001b[3~c\r'], 'abc'],
    ['longer than the first buffer', [`${'x'.repeat(1000)}\r`], 'x'.repeat(1000)],
  ]
  test.each(cases)('%s', async (_, keys, value) => {
    expect(await typed(...keys)).toBe(value)
  })
})

test('shows the label and nothing of the value, and puts the terminal back', async () => {
  const { io, stderr, stdout, rawModes } = memoryIo({ stdin: ['hunter2\r'], stdinIsTTY: true })
  await promptHidden(io, 'value of A')
  expect(stderr()).toBe('value of A: \n')
  expect(stdout()).toBe('')
  expect(rawModes).toEqual([true, false])
})

describe('puts the terminal back when', () => {
  test('nothing was typed', async () => {
    const { io, rawModes } = memoryIo({ stdin: ['\r'], stdinIsTTY: true })
    await expect(promptHidden(io, 'value')).rejects.toMatchObject({ code: 'ERR_USAGE' })
    expect(rawModes).toEqual([true, false])
  })

  test('Ctrl-C was typed', async () => {
    const { io, rawModes } = memoryIo({ stdin: ['hun\u0003'], stdinIsTTY: true, stays: true })
    await expect(promptHidden(io, 'value')).rejects.toBeInstanceOf(Interrupted)
    expect(rawModes).toEqual([true, false])
  })

  test('a signal arrives while it waits', async () => {
    const { io, rawModes, interrupt } = memoryIo({ stdin: ['hun'], stdinIsTTY: true, stays: true })
    const prompt = promptHidden(io, 'value')
    interrupt(new Interrupted('SIGTERM'))
    await expect(prompt).rejects.toMatchObject({ signal: 'SIGTERM' })
    expect(rawModes).toEqual([true, false])
  })

  test('more is pasted than a value can be', async () => {
    const { io, rawModes } = memoryIo({ stdin: ['x'.repeat(70_000)], stdinIsTTY: true })
    await expect(promptHidden(io, 'value')).rejects.toMatchObject({ code: 'ERR_INPUT_TOO_LARGE' })
    expect(rawModes).toEqual([true, false])
  })
})
