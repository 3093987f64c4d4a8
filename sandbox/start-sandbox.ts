import { randomBytes } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { Housekeeper } from './housekeeping/housekeeper.ts'
import { serveHttps } from './http/serve-https.ts'
import { namespace } from './kinds/namespace.ts'
import { Registry } from './kinds/registry.ts'
import { formatKubeconfig } from './kubeconfig.ts'
import { answerRequest } from './requests/answer-request.ts'
import { Store } from './store/store.ts'
import { makeServerCertificate } from './tls/server-certificate.ts'
import { createIdentities } from './writes/identities.ts'
import { Remover } from './writes/remover.ts'
import { Writer } from './writes/writer.ts'

/** How to start a sandbox; everything has a default. */
export interface SandboxOptions {
  /** TCP port; 0, the default, takes a free one. */
  readonly port?: number
  /** IP address to listen on, `127.0.0.1` by default. */
  readonly address?: string
  /** The bearer token of the only user; random by default. */
  readonly token?: string
  /** The time for timestamps and ages; the system's by default. */
  readonly clock?: () => Date
  /** Gives that many random bytes; the system's by default. */
  readonly random?: (byteLength: number) => Uint8Array
  /** How many changes per resource a watch can look back on before it gets `410 Gone`; 10,000 by default. */
  readonly historyLimit?: number
  /** Hears of errors that are bugs of the sandbox; nobody does by default. */
  readonly onBug?: (error: unknown) => void
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

/** The namespaces of a new cluster. */
const FIRST_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'] as const

/**
 * Starts a Kubernetes API server in this process; everything it stores is in memory.
 *
 * @throws WaxsealError ERR_USAGE when the address and port cannot be listened on
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    address = '127.0.0.1',
    clock = () => new Date(),
    random = randomBytes,
    token = Buffer.from(random(24)).toString('base64url'),
  } = options
  const store = new Store(options.historyLimit ?? 10_000)
  const registry = new Registry(store)
  const identities = createIdentities(clock, random)
  const writer = new Writer(store, identities)
  const remover = new Remover(store, writer, identities)
  const housekeeper = new Housekeeper({ store, registry, writer, remover })
  for (const name of FIRST_NAMESPACES) {
    const target = { kind: namespace, namespace: undefined }
    writer.create(target, { metadata: { name } }, { dryRun: false, fields: 'Strict' })
  }
  const services = { store, registry, writer, remover, clock }
  const tls = await makeServerCertificate({ address, random })
  const server = await serveHttps({
    ...tls,
    address,
    port: options.port ?? 0,
    answer: (message) => answerRequest(services, token, message),
    onBug: options.onBug ?? (() => undefined),
  })
  const url = `https://${isIPv6(address) ? `[${address}]` : address}:${server.port}`
  return {
    url,
    kubeconfig: formatKubeconfig({ url, certificate: tls.certificate, token }),
    certificate: tls.certificate,
    token,
    close: async () => {
      housekeeper.close()
      await server.close()
    },
  }
}
