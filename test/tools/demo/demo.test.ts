import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

test('the demo plays its story on a sandbox, in plain text where no terminal is', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/demo/main.ts'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).not.toContain('\u001b')
  expect(stdout.match(/byte for byte/g)).toHaveLength(2)
  expect(stdout).toContain('=> refused: no sealing key could unseal: ')
})
