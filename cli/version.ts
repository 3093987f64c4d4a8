import { readAsset } from '../toolkit/assets/index.ts'

/** What was built, when and from what; a source checkout knows its version only. */
export interface BuildInfo {
  readonly version: string
  readonly commit?: string
  /** RFC 3339. */
  readonly builtAt?: string
}

/** Reads the package.json beside the code: the one place where a build writes down what it is. */
export function buildInfo(): BuildInfo {
  const manifest = JSON.parse(readAsset('package.json')) as { version: string; build?: BuildInfo }
  return { ...manifest.build, version: manifest.version }
}

/** The line that `--version` prints. */
export function versionLine(info: BuildInfo): string {
  const details = [info.commit, info.builtAt].filter((detail) => detail !== undefined)
  return `waxseal ${info.version}${details.length === 0 ? '' : ` (${details.join(', ')})`}\n`
}
