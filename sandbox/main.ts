import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { WaxsealError } from '../src/index.ts'
import type { ExitCode } from '../src/index.ts'
import { readFileBounded, writeFileAtomic } from '../toolkit/files/index.ts'
import { isSandboxKubeconfig } from './kubeconfig.ts'
import { SERVICE_ENDPOINT_ANNOTATION } from './service-endpoint.ts'
import { startSandbox } from './start-sandbox.ts'

/** What `waxseal sandbox` understands. */
export interface RunSandboxOptions {
  /** `--port`; a free one when absent. */
  readonly port?: number
  /**
   * `--kubeconfig`: where to write the kubeconfig (0600, replaced atomically); relative to `cwd`.
   * Without it, a temporary folder that goes when the sandbox ends.
   */
  readonly kubeconfig?: string
}

/** What the program needs from its surroundings. */
export interface SandboxDeps {
  /** May give a promise, which is waited for. */
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
  readonly cwd: string
  readonly clock: () => Date
  /** Ends the sandbox. */
  readonly signal: AbortSignal
}

/** The longest file that is looked at before it is replaced; a kubeconfig of a sandbox has 2 KiB. */
const MAX_KUBECONFIG_BYTES = 1024 * 1024

/**
 * The program behind `waxseal sandbox`: runs until `signal` aborts, then resolves with 0.
 *
 * @throws WaxsealError ERR_USAGE when the port cannot be used, ERR_REFUSED when the kubeconfig would
 *   replace something else, ERR_FILE_UNWRITABLE
 */
export async function runSandbox(options: RunSandboxOptions, deps: SandboxDeps): Promise<ExitCode> {
  const given = options.kubeconfig === undefined ? undefined : resolve(deps.cwd, options.kubeconfig)
  if (given !== undefined) await refuseToReplace(given, options.kubeconfig ?? given)
  const sandbox = await startSandbox({
    port: options.port ?? 0,
    clock: deps.clock,
    onBug: (error) => void tell(deps.stderr, `waxseal: error: ${describeBug(error)}\n`),
  })
  const folder = given === undefined ? await mkdtemp(join(tmpdir(), 'waxseal-sandbox-')) : undefined
  const path = given ?? join(folder ?? '', 'kubeconfig')
  try {
    await writeFileAtomic(path, sandbox.kubeconfig, { mode: 0o600 })
    await deps.stderr.write(NOTICE)
    await deps.stdout.write(nextSteps(sandbox.url, options.kubeconfig ?? path))
    if (!deps.signal.aborted) {
      await new Promise((done) => deps.signal.addEventListener('abort', done, { once: true }))
    }
  } finally {
    await sandbox.close()
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }
  return 0
}

/** A kubeconfig that took years to collect is not overwritten by a slip of the hand. */
async function refuseToReplace(path: string, name: string): Promise<void> {
  let current: Uint8Array
  try {
    current = await readFileBounded(path, MAX_KUBECONFIG_BYTES)
  } catch (error) {
    if (error instanceof WaxsealError && error.code === 'ERR_FILE_NOT_FOUND') return
    throw error
  }
  if (!isSandboxKubeconfig(new TextDecoder().decode(current))) {
    const message = `${name} exists and is not the kubeconfig of a sandbox`
    throw new WaxsealError('ERR_REFUSED', message, { hint: 'name a new file with --kubeconfig' })
  }
  await chmod(path, 0o600)
}

const NOTICE = `waxseal: this sandbox is for trying and testing only: one user, no access rules, nothing runs in it,
waxseal: and everything in it is gone when it ends (docs/sandbox.md says what it does)
`

function nextSteps(url: string, file: string): string {
  const kubeconfig = /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`
  const service = 'service/sealed-secrets-controller'
  return `Kubernetes API at ${url}
kubeconfig written to ${file}

What to type next, in another terminal:
  export KUBECONFIG=${kubeconfig}
  kubectl get namespaces
  waxseal install --apply
  kubectl -n kube-system annotate ${service} ${SERVICE_ENDPOINT_ANNOTATION}=127.0.0.1:8080
  waxseal controller --kubeconfig ${kubeconfig} --namespace kube-system \\
    --listen-addr 127.0.0.1:8080 --listen-metrics-addr 127.0.0.1:8081

Ctrl-C ends the sandbox.
`
}

/** Where it happened, not what was said: a message might quote what a client sent. */
function describeBug(error: unknown): string {
  if (!(error instanceof Error)) return 'internal error of the sandbox'
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return [`internal error of the sandbox (${error.name})`, ...frames].join('\n')
}

async function tell(stream: SandboxDeps['stderr'], text: string): Promise<void> {
  try {
    await stream.write(text)
  } catch {
    // Nobody listens any more.
  }
}
