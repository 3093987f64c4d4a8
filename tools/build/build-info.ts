import { execFileSync } from 'node:child_process'

/** What a build is made from and when; `cli/version.ts` reads it back from the package. */
export interface BuildInfo {
  /** The commit, with `-dirty` when tracked files differ from it; absent outside of Git. */
  readonly commit?: string
  /** RFC 3339, seconds. */
  readonly builtAt: string
}

/** Asks Git and the clock; `SOURCE_DATE_EPOCH` (seconds) stands in for the clock when it is set. */
export function readBuildInfo(root: string, env: NodeJS.ProcessEnv): BuildInfo {
  const epoch = env['SOURCE_DATE_EPOCH']
  const date = epoch === undefined ? new Date() : new Date(Number(epoch) * 1000)
  const builtAt = date.toISOString().replace(/\.\d+Z$/, 'Z')
  const commit = describeCommit(root)
  return commit === undefined ? { builtAt } : { commit, builtAt }
}

function describeCommit(root: string): string | undefined {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty', '--abbrev=12', '--exclude=*'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return undefined
  }
}
