import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** The path of a program in `PEERS_BIN`, the folder where peers are built, or on the `PATH`. */
export function findProgram(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const cache = env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  const folders = [
    env['PEERS_BIN'] ?? join(cache, 'waxseal-peers/bin'),
    ...(env['PATH'] ?? '').split(delimiter),
  ]
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
