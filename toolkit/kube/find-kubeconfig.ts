import { access } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import { delimiter, dirname, join, resolve } from 'node:path'
import { WaxsealError } from '../../src/errors.ts'
import { parseYaml } from '../documents/index.ts'
import { readFileBounded } from '../files/index.ts'
import { invalid, mergeKubeconfigs, parseKubeconfig, selectContext, text } from './kubeconfig.ts'
import type { Kubeconfig, SelectedContext } from './kubeconfig.ts'
import type { KubeconfigSource } from './load-kubeconfig.ts'

const LIMIT_BYTES = 8 * 1024 * 1024
const NAMESPACE_LIMIT_BYTES = 1024
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount'

/**
 * The context to use, from files or from the pod this runs in.
 *
 * @throws ERR_KUBECONFIG_INVALID when there is none or it cannot be used
 */
export async function findKubeconfig(source: KubeconfigSource): Promise<SelectedContext> {
  if (source.inCluster !== true) {
    const files = await readKubeconfigs(source)
    if (files.length > 0) return selectContext(mergeKubeconfigs(files), source.context)
    const isPod = text(source.env['KUBERNETES_SERVICE_HOST']) !== undefined
    if (source.inCluster === false || !isPod || source.context !== undefined) {
      throw invalid(
        'there is no kubeconfig',
        'give one by --kubeconfig or KUBECONFIG, or put it at ~/.kube/config',
      )
    }
  }
  return serviceAccount(source)
}

/** Only a file that was named alone must exist: kubectl passes over missing ones in `KUBECONFIG`. */
async function readKubeconfigs(source: KubeconfigSource): Promise<Kubeconfig[]> {
  if (source.path !== undefined) return [await readKubeconfig(source.path)]
  const list = text(source.env['KUBECONFIG'])
  const home = text(source.env['HOME']) ?? text(source.env['USERPROFILE'])
  const paths =
    list?.split(delimiter).filter((path) => path !== '') ??
    (home === undefined ? [] : [join(home, '.kube', 'config')])
  const files: Kubeconfig[] = []
  for (const path of new Set(paths)) if (await exists(path)) files.push(await readKubeconfig(path))
  return files
}

async function readKubeconfig(path: string): Promise<Kubeconfig> {
  try {
    const bytes = await readFileBounded(path, LIMIT_BYTES)
    const { documents } = parseYaml(new TextDecoder().decode(bytes), { name: path })
    const first = documents.find((document) => !document.isEmpty)
    return parseKubeconfig(first?.value ?? {}, path, dirname(resolve(path)))
  } catch (error) {
    if (!(error instanceof WaxsealError) || error.code === 'ERR_KUBECONFIG_INVALID') throw error
    throw invalid(`the kubeconfig cannot be read: ${error.message}`, error.hint)
  }
}

/** What Kubernetes puts into each pod. */
async function serviceAccount(source: KubeconfigSource): Promise<SelectedContext> {
  const folder = source.serviceAccountFolder ?? SERVICE_ACCOUNT
  const host = text(source.env['KUBERNETES_SERVICE_HOST'])
  const port = text(source.env['KUBERNETES_SERVICE_PORT']) ?? '443'
  const tokenFile = join(folder, 'token')
  if (host === undefined || !(await exists(tokenFile))) {
    throw invalid(
      'this is not a pod with a service account',
      'give a kubeconfig by --kubeconfig, or set automountServiceAccountToken',
    )
  }
  return {
    name: undefined,
    server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
    namespace: await readNamespace(join(folder, 'namespace')),
    cluster: { 'certificate-authority': join(folder, 'ca.crt') },
    user: { tokenFile },
  }
}

async function readNamespace(path: string): Promise<string | undefined> {
  if (!(await exists(path))) return undefined
  const bytes = await readFileBounded(path, NAMESPACE_LIMIT_BYTES)
  return text(new TextDecoder().decode(bytes).trim())
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
