import type { ExitCode } from '../../src/errors.ts'
import type { Options } from '../command/options.ts'
import { readWholeNumber } from '../command/read-number.ts'
import type { Io } from '../io.ts'
import { logOutput } from '../output/log-output.ts'

/** `waxseal sandbox` */
export async function run(options: Options, io: Io): Promise<ExitCode> {
  const port = readWholeNumber(options, 'port', { least: 0, most: 65_535 })
  const kubeconfig = options.text('kubeconfig')
  const { runSandbox } = await import('../../sandbox/main.ts')
  return runSandbox(
    { ...(port !== undefined && { port }), ...(kubeconfig !== undefined && { kubeconfig }) },
    {
      stdout: logOutput(io.stdout),
      stderr: logOutput(io.stderr),
      cwd: io.cwd,
      clock: io.now,
      signal: io.interruption(),
    },
  )
}
