import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a program of `node_modules` said and how it ended. */
export interface CommandResult {
  readonly ok: boolean
  readonly output: string
}

const BIN = fileURLToPath(new URL('../node_modules/.bin', import.meta.url))

/** Runs a command of this repository's `node_modules` in `cwd`. */
export async function runCommand(
  [name, ...args]: readonly [string, ...string[]],
  cwd: string,
): Promise<CommandResult> {
  const path = [BIN, process.env['PATH'] ?? ''].join(delimiter)
  return new Promise((resolve) => {
    const child = spawn(join(BIN, name), args, {
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
