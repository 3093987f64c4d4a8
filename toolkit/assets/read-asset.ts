import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** How many folders lie between any source or bundled file and the root of the package; sources: two. */
const MAX_DEPTH = 4

/**
 * The text of a file that ships beside the code, such as `deploy/crd.yaml`.
 *
 * The path is relative to the root of the package, which is the nearest folder upwards that has a
 * `package.json`: the repository when run from sources, the published package when run from the bundle.
 *
 * @throws Error when the package was taken apart and the file is missing
 */
export function readAsset(path: string): string {
  return readFileSync(join(packageRoot(), path), 'utf8')
}

function packageRoot(): string {
  let folder = import.meta.dirname
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    if (existsSync(join(folder, 'package.json'))) return folder
    folder = dirname(folder)
  }
  throw new Error('no package.json above the code: the package is incomplete')
}
