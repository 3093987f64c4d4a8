import { describe, expect, test } from 'vitest'

import { reportError } from '../../../cli/output/report-error.ts'
import { WaxsealError } from '../../../src/errors.ts'
import { memoryIo } from '../memory-io.ts'

const error = new WaxsealError('ERR_MANIFEST_EMPTY', 'the Secret is empty', { hint: 'fill it' })

test('says what is wrong and what to do, and returns the exit code', async () => {
  const { io, stderr, stdout } = memoryIo()
  expect(await reportError(error, io)).toBe(3)
  expect(stderr()).toBe('waxseal: error: the Secret is empty\nwaxseal: hint: fill it\n')
  expect(stdout()).toBe('')
})

test('an error without a hint points to its row in the table of errors', async () => {
  const { io, stderr } = memoryIo()
  await reportError(new WaxsealError('ERR_DOCUMENT_SYNTAX', 'a: line 1'), io)
  expect(stderr()).toContain('\nwaxseal: hint: see ERR_DOCUMENT_SYNTAX in docs/errors.md\n')
})

test.each([[['-o', 'json']], [['-ojson']], [['--output', 'json']], [['--output=json']]])(
  'says it as JSON with %j',
  async (args) => {
    const { io, stderr } = memoryIo({ args: ['seal', ...args] })
    await reportError(error, io)
    expect(JSON.parse(stderr())).toEqual({
      error: { code: 'ERR_MANIFEST_EMPTY', message: 'the Secret is empty', hint: 'fill it' },
    })
  },
)

test('a name out of a file moves no cursor and forges no line', async () => {
  const { io, stderr } = memoryIo()
  await reportError(
    new WaxsealError('ERR_USAGE', 'a\u001b[2J\nwaxseal: fine\u0085', { hint: 'b\u0007' }),
    io,
  )
  expect(stderr()).toBe(
    'waxseal: error: a\\u001b[2J\\u000awaxseal: fine\\u0085\nwaxseal: hint: b\\u0007\n',
  )
})

describe('a bug', () => {
  test.each([
    ['an error', new TypeError('hunter2')],
    ['a text', 'hunter2'],
  ])('%s ends with 70 and says nothing of what it says', async (_, bug) => {
    const { io, stderr } = memoryIo()
    expect(await reportError(bug, io)).toBe(70)
    expect(stderr()).not.toContain('hunter2')
  })

  test('says where', async () => {
    const { io, stderr } = memoryIo()
    await reportError(new TypeError('hunter2'), io)
    expect(stderr()).toMatch(/internal error \(TypeError at report-error\.test\.ts:\d+\)/)
  })
})
