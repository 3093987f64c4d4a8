import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '../../sandbox/index.ts'

/** What a run of kubectl came to. */
export interface KubectlResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Stock kubectl on a sandbox of its own. */
export interface Kubectl {
  /** Runs to the end, with `input` as standard input. */
  run(args: readonly string[], input?: string): Promise<KubectlResult>
  /** Runs and gives what it printed; an error when it failed. */
  ok(args: readonly string[], input?: string): Promise<string>
  /** Starts; gives the lines it prints, and ends it when the loop over them ends. */
  lines(args: readonly string[]): AsyncGenerator<string>
  stop(): Promise<void>
}

/** Starts a sandbox and gives a kubectl that knows nothing else. */
export async function startKubectl(): Promise<Kubectl> {
  const sandbox = await startSandbox()
  const folder = await mkdtemp(join(tmpdir(), 'waxseal-kubectl-'))
  const kubeconfig = join(folder, 'kubeconfig')
  await writeFile(kubeconfig, sandbox.kubeconfig, { mode: 0o600 })
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    KUBECONFIG: kubeconfig,
    KUBECACHEDIR: join(folder, 'cache'),
    NO_PROXY: '*',
  }
  const start = (args: readonly string[]) => spawn('kubectl', args, { env, stdio: 'pipe' })
  const run: Kubectl['run'] = (args, input = '') =>
    new Promise((resolve, reject) => {
      const child = start(args)
      let [stdout, stderr] = ['', '']
      child.stdout.on('data', (data: Buffer) => (stdout += data.toString()))
      child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
      child.once('error', reject)
      child.once('close', (code) => resolve({ code: code ?? -1, stdout, stderr }))
      child.stdin.end(input)
    })
  return {
    run,
    ok: async (args, input) => {
      const { code, stdout, stderr } = await run(args, input)
      if (code !== 0) throw new Error(`kubectl ${args.join(' ')} gave ${code}: ${stderr}`)
      return stdout
    },
    lines: async function* (args) {
      const child = start(args)
      try {
        let rest = ''
        for await (const data of child.stdout as AsyncIterable<Buffer>) {
          const complete = (rest + data.toString()).split('\n')
          rest = complete.pop() ?? ''
          yield* complete
        }
      } finally {
        child.kill()
      }
    },
    stop: async () => {
      await sandbox.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
