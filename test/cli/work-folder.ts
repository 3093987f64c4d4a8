import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { run } from '../../cli/run.ts'
import { memoryIo, type MemoryIoOptions } from './memory-io.ts'

/** What came of one command. */
export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A folder of its own for the commands of one test. */
export interface WorkFolder {
  readonly path: string
  readonly run: (args: readonly string[], options?: MemoryIoOptions) => Promise<Outcome>
  readonly read: (file: string) => Promise<string>
  readonly write: (file: string, content: string) => Promise<void>
  /** Names of all files in it. */
  readonly list: () => Promise<string[]>
  readonly remove: () => Promise<void>
}

/** Makes a folder with these files in it. */
export async function workFolder(files: Readonly<Record<string, string>>): Promise<WorkFolder> {
  const path = await mkdtemp(join(tmpdir(), 'waxseal-cli-'))
  const write = (file: string, content: string): Promise<void> =>
    writeFile(join(path, file), content)
  for (const [file, content] of Object.entries(files)) await write(file, content)
  return {
    path,
    run: async (args, options = {}) => {
      const { io, stdout, stderr } = memoryIo({ ...options, args, cwd: path })
      return { code: await run(io), stdout: stdout(), stderr: stderr() }
    },
    read: (file) => readFile(join(path, file), 'utf8'),
    write,
    list: async () => (await readdir(path)).toSorted(),
    remove: () => rm(path, { recursive: true }),
  }
}
