import { resolve } from 'node:path'
import type { ExitCode } from '../src/errors.ts'
import { writeFileAtomic } from '../toolkit/files/index.ts'
import { startSandbox } from './start-sandbox.ts'

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

/** Where the kubeconfig goes when nothing is said. */
const DEFAULT_KUBECONFIG = 'sandbox.kubeconfig'

/**
 * The program behind `waxseal sandbox`: runs until `signal` aborts, then resolves with 0.
 *
 * @throws WaxsealError ERR_USAGE when the port cannot be used, ERR_FILE_UNWRITABLE for the kubeconfig
 */
export async function runSandbox(options: RunSandboxOptions, deps: SandboxDeps): Promise<ExitCode> {
  const file = options.kubeconfig ?? DEFAULT_KUBECONFIG
  const sandbox = await startSandbox({
    port: options.port ?? 0,
    clock: deps.clock,
    onBug: (error) => deps.stderr.write(`waxseal: error: ${describeBug(error)}\n`),
  })
  try {
    await writeFileAtomic(resolve(deps.cwd, file), sandbox.kubeconfig, { mode: 0o600 })
    deps.stderr.write(NOTICE)
    deps.stdout.write(nextSteps(sandbox.url, file))
    if (!deps.signal.aborted) {
      await new Promise((done) => deps.signal.addEventListener('abort', done, { once: true }))
    }
  } finally {
    await sandbox.close()
  }
  return 0
}

const NOTICE = `waxseal: this sandbox is for trying and testing only: one user, no access rules, nothing runs in it,
waxseal: and everything in it is gone when it ends (docs/sandbox.md says what it does)
`

function nextSteps(url: string, file: string): string {
  const quoted = /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`
  return `Kubernetes API at ${url}
kubeconfig written to ${file}

Try in another terminal:
  export KUBECONFIG=${quoted}
  kubectl get namespaces
  waxseal install --apply
  waxseal controller --namespace kube-system --listen-addr 127.0.0.1:8080 --listen-metrics-addr 127.0.0.1:8081

Ctrl-C ends it.
`
}

/** Where it happened, not what was said: a message might quote what a client sent. */
function describeBug(error: unknown): string {
  if (!(error instanceof Error)) return 'internal error of the sandbox'
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return [`internal error of the sandbox (${error.name})`, ...frames].join('\n')
}
