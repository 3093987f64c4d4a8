import type { JsonObject } from '../objects/json.ts'

/** The Kubernetes version whose behaviour the sandbox is compared with. */
const LIKE_VERSION = { major: '1', minor: '35' } as const

/** The answer to `/version`. */
export function versionInfo(): JsonObject {
  const { major, minor } = LIKE_VERSION
  return {
    major,
    minor,
    gitVersion: `v${major}.${minor}.0+waxseal-sandbox`,
    gitCommit: '',
    gitTreeState: '',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: '',
    compiler: '',
    platform: '',
  }
}
