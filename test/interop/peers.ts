import { type ChildProcess, spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

import { freePorts } from './free-ports.ts'

/** Where the real programs are: `PEERS_BIN`, else `KUBEBUILDER_ASSETS`, else the cache they are built into. */
const BIN =
  process.env['PEERS_BIN'] ??
  process.env['KUBEBUILDER_ASSETS'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'waxseal-peers/bin')

/** Where their scripts are. */
const SCRIPTS = process.env['PEERS_DIR'] ?? resolve(import.meta.dirname, '../../../shared/peers')

const CLI = resolve(import.meta.dirname, '../../cli/waxseal.cjs')

/** Output of a program that ended well. */
export interface Output {
  readonly stdout: Buffer
  readonly stderr: string
}

/** Runs the real kubeseal, which must not know any cluster. */
export function kubeseal(args: readonly string[], stdin: string | Buffer = ''): Promise<Output> {
  return runProgram(join(BIN, 'kubeseal'), args, stdin)
}

/** Runs our command-line tool as a user does. */
export function waxseal(args: readonly string[], stdin: string | Buffer = ''): Promise<Output> {
  return runProgram(process.execPath, [CLI, ...args], stdin)
}

/** Runs kubectl as the administrator of a cluster. */
export async function kubectl(
  kubeconfig: string,
  args: readonly string[],
  stdin = '',
): Promise<string> {
  const { stdout } = await runProgram('kubectl', ['--kubeconfig', kubeconfig, ...args], stdin)
  return stdout.toString()
}

async function runProgram(
  program: string,
  args: readonly string[],
  stdin: string | Buffer,
): Promise<Output> {
  const env = { ...process.env, KUBECONFIG: '/dev/null', NO_PROXY: '*', no_proxy: '*' }
  const child = spawn(program, args, { env, stdio: 'pipe' })
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  // A program that ends early closes its stdin; its exit code tells the story.
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  const code = await ended(child)
  const output = { stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }
  if (code === 0) return output
  throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${output.stderr}`)
}

/** A controller that runs as a process of its own, as in a pod. */
export interface ControllerProcess {
  /** Where it serves its certificate. */
  readonly url: string
  log(): string
  /** Sends SIGTERM; gives the exit code. */
  stop(): Promise<number | null>
}

/** Starts the real controller with its keys in `namespace`, and waits until it is ready. */
export async function startRealController(
  kubeconfig: string,
  namespace: string,
): Promise<ControllerProcess> {
  const args = ['--key-size=2048', '--key-renew-period=0', '--kubeclient-qps=-1']
  return startInCluster(kubeconfig, namespace, [join(BIN, 'sealed-secrets-controller'), ...args])
}

/** Starts our controller in the same way, from the command line. */
export async function startOurController(
  kubeconfig: string,
  namespace: string,
): Promise<ControllerProcess> {
  const args = ['controller', '--key-size', '2048']
  return startInCluster(kubeconfig, namespace, [process.execPath, CLI, ...args])
}

/** Gives a program what it would find in a pod: the service account, the namespace, the API server. */
async function startInCluster(
  kubeconfig: string,
  namespace: string,
  command: readonly string[],
): Promise<ControllerProcess> {
  const [port = 0, metrics = 0] = await freePorts(2)
  const listen = [`--listen-addr=127.0.0.1:${port}`, `--listen-metrics-addr=127.0.0.1:${metrics}`]
  const script = join(SCRIPTS, 'kube/incluster.sh')
  const child = spawn(script, [kubeconfig, namespace, ...command, ...listen], {
    env: { ...process.env, NO_PROXY: '*', no_proxy: '*' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  child.stdout.on('data', (chunk: Buffer) => lines.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => lines.push(chunk.toString()))
  const url = `http://127.0.0.1:${port}`
  const log = (): string => lines.join('')
  for (let attempt = 0; ; attempt++) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined)
    if (response?.ok === true) break
    if (child.exitCode !== null || attempt > 300) throw new Error(`no controller: ${log()}`)
    await new Promise((wait) => setTimeout(wait, 100))
  }
  return {
    url,
    log,
    async stop() {
      child.kill('SIGTERM')
      return ended(child)
    },
  }
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  return new Promise((done, fail) => {
    child.once('close', done)
    child.once('error', fail)
  })
}
