/** How to start a sandbox; everything has a default. */
export interface SandboxOptions {
  /** TCP port; 0, the default, takes a free one. */
  readonly port?: number
  /** Address to listen on, `127.0.0.1` by default. */
  readonly address?: string
  /** The bearer token of the only user; random by default. */
  readonly token?: string
  /** The time for timestamps and ages; the system's by default. */
  readonly clock?: () => Date
  /** How many changes per kind a watch can look back on before it gets `410 Gone`; 10,000 by default. */
  readonly historyLimit?: number
}

/** A running sandbox. */
export interface Sandbox {
  /** `https://ADDRESS:PORT`. */
  readonly url: string
  /** A kubeconfig (YAML text) with the certificate and the token in it. */
  readonly kubeconfig: string
  /** The server's self-signed certificate (PEM). */
  readonly certificate: string
  /** The bearer token of the only user, who may do everything. */
  readonly token: string
  /** Ends all connections and stops listening. */
  close(): Promise<void>
}

/** Starts a Kubernetes API server in this process; everything it stores is in memory. */
export function startSandbox(_options: SandboxOptions = {}): Promise<Sandbox> {
  return Promise.reject(new Error('not built yet'))
}
