import { execFile } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What to start besides etcd and kube-apiserver. */
export interface RealClusterOptions {
  /** Brings garbage collection, namespace deletion and default service accounts. */
  readonly controllerManager?: boolean
  /** Manifest files to apply before the controller manager starts: give CRDs here. */
  readonly apply?: readonly string[]
}

/** A real kube-apiserver on this machine. */
export interface RealCluster {
  /** An administrator with a bearer token. */
  readonly kubeconfigPath: string
  /** Writes a kubeconfig for a service account, whose RBAC rules then count; gives its path. */
  serviceAccountKubeconfig(namespace: string, name: string): Promise<string>
  /** Ends the processes and deletes the data. */
  stop(): Promise<void>
}

/**
 * Starts etcd and kube-apiserver (and the controller manager when asked) in a throw-away folder.
 *
 * The scripts come from `PEERS_DIR` (by default `../shared/peers` beside the repository), the
 * programs from `PEERS_BIN`, else `KUBEBUILDER_ASSETS`, else the cache folder the scripts install to.
 */
export async function startRealCluster(options: RealClusterOptions = {}): Promise<RealCluster> {
  const directory = await mkdtemp(join(tmpdir(), 'waxseal-cluster-'))
  const args = ['start', directory]
  if (options.controllerManager === true) args.push('--with-controller-manager')
  for (const file of options.apply ?? []) args.push('--apply', resolve(file))
  const stop = async (): Promise<void> => {
    await clusterScript(['stop', directory, '--delete'])
  }
  try {
    await clusterScript(args)
  } catch (error) {
    await stop().catch(() => undefined)
    throw error
  }
  return {
    kubeconfigPath: join(directory, 'admin.kubeconfig'),
    serviceAccountKubeconfig: async (namespace, name) => {
      const text = await clusterScript(['sa-kubeconfig', directory, namespace, name])
      const path = join(directory, `${namespace}.${name}.kubeconfig`)
      await writeFile(path, text, { mode: 0o600 })
      return path
    },
    stop,
  }
}

/** Runs `cluster.sh` and gives its stdout; what it says on stderr becomes the error. */
async function clusterScript(args: readonly string[]): Promise<string> {
  const peers = process.env['PEERS_DIR'] ?? resolve(import.meta.dirname, '../../../shared/peers')
  const bin =
    process.env['PEERS_BIN'] ??
    process.env['KUBEBUILDER_ASSETS'] ??
    join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'waxseal-peers/bin')
  // A proxy for the Internet must not be asked for 127.0.0.1.
  const env = {
    ...process.env,
    PEERS_BIN: bin,
    PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
    NO_PROXY: '*',
    no_proxy: '*',
  }
  const { stdout } = await run(join(peers, 'kube/cluster.sh'), args, { env, timeout: 120_000 })
  return stdout
}
