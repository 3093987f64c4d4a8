import { mkdirSync } from 'node:fs'

import type { Narrator } from './narrator.ts'
import { runProgram } from './run-program.ts'

/** Nothing of the user's own Git configuration, hooks or signing keys takes part. */
const ENV = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Demo',
  GIT_AUTHOR_EMAIL: 'demo@example.com',
  GIT_COMMITTER_NAME: 'Demo',
  GIT_COMMITTER_EMAIL: 'demo@example.com',
}

/** A Git repository that is thrown away after the demo. */
export interface ThrowAwayRepository {
  readonly folder: string
  /** Adds and commits one file; shows what Git said. */
  commit(file: string, message: string): Promise<void>
  /** Shows the changes of one file that are not committed yet. */
  diff(file: string): Promise<string>
}

/**
 * Makes an empty repository in `folder`.
 *
 * @throws Error when Git is missing or fails
 */
export async function createRepository(
  folder: string,
  narrator: Narrator,
): Promise<ThrowAwayRepository> {
  const git = async (...args: string[]): Promise<string> => {
    const { status, stdout, stderr } = await runProgram(['git', ...args], { cwd: folder, env: ENV })
    if (status !== 0) throw new Error(`git ${args.join(' ')} failed:\n${stderr}`)
    return stdout
  }
  mkdirSync(folder)
  await git('init', '-q', '-b', 'main')
  return {
    folder,
    async commit(file, message) {
      narrator.command(`git add ${file} && git commit -m '${message}'`)
      await git('add', file)
      narrator.output(await git('commit', '-m', message))
    },
    async diff(file) {
      narrator.command(`git diff --unified=0 ${file}`)
      return git('diff', '--unified=0', '--no-color', '--no-ext-diff', file)
    },
  }
}
