import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

import { expect, test } from 'vitest'

import { parseCounts } from '../../tools/test-counts.ts'

const root = resolve(import.meta.dirname, '../..')

test('CI that misses something ends at once: what, how it failed, and the counts on the last line', () => {
  const { status, stdout } = spawnSync('bash', ['.ci/run'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, SHARED: '/no/such/folder' },
  })
  const lines = stdout.trimEnd().split('\n')
  expect(status).toBe(1)
  expect(lines[0]).toMatch(/^The programs that CI itself needs are there … NO, \d+ s, exit code 1$/)
  expect(lines).toContain('no folder with peers/kube/install.sh: set SHARED')
  expect(parseCounts(lines.at(-1) ?? '')).toEqual({ passed: 0, failed: 1, skipped: 0 })
})
