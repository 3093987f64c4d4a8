import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

/** A folder of its own for every test of a file; call it at the top of the file. */
export function temporaryFolder(): () => string {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waxseal-test-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true })
  })
  return () => folder
}
