import type { RequestOptions } from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node'
import { impersonation } from './impersonation.ts'
import type { KubeCredentials, KubeTls } from './kube-access.ts'
import { isFields, text } from './kubeconfig.ts'
import type { Fields, SelectedContext } from './kubeconfig.ts'
import { unusable } from './unusable.ts'

/** Longest advice of a plugin that is passed on, in characters. */
const HINT_LENGTH = 300

/** Gives credentials anew at each call; tokens of plugins and OIDC are kept as long as they last. */
export type CredentialSource = () => Promise<KubeCredentials>

/**
 * Credentials that need a program, an identity provider or a proxy, by `@kubernetes/client-node`.
 * This is the only file that imports it, and only when it is needed: loading takes 0.4 s and 50 MB.
 *
 * The result throws ERR_KUBECONFIG_INVALID when a plugin, a provider or a file fails.
 */
export function clientNodeCredentials(selected: SelectedContext): CredentialSource {
  let config: Promise<KubeConfig> | undefined
  return async () => {
    const options: RequestOptions & { headers: Record<string, string> } = { headers: {} }
    try {
      config ??= createConfig(selected)
      await (await config).applyToHTTPSOptions(options)
    } catch (error) {
      throw explain(error, selected)
    }
    const authorization = authorizationOf(options)
    return {
      headers: {
        ...(authorization !== undefined && { authorization }),
        ...impersonation(selected.user),
      },
      tls: tlsOf(options),
      ...(text(selected.cluster['proxy-url']) !== undefined &&
        typeof options.agent === 'object' && { proxyAgent: options.agent }),
    }
  }
}

/** Hands one context to client-node, with what it does otherwise than kubectl put right. */
async function createConfig(selected: SelectedContext): Promise<KubeConfig> {
  const { KubeConfig } = await import('@kubernetes/client-node')
  const config = new KubeConfig()
  const name = selected.name ?? 'in-cluster'
  const cluster = withoutShadowed(selected.cluster, ['certificate-authority'])
  config.loadFromString(
    JSON.stringify({
      'current-context': name,
      contexts: [{ name, context: { cluster: name, user: name } }],
      clusters: [{ name, cluster: { ...cluster, server: selected.server } }],
      users: [{ name, user: adaptUser(selected) }],
    }),
  )
  return config
}

function adaptUser(selected: SelectedContext): Fields {
  const names = ['client-certificate', 'client-key']
  const { tokenFile, exec, ...user } = withoutShadowed(selected.user, names)
  if (text(tokenFile) !== undefined) {
    // Its own name for token files differs and reads them once only; a token would win over it.
    const { token: _, ...others } = user
    return { ...others, 'auth-provider': { name: 'tokenFile', config: { tokenFile } } }
  }
  return isFields(exec) ? { ...user, exec: withExecInfo(exec, selected) } : user
}

/** Inline data wins over a file, as in kubectl; in client-node it is the other way round. */
function withoutShadowed(fields: Fields, names: readonly string[]): Fields {
  const shadowed = new Set(names.filter((name) => text(fields[`${name}-data`]) !== undefined))
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !shadowed.has(name)))
}

/** Tells a plugin the protocol version and the cluster, as the exec protocol wants it. */
function withExecInfo(exec: Fields, { server, cluster }: SelectedContext): Fields {
  const spec = {
    interactive: false,
    ...(exec['provideClusterInfo'] === true && { cluster: { ...cluster, server } }),
  }
  const info = { apiVersion: exec['apiVersion'], kind: 'ExecCredential', spec }
  const env: readonly unknown[] = Array.isArray(exec['env']) ? exec['env'] : []
  const value = JSON.stringify(info)
  return { ...exec, env: [...env, { name: 'KUBERNETES_EXEC_INFO', value }] }
}

function authorizationOf({ headers, auth }: RequestOptions): string | undefined {
  const value = headers !== undefined && 'Authorization' in headers && headers['Authorization']
  if (typeof value === 'string') return value.trim()
  if (typeof auth !== 'string') return undefined
  return `Basic ${Buffer.from(auth).toString('base64')}`
}

function tlsOf({ ca, cert, key, servername, rejectUnauthorized }: RequestOptions): KubeTls {
  return {
    // Explicit, so that no environment variable can switch the check off.
    rejectUnauthorized: rejectUnauthorized ?? true,
    ...(isMaterial(ca) && { ca }),
    ...(isMaterial(cert) && { cert }),
    ...(isMaterial(key) && { key }),
    ...(servername !== undefined && { servername }),
  }
}

function isMaterial(value: unknown): value is string | Buffer {
  return typeof value === 'string' || Buffer.isBuffer(value)
}

/** The words of a plugin or parser are not passed on: they may hold a token. */
function explain(error: unknown, selected: SelectedContext): Error {
  const exec = selected.user['exec']
  if (isFields(exec)) {
    const command = text(exec['command']) ?? '(none)'
    const advice = text(exec['installHint'])?.replaceAll(/\s+/g, ' ').slice(0, HINT_LENGTH)
    const hint = advice ?? `run it by hand to see why: ${command}`
    return unusable(`the credential plugin ${command} failed`, hint)
  }
  const path = error instanceof Error && 'path' in error ? text(error.path) : undefined
  if (path !== undefined)
    return unusable(`${path} cannot be read`, 'the kubeconfig names this file')
  return unusable(
    `there are no usable credentials for the context ${selected.name ?? '(in cluster)'}`,
    'log in again, or check the user in the kubeconfig',
  )
}
