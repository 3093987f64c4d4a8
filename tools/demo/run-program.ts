import { spawn } from 'node:child_process'

/** How to run a program to its end. */
export interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Goes to standard input; nothing else does. */
  readonly input?: string
}

/** How a program ended. */
export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end and gives what it wrote, whatever its exit code. */
export function runProgram(
  [name, ...args]: readonly [string, ...string[]],
  { cwd, env, input = '' }: RunOptions,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, { cwd, env: { ...process.env, ...env } })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (status) => {
      resolve({ status, stdout, stderr })
    })
    // A program that ends without reading its input is no failure of the demo.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
