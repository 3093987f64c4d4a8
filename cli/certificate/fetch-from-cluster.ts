import { WaxsealError } from '../../src/errors.ts'
import { type Certificate, parseCertificate } from '../../src/index.ts'
import {
  isKubeStatus,
  type KubeClient,
  type KubeObject,
  SERVICES,
} from '../../toolkit/kube/index.ts'
import { type ClusterChoice, openCluster } from '../cluster/open-cluster.ts'
import type { Io } from '../io.ts'
import { note } from '../output/talk.ts'

const LIMIT_BYTES = 64 * 1024

/** Which controller of which cluster. */
export interface ControllerPlace extends ClusterChoice {
  /** The controller's Service. */
  readonly name: string
  readonly namespace: string
}

/**
 * Fetches the certificate of a controller through the API server's service proxy, as kubeseal does:
 * the kubeconfig says whom to trust, and nothing but the API server must be reachable.
 *
 * @throws {@link WaxsealError} `ERR_SERVICE_NOT_FOUND`, `ERR_KUBECONFIG_INVALID`, the errors of the
 * connection and of parsing
 */
export async function fetchFromCluster(place: ControllerPlace, io: Io): Promise<Certificate> {
  const { client, title } = await openCluster(place, io)
  await note(io, `asking ${title}`)
  try {
    return await fetchThrough(client, place, io.interruption())
  } finally {
    client.close()
  }
}

async function fetchThrough(
  client: KubeClient,
  { name, namespace }: ControllerPlace,
  signal: AbortSignal,
): Promise<Certificate> {
  const service = await client.find(SERVICES, { name, namespace }, { signal })
  if (service === undefined) {
    throw new WaxsealError('ERR_SERVICE_NOT_FOUND', `no Service ${name} in ${namespace}`, {
      hint: 'name it with --controller-name and --controller-namespace; the Helm chart calls it sealed-secrets',
    })
  }
  const proxy = `http:${name}:${firstPortName(service)}`
  const path = `/api/v1/namespaces/${namespace}/services/${proxy}/proxy/v1/cert.pem`
  try {
    const { body } = await client.request({ path, signal, limitBytes: LIMIT_BYTES })
    return await parseCertificate(new TextDecoder().decode(body))
  } catch (error) {
    if (!isKubeStatus(error, 503) && !isKubeStatus(error, 502)) throw error
    throw new WaxsealError('ERR_SERVICE_NOT_FOUND', `nothing answers behind Service ${name}`, {
      hint: `is the controller running? kubectl get pods -n ${namespace}`,
      retryable: true,
    })
  }
}

/** A port may be without a name; the proxy then takes the empty one. */
function firstPortName({ spec }: KubeObject): string {
  const ports = (spec as { readonly ports?: readonly { readonly name?: string }[] } | undefined)
    ?.ports
  return ports?.[0]?.name ?? ''
}
