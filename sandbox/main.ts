import type { ExitCode } from '../src/errors.ts'

/** What `waxseal sandbox` understands. */
export interface RunSandboxOptions {
  /** `--port`; a free one when absent. */
  readonly port?: number
  /** `--kubeconfig`: where to write the kubeconfig (0600, replaced atomically); relative to `cwd`. */
  readonly kubeconfig?: string
}

/** What the program needs from its surroundings. */
export interface SandboxDeps {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
  readonly cwd: string
  readonly clock: () => Date
  /** Ends the sandbox. */
  readonly signal: AbortSignal
}

/**
 * The program behind `waxseal sandbox`: runs until `signal` aborts, then resolves with 0.
 *
 * @throws WaxsealError `ERR_USAGE` when the port cannot be used, `ERR_FILE_UNWRITABLE` for the kubeconfig
 */
export function runSandbox(_options: RunSandboxOptions, _deps: SandboxDeps): Promise<ExitCode> {
  return Promise.reject(new Error('not built yet'))
}
