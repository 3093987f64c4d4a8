import { clientNodeCredentials } from './client-node-credentials.ts'
import type { CredentialSource } from './client-node-credentials.ts'
import type { KubeAccess, KubeCredentials, KubeTls } from './kube-access.ts'
import type { SelectedContext } from './kubeconfig.ts'
import { isPlain, plainCredentials } from './plain-credentials.ts'

/** How long credentials are used without asking again, files included. */
const FRESH_MS = 10_000
/** When many calls are refused at once, the credentials are renewed once for all of them. */
const RENEW_PAUSE_MS = 5_000

type Environment = Readonly<Record<string, string | undefined>>

/** Access to the API server of a context; `env` may name a proxy. */
export function createKubeconfigAccess(context: SelectedContext, env: Environment): KubeAccess {
  return new KubeconfigAccess(context, env)
}

class KubeconfigAccess implements KubeAccess {
  readonly server: string
  readonly context: string | undefined
  readonly namespace: string | undefined
  readonly proxyEnv: Environment
  readonly #selected: SelectedContext
  #source: CredentialSource
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
    this.#source = this.#createSource()
  }

  /** Callers at the same time share one answer, so that a credential plugin is started once. */
  credentials(options: { readonly renew?: boolean } = {}): Promise<KubeCredentials> {
    const now = performance.now()
    if (options.renew === true && now - this.#renewedAt > RENEW_PAUSE_MS) {
      this.#renewedAt = now
      this.#source = this.#createSource()
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

  #createSource(): CredentialSource {
    const selected = this.#selected
    return isPlain(selected) ? () => plainCredentials(selected) : clientNodeCredentials(selected)
  }

  async #obtain(): Promise<KubeCredentials> {
    const credentials = await this.#source()
    this.#tls = keepIfSame(this.#tls, credentials.tls)
    return { ...credentials, tls: this.#tls }
  }
}

/** The old object when the new one says the same: connections are kept as long as it is. */
function keepIfSame(old: KubeTls, fresh: KubeTls): KubeTls {
  const same = (['ca', 'cert', 'key', 'servername', 'rejectUnauthorized'] as const).every(
    (name) => String(old[name]) === String(fresh[name]),
  )
  return same ? old : fresh
}
