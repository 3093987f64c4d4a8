import { expect, test } from 'vitest'

import { logOutput } from '../../../cli/output/log-output.ts'

test('passes lines on, and outlives one that cannot be written', async () => {
  const lines: string[] = []
  const output = logOutput({
    isTTY: false,
    write: (data) => {
      lines.push(String(data))
      return Promise.reject(new Error('disk full'))
    },
  })
  output.write('one\n')
  output.write('two\n')
  // An unhandled rejection would fail this test run.
  await new Promise((resolve) => setImmediate(resolve))
  expect(lines).toEqual(['one\n', 'two\n'])
})
