import { lstat, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** The name of the configuration file. */
export const CONFIG_NAME = '.waxseal.yaml'

/** Folders above the target; no repository is deeper. */
const MAX_LEVELS = 100

/**
 * The nearest `.waxseal.yaml` from the folder of `from` upwards, to the top of the Git repository or
 * of the file system. A folder that everybody may write to, such as `/tmp`, ends the search as well:
 * a configuration of somebody else's must not choose the certificate.
 *
 * @param from - path of a file or folder; need not exist
 * @returns an absolute path, or `undefined`
 */
export async function findConfig(from: string): Promise<string | undefined> {
  const target = resolve(from)
  const targetStats = await stat(target).catch(() => undefined)
  let folder = targetStats?.isDirectory() === true ? target : dirname(target)
  for (let level = 0; level < MAX_LEVELS; level++) {
    const path = join(folder, CONFIG_NAME)
    if (await exists(path)) return path
    const parent = dirname(folder)
    if (parent === folder || (await exists(join(folder, '.git'))) || (await isShared(parent))) {
      return undefined
    }
    folder = parent
  }
  return undefined
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined
}

/** Whether a folder is writable by everybody and sticky, as folders for temporary files are. */
async function isShared(folder: string): Promise<boolean> {
  const stats = await stat(folder).catch(() => undefined)
  return stats !== undefined && (stats.mode & 0o1002) === 0o1002
}
