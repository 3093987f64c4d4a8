import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'

import { readBuildInfo } from '../../../tools/build/build-info.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

test('a build from Git names its commit', () => {
  expect(readBuildInfo(root, {}).commit).toMatch(/^[0-9a-f]{12}(-dirty)?$/)
})

test('a build outside of Git has no commit', () => {
  expect(readBuildInfo(tmpdir(), {})).not.toHaveProperty('commit')
})

test('the time can be given, so that a build can be repeated', () => {
  expect(readBuildInfo(root, { SOURCE_DATE_EPOCH: '1' }).builtAt).toBe('1970-01-01T00:00:01Z')
})
