import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, describe, expect, test } from 'vitest'

import { formatCounts, parseCounts } from '../../tools/test-counts.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
mkdirSync(join(root, '.cache'), { recursive: true })
const folder = mkdtempSync(join(root, '.cache', 'test-counts-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** What `npm test` ends with when this is the only test file. */
function closingLine(source: string): { line: string | undefined; status: number | null } {
  writeFileSync(join(folder, 'vitest.config.ts'), "export default { test: { name: 'unit' } }\n")
  writeFileSync(join(folder, 'one.test.ts'), `import { test, beforeAll } from 'vitest'\n${source}`)
  const { stdout, status } = spawnSync(
    process.execPath,
    ['tools/test.ts', '--root', folder, '--no-cache'],
    { cwd: root, encoding: 'utf8' },
  )
  return { line: stdout.trimEnd().split('\n').at(-1), status }
}

describe('the closing line of npm test', () => {
  const fine = "test('fine', () => {})\n"
  const bad = "test('bad', () => { throw new Error('no') })\n"
  test.each([
    { title: 'all pass', source: fine + fine, line: '2 passed, 0 failed', status: 0 },
    { title: 'one fails', source: fine + bad, line: '1 passed, 1 failed', status: 1 },
    { title: 'everything fails', source: bad, line: '0 passed, 1 failed', status: 1 },
    {
      title: 'one is skipped',
      source: `${fine}test('later', (context) => context.skip())\n`,
      line: '1 passed, 0 failed, 1 skipped',
      status: 0,
    },
    { title: 'no test at all', source: '', line: '0 passed, 1 failed', status: 1 },
    { title: 'broken source', source: 'const = 1\n', line: '0 passed, 1 failed', status: 1 },
    {
      title: 'a hook throws',
      source: `beforeAll(() => { throw new Error('no') })\n${fine}`,
      line: '0 passed, 1 failed, 1 skipped',
      status: 1,
    },
    {
      title: 'a rejection nobody handles',
      source: `test('loose', () => { void Promise.reject(new Error('no')) })\n`,
      line: '1 passed, 1 failed',
      status: 1,
    },
  ])('$title', ({ source, line, status }) => {
    expect(closingLine(source)).toEqual({ line, status })
  })

  test('the runner does not start', () => {
    const { stdout, status } = spawnSync(
      process.execPath,
      ['tools/test.ts', '--config', join(folder, 'missing.ts')],
      { cwd: root, encoding: 'utf8' },
    )
    expect({ line: stdout.trimEnd().split('\n').at(-1), status }).toEqual({
      line: '0 passed, 1 failed',
      status: 1,
    })
  })
})

test.each([
  { passed: 3, failed: 0, skipped: 0 },
  { passed: 0, failed: 2, skipped: 1 },
])('%o is read back from its line', (counts) => {
  expect(parseCounts(formatCounts(counts))).toEqual(counts)
})

test.each(['', '3 passed', ' 3 passed, 0 failed', '3 passed, 0 failed!'])(
  '%o is no closing line',
  (line) => {
    expect(parseCounts(line)).toBeUndefined()
  },
)
