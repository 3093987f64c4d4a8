import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** What a program of `node_modules` said and how it ended. */
export interface CommandResult {
  readonly ok: boolean
  readonly output: string
}

/** Runs a development dependency's command in `cwd`, with the modules of the repository at `root`. */
export async function runCommand(
  root: string,
  command: readonly [string, ...string[]],
  cwd: string = root,
): Promise<CommandResult> {
  const [name, ...args] = command
  const bin = join(root, 'node_modules', '.bin')
  const path = `${bin}:${process.env['PATH'] ?? ''}`
  return new Promise((resolve) => {
    const child = spawn(join(bin, name), args, {
      cwd,
      env: { ...process.env, PATH: path, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.on('error', (error) => {
      resolve({ ok: false, output: error.message })
    })
    child.on('close', (code) => {
      resolve({ ok: code === 0, output })
    })
  })
}
