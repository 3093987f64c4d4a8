// npm test: runs vitest and ends with one line alone, `N passed, N failed`, whatever happens.
// Arguments are passed on: `npm test -- test/src`, `npm test -- --project cluster`.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { formatCounts, type TestCounts } from './test-counts.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const args = process.argv.slice(2)
const projects = args.some((arg) => arg.startsWith('--project')) ? [] : ['--project', 'unit']
const reporters = ['--reporter', 'default', '--reporter', `${root}tools/test-counts.ts`]

const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' }

const vitest = spawn(
  process.execPath,
  [`${root}node_modules/vitest/vitest.mjs`, 'run', ...projects, ...reporters, ...args],
  { cwd: root, env: { ...process.env, ...plain }, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
)

let counts: TestCounts | undefined
vitest.on('message', (message) => {
  counts = message as TestCounts
})
vitest.on('close', (code) => {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 }
  // A run that found no test, or that ended badly without a failed test, has failed as a whole.
  const sound = code === 0 && passed > 0
  const line = formatCounts({ passed, failed: sound ? failed : Math.max(failed, 1), skipped })
  process.stdout.write(`\n${line}\n`)
  process.exitCode = sound && failed === 0 ? 0 : code || 1
})
