import type { ExitCode } from '../../src/errors.ts'
import type { Options } from '../command/options.ts'
import { readWholeNumber } from '../command/read-number.ts'
import type { Io } from '../io.ts'

/** `waxseal sandbox` */
export async function run(options: Options, io: Io): Promise<ExitCode> {
  const port = readWholeNumber(options, 'port', { least: 0, most: 65_535 })
  const kubeconfig = options.text('kubeconfig')
  const { runSandbox } = await import('../../sandbox/main.ts')
  const { stdout, stderr, cwd, now } = io
  return runSandbox(
    { ...(port !== undefined && { port }), ...(kubeconfig !== undefined && { kubeconfig }) },
    { stdout, stderr, cwd, clock: now, signal: io.interruption() },
  )
}
