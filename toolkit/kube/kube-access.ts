import type { Agent } from 'node:http'

/** How to reach one API server as one user; credentials are fetched anew when they have aged. */
export interface KubeAccess {
  /** Such as `https://10.0.0.1:6443`, without a slash at the end. */
  readonly server: string
  /** Name of the context of the kubeconfig; `undefined` in a cluster. */
  readonly context: string | undefined
  /** Namespace of the context or of the service account. */
  readonly namespace: string | undefined
  /** `HTTPS_PROXY`, `NO_PROXY` and the like; not used for this very machine. */
  readonly proxyEnv?: Readonly<Record<string, string | undefined>>
  /**
   * Headers and TLS material for the next request.
   *
   * @param options - `renew`: the server refused the last credentials, so don't use cached ones
   * @throws ERR_KUBECONFIG_INVALID when a certificate or token file, or a credential plugin, fails
   */
  credentials(options?: { readonly renew?: boolean }): Promise<KubeCredentials>
}

/** What one request needs to be let in. Never logged. */
export interface KubeCredentials {
  readonly headers: Readonly<Record<string, string | string[]>>
  /** The very same object as long as nothing in it has changed, so that connections are kept. */
  readonly tls: KubeTls
  /** Set when the kubeconfig names a proxy; such requests go through it. */
  readonly proxyAgent?: Agent
}

/** The TLS options of a connection, as node:tls takes them. */
export interface KubeTls {
  readonly ca?: string | Buffer
  readonly cert?: string | Buffer
  readonly key?: string | Buffer
  readonly servername?: string
  readonly rejectUnauthorized?: boolean
}
