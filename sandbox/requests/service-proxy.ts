import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { KubeObject } from '../objects/kube-object.ts'
import { refuse } from '../objects/refuse.ts'
import type { Answer } from '../http/answer.ts'
import { readBody } from '../http/read-body.ts'
import { servicePorts } from '../kinds/service.ts'
import { parseEndpoint, SERVICE_ENDPOINT_ANNOTATION } from '../service-endpoint.ts'
import type { Endpoint } from '../service-endpoint.ts'
import type { ResourceRequest } from './resource-request.ts'

/** How long the process behind a Service may take to answer. */
const TIMEOUT_MS = 30_000

/** Headers that are passed on; above all not `Authorization`, which is for this server only. */
const REQUEST_HEADERS: readonly string[] = ['accept', 'content-type', 'user-agent']
const RESPONSE_HEADERS: readonly string[] = ['content-type', 'retry-after', 'location']

/**
 * Passes a request on to the process that answers for a Service.
 *
 * @throws StatusError 400, 404, 405, 503 when nothing answers
 */
export async function answerServiceProxy(request: ResourceRequest): Promise<Answer> {
  const { services, kind, path, message, query } = request
  if (!PROXIED_METHODS.includes(message.method ?? '')) throw refuse.methodNotAllowed()
  const { name, port } = readReference(path.name ?? '')
  const service = services.writer.current({ kind, namespace: path.namespace, name })
  const endpoint = endpointOf(service, port)
  const search = query.size === 0 ? '' : `?${query.toString()}`
  const target = `/${path.rest.map(encodeURIComponent).join('/')}${search}`
  return forward(message, endpoint, target, await readBody(message))
}

const PROXIED_METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** `NAME`, `NAME:PORT` or `SCHEME:NAME:PORT`; the process is spoken to by plain HTTP. */
function readReference(reference: string): { name: string; port: string } {
  const parts = reference.split(':')
  const [scheme, name, port] = parts.length === 3 ? parts : ['', ...parts]
  if (parts.length > 3 || (scheme !== '' && scheme !== 'http') || (name ?? '') === '') {
    throw refuse.badRequest(`invalid service request "${reference}"`)
  }
  return { name: name ?? '', port: port ?? '' }
}

function endpointOf(service: KubeObject, port: string): Endpoint {
  const { name = '', annotations = {} } = service.metadata
  const ports = servicePorts(service)
  const found = ports.some((known) =>
    /^\d+$/.test(port) ? known['port'] === Number(port) : (known['name'] ?? '') === port,
  )
  if (!found && !(port === '' && ports.length === 1)) {
    throw refuse.unavailable(`no service port "${port}" found for service "${name}"`)
  }
  const endpoint = parseEndpoint(annotations[SERVICE_ENDPOINT_ANNOTATION] ?? '')
  if (endpoint !== undefined) return endpoint
  throw refuse.unavailable(
    `no endpoints available for service "${name}": the sandbox forwards to the address in the annotation ${SERVICE_ENDPOINT_ANNOTATION}, such as 127.0.0.1:8080`,
  )
}

function forward(
  message: IncomingMessage,
  { host, port }: Endpoint,
  path: string,
  body: Buffer,
): Promise<Answer> {
  const unavailable = refuse.unavailable(`error trying to reach service: ${host}:${port}`)
  return new Promise((resolve, reject) => {
    const { method = 'GET' } = message
    const headers = pick(message.headers, REQUEST_HEADERS)
    const outgoing = httpRequest({ host, port, method, path, headers, timeout: TIMEOUT_MS })
    outgoing.once('timeout', () => outgoing.destroy())
    outgoing.once('error', () => reject(unavailable))
    outgoing.once('response', (response) => {
      readBody(response).then(
        (received) =>
          resolve({
            kind: 'bytes',
            code: response.statusCode ?? 502,
            headers: pick(response.headers, RESPONSE_HEADERS),
            body: received,
          }),
        () => reject(unavailable),
      )
    })
    outgoing.end(body)
  })
}

function pick(
  headers: IncomingMessage['headers'],
  names: readonly string[],
): Record<string, string> {
  const picked: Record<string, string> = {}
  for (const name of names) {
    const value = headers[name]
    if (typeof value === 'string') picked[name] = value
  }
  return picked
}
