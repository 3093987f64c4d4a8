import { spawnSync } from 'node:child_process'

/**
 * Runs a program to its end and gives what it printed.
 *
 * @throws Error when it fails: a contestant that does not do the work has no time
 */
export function runOnce([name, ...args]: readonly [string, ...string[]], cwd?: string): string {
  const { status, stdout, stderr } = spawnSync(name, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${name} ${args.join(' ')} ended with ${status}:\n${stderr}`)
  return stdout
}
