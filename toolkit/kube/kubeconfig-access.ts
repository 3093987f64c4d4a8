import type { RequestOptions } from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node'
import type { KubeAccess, KubeCredentials, KubeTls } from './kube-access.ts'
import { WaxsealError } from '../../src/errors.ts'
import { isFields, text } from './kubeconfig.ts'
import type { Fields, SelectedContext } from './kubeconfig.ts'

/** How long credentials are used without asking again; token files are read anew after a minute. */
const FRESH_MS = 10_000
/** When many calls are refused at once, the credentials are renewed once for all of them. */
const RENEW_PAUSE_MS = 5_000

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Access by the credentials of a context: token, token file, client certificate, user and password,
 * credential plugin, OIDC, impersonation and proxy, all by `@kubernetes/client-node`. This is the
 * only file that imports it, when the first credentials are asked for: loading takes 0.4 s.
 */
export function createKubeconfigAccess(context: SelectedContext, env: Environment): KubeAccess {
  return new KubeconfigAccess(context, env)
}

class KubeconfigAccess implements KubeAccess {
  readonly server: string
  readonly context: string | undefined
  readonly namespace: string | undefined
  readonly proxyEnv: Environment
  readonly #selected: SelectedContext
  #config: Promise<KubeConfig> | undefined
  #latest: Promise<KubeCredentials> | undefined
  #latestAt = 0
  #renewedAt = -RENEW_PAUSE_MS
  #tls: KubeTls = {}

  constructor(selected: SelectedContext, env: Environment) {
    this.server = selected.server
    this.context = selected.name
    this.namespace = selected.namespace
    this.proxyEnv = env
    this.#selected = selected
  }

  /** Callers at the same time share one answer, so that a credential plugin is started once. */
  credentials(options: { readonly renew?: boolean } = {}): Promise<KubeCredentials> {
    const now = performance.now()
    if (options.renew === true && now - this.#renewedAt > RENEW_PAUSE_MS) {
      this.#renewedAt = now
      this.#config = undefined
      this.#latest = undefined
    }
    if (this.#latest === undefined || now - this.#latestAt > FRESH_MS) {
      const credentials = this.#obtain()
      this.#latest = credentials
      this.#latestAt = now
      credentials.catch(() => (this.#latest = undefined))
    }
    return this.#latest
  }

  async #obtain(): Promise<KubeCredentials> {
    const options: RequestOptions & { headers: Record<string, string> } = { headers: {} }
    try {
      this.#config ??= createConfig(this.#selected)
      const config = await this.#config
      await config.applyToHTTPSOptions(options)
    } catch (error) {
      throw explain(error, this.#selected)
    }
    const headers: Record<string, string | string[]> = groups(this.#selected.user)
    // A token file usually ends with a newline, which a header cannot hold.
    for (const [name, value] of Object.entries(options.headers)) headers[name] = value.trim()
    if (typeof options.auth === 'string') {
      headers['Authorization'] = `Basic ${Buffer.from(options.auth).toString('base64')}`
    }
    this.#tls = keepIfSame(this.#tls, tlsOf(options))
    const hasProxy = text(this.#selected.cluster['proxy-url']) !== undefined
    const proxy = hasProxy && typeof options.agent === 'object' && { proxyAgent: options.agent }
    return { headers, tls: this.#tls, ...proxy }
  }
}

/** Hands one context to client-node, with what it does otherwise than kubectl put right. */
async function createConfig(selected: SelectedContext): Promise<KubeConfig> {
  const { KubeConfig } = await import('@kubernetes/client-node')
  const config = new KubeConfig()
  const name = selected.name ?? 'in-cluster'
  config.loadFromString(
    JSON.stringify({
      'current-context': name,
      contexts: [{ name, context: { cluster: name, user: name } }],
      clusters: [{ name, cluster: adaptCluster(selected) }],
      users: [{ name, user: adaptUser(selected) }],
    }),
  )
  return config
}

function adaptCluster(selected: SelectedContext): Fields {
  const cluster = withoutShadowed(selected.cluster, ['certificate-authority'])
  // client-node refuses http:// unless there is no certificate to check anyway.
  const isPlain = selected.server.startsWith('http:')
  return {
    ...cluster,
    server: selected.server,
    ...(isPlain && { 'insecure-skip-tls-verify': true }),
  }
}

function adaptUser(selected: SelectedContext): Fields {
  const { tokenFile, token, exec, ...user } = withoutShadowed(selected.user, [
    'client-certificate',
    'client-key',
  ])
  if (text(tokenFile) !== undefined) {
    // Its own name for token files differs and reads them once only.
    return { ...user, 'auth-provider': { name: 'tokenFile', config: { tokenFile } } }
  }
  return { ...user, token, ...(isFields(exec) && { exec: withExecInfo(exec, selected) }) }
}

/** Inline data wins over a file, as in kubectl; in client-node it is the other way round. */
function withoutShadowed(fields: Fields, names: readonly string[]): Fields {
  const shadowed = new Set(names.filter((name) => text(fields[`${name}-data`]) !== undefined))
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !shadowed.has(name)))
}

/** Tells a plugin the protocol version and the cluster, as the exec protocol wants it. */
function withExecInfo(exec: Fields, selected: SelectedContext): Fields {
  const { server, cluster } = selected
  const spec = {
    interactive: false,
    ...(exec['provideClusterInfo'] === true && { cluster: { ...cluster, server } }),
  }
  const info = { apiVersion: exec['apiVersion'], kind: 'ExecCredential', spec }
  const env: readonly unknown[] = Array.isArray(exec['env']) ? exec['env'] : []
  const value = JSON.stringify(info)
  return { ...exec, env: [...env, { name: 'KUBERNETES_EXEC_INFO', value }] }
}

/** What client-node leaves out when acting as somebody else. */
function groups(user: Fields): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {}
  const names = strings(user['as-groups'])
  if (names.length > 0) headers['Impersonate-Group'] = names
  const uid = text(user['as-uid'])
  if (uid !== undefined) headers['Impersonate-Uid'] = uid
  const extra = user['as-user-extra']
  for (const [key, values] of Object.entries(isFields(extra) ? extra : {})) {
    headers[`Impersonate-Extra-${encodeURIComponent(key)}`] = strings(values)
  }
  return headers
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function tlsOf(options: RequestOptions): KubeTls {
  const { ca, cert, key, servername } = options
  return {
    // Explicit, so that no environment variable can switch the check off.
    rejectUnauthorized: options.rejectUnauthorized ?? true,
    ...(isMaterial(ca) && { ca }),
    ...(isMaterial(cert) && { cert }),
    ...(isMaterial(key) && { key }),
    ...(servername !== undefined && { servername }),
  }
}

function isMaterial(value: unknown): value is string | Buffer {
  return typeof value === 'string' || Buffer.isBuffer(value)
}

/** The old object when the new one says the same: connections are kept as long as it is. */
function keepIfSame(old: KubeTls, fresh: KubeTls): KubeTls {
  const same = (['ca', 'cert', 'key', 'servername', 'rejectUnauthorized'] as const).every(
    (name) => String(old[name]) === String(fresh[name]),
  )
  return same ? old : fresh
}

/** The words of a plugin or parser are not passed on: they may hold a token. */
function explain(error: unknown, selected: SelectedContext): WaxsealError {
  const path = error instanceof Error && 'path' in error ? text(error.path) : undefined
  const exec = selected.user['exec']
  if (isFields(exec)) {
    const command = text(exec['command']) ?? '(none)'
    const advice = text(exec['installHint'])?.replaceAll(/\s+/g, ' ').slice(0, HINT_LENGTH)
    const hint = advice ?? `run it by hand to see why: ${command}`
    return unusable(`the credential plugin ${command} failed`, hint)
  }
  if (path !== undefined)
    return unusable(`${path} cannot be read`, 'the kubeconfig names this file')
  return unusable(
    `there are no usable credentials for the context ${selected.name ?? '(in cluster)'}`,
    'log in again, or check the user in the kubeconfig',
  )
}

const HINT_LENGTH = 300

/** Files and plugins may work again by themselves, so a controller keeps trying. */
function unusable(message: string, hint: string): WaxsealError {
  return new WaxsealError('ERR_KUBECONFIG_INVALID', message, { hint, retryable: true })
}
