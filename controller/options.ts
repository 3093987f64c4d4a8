import { WaxsealError } from '../src/index.ts'
import { DEFAULT_KEY_PREFIX } from '../toolkit/sealing-keys/index.ts'

/** What `waxseal controller` understands; the names in comments are those of the flags. */
export interface ControllerOptions {
  /** `--kubeconfig`; without it the service account of the pod is used. */
  readonly kubeconfig?: string
  /** `--context` of the kubeconfig. */
  readonly context?: string
  /** `--namespace`: where the key Secrets are; else `POD_NAMESPACE`, the pod's or the context's. */
  readonly namespace?: string
  /** `--all-namespaces`: serve the SealedSecrets of all namespaces; true unless told. */
  readonly allNamespaces?: boolean
  /** `--additional-namespaces`: serve these and the own one only. */
  readonly additionalNamespaces?: readonly string[]
  /** `--listen-addr`: certificate and probes. */
  readonly listenAddr?: string
  /** `--listen-metrics-addr` */
  readonly listenMetricsAddr?: string
  /** `--key-prefix` */
  readonly keyPrefix?: string
  /** `--key-size` in bits. */
  readonly keySize?: number
  /** `--key-ttl` in seconds: how long a generated certificate is valid. */
  readonly keyTtlSeconds?: number
  /** `--my-cn`: the common name in a generated certificate. */
  readonly commonName?: string
  /** `--allow-example-keys`: accept the published keys of `keys-example/`. */
  readonly allowExampleKeys?: boolean
  /** `--log-format` */
  readonly logFormat?: 'text' | 'json'
  /** `--log-level` */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error'
  /** How many SealedSecrets are worked on at once. */
  readonly workers?: number
}

/** What holds when nothing else is said; upstream's values where it has the option. */
export const CONTROLLER_DEFAULTS: Required<
  Pick<
    ControllerOptions,
    | 'listenAddr'
    | 'listenMetricsAddr'
    | 'keyPrefix'
    | 'keySize'
    | 'keyTtlSeconds'
    | 'commonName'
    | 'logFormat'
    | 'logLevel'
    | 'workers'
  >
> = {
  listenAddr: ':8080',
  listenMetricsAddr: ':8081',
  keyPrefix: DEFAULT_KEY_PREFIX,
  keySize: 4096,
  keyTtlSeconds: 87_600 * 3_600,
  commonName: '',
  logFormat: 'text',
  logLevel: 'info',
  workers: 16,
}

/** The options with the defaults filled in. */
export type Settings = ControllerOptions & typeof CONTROLLER_DEFAULTS

/**
 * The controller's own namespace.
 *
 * @throws ERR_NAMESPACE_MISSING when nothing names one: keys never go to `default` by accident
 */
export function ownNamespace(
  options: ControllerOptions,
  env: Readonly<Record<string, string | undefined>>,
  fromAccess: string | undefined,
): string {
  const namespace = options.namespace || env['POD_NAMESPACE'] || fromAccess
  if (namespace) return namespace
  throw new WaxsealError('ERR_NAMESPACE_MISSING', 'the controller needs a namespace for its keys', {
    hint: 'give one with --namespace',
  })
}

/** The namespaces to serve, or `undefined` for all of them. */
export function servedNamespaces(
  options: ControllerOptions,
  own: string,
): readonly string[] | undefined {
  const additional = options.additionalNamespaces ?? []
  if (options.allNamespaces !== false && additional.length === 0) return undefined
  return [...new Set([own, ...additional])]
}
