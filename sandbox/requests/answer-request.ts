import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { JsonObject } from '../objects/json.ts'
import { refuse } from '../objects/refuse.ts'
import { StatusError } from '../objects/status-error.ts'
import { jsonAnswer, textAnswer } from '../http/answer.ts'
import type { Answer } from '../http/answer.ts'
import { readDestination, readUrl } from '../http/destination.ts'
import type { Destination, RequestUrl, ResourcePath } from '../http/destination.ts'
import { negotiate } from '../http/negotiate.ts'
import { mediaType, parseJsonBody, PROTOBUF, readBody, requireJson } from '../http/read-body.ts'
import type { Registry } from '../kinds/registry.ts'
import { coreVersions, groupList, groupOf, resourceList } from './discovery.ts'
import { openApiDocument, openApiIndex } from './open-api.ts'
import { answerResource } from './resources.ts'
import { answerReview, REVIEWS } from './reviews.ts'
import { answerServiceProxy } from './service-proxy.ts'
import type { Services } from './services.ts'
import { versionInfo } from './version-info.ts'

/** Paths anybody may read. */
const PUBLIC_PATHS: readonly string[] = ['healthz', 'livez', 'readyz', 'version']

/**
 * Answers one request.
 *
 * @param token - the bearer token that may do everything
 * @throws StatusError
 */
export async function answerRequest(
  services: Services,
  token: string,
  message: IncomingMessage,
): Promise<Answer> {
  const url = readUrl(message)
  authorize(message, token, url)
  const [root] = url.path
  if (message.method === 'GET') {
    if (root === 'healthz' || root === 'livez' || root === 'readyz') return textAnswer(200, 'ok')
    if (root === 'version') return jsonAnswer(versionInfo())
    if (root === 'openapi') return answerOpenApi(services, url.path)
  }
  const destination = readDestination(url.path)
  return destination === undefined
    ? NOT_FOUND
    : answerDestination(services, destination, url, message)
}

const NOT_FOUND: Answer = textAnswer(404, '404 page not found\n')

/** Without a token one may only ask whether the server is there; a wrong one is always refused. */
function authorize(message: IncomingMessage, token: string, { path }: RequestUrl): void {
  const { authorization } = message.headers
  if (authorization === undefined) {
    if (PUBLIC_PATHS.includes(path[0] ?? '')) return
    throw new StatusError(
      403,
      'Forbidden',
      'forbidden: User "system:anonymous" may not do this: send the token of the kubeconfig',
      {},
    )
  }
  if (!sameText(authorization, `Bearer ${token}`)) throw refuse.unauthorized()
}

function sameText(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function answerOpenApi({ registry }: Services, path: readonly string[]): Answer {
  const [, version, root, group, groupVersion] = path
  if (version !== 'v3') return NOT_FOUND
  if (root === undefined) return jsonAnswer(openApiIndex(registry))
  const [name, of] = root === 'api' ? ['', group] : [group, groupVersion]
  if (name === undefined || of === undefined) return NOT_FOUND
  return jsonAnswer(openApiDocument(registry, name, of))
}

async function answerDestination(
  services: Services,
  destination: Destination,
  { query }: RequestUrl,
  message: IncomingMessage,
): Promise<Answer> {
  if (destination.kind !== 'resource') return answerDiscovery(services, destination, message)
  const { group, version, plural, subresource, name } = destination
  const kind = services.registry.byPlural(group, version, plural)
  if (kind === undefined) return answerWithoutKind(services, destination, message)
  const request = { services, kind, path: destination, query, message }
  const proxied = kind.resource === 'services' && subresource === 'proxy' && name !== undefined
  return proxied ? answerServiceProxy(request) : answerResource(request)
}

function answerDiscovery(
  { registry }: Services,
  destination: Exclude<Destination, ResourcePath>,
  message: IncomingMessage,
): Answer {
  if (message.method !== 'GET') throw refuse.methodNotAllowed()
  negotiate(message.headers.accept)
  const found = describeDestination(registry, destination)
  return found === undefined ? NOT_FOUND : jsonAnswer(found)
}

function describeDestination(
  registry: Registry,
  destination: Exclude<Destination, ResourcePath>,
): JsonObject | undefined {
  if (destination.kind === 'group') return groupOf(registry, destination.group)
  if (destination.kind === 'resources') {
    return resourceList(registry, destination.group, destination.version)
  }
  return destination.legacy ? coreVersions() : groupList(registry)
}

/** What is no stored kind may be a review; else it depends on whether the group is known. */
async function answerWithoutKind(
  { registry }: Services,
  path: ResourcePath,
  message: IncomingMessage,
): Promise<Answer> {
  const review = REVIEWS.find(
    ({ group, version, plural }) =>
      group === path.group && version === path.version && plural === path.plural,
  )
  if (review !== undefined) {
    if (message.method !== 'POST') throw refuse.methodNotAllowed()
    const body = await readBody(message)
    // kubectl asks in protobuf; the answer does not depend on the question.
    if (mediaType(message.headers['content-type']) === PROTOBUF) {
      return jsonAnswer(answerReview(review, undefined), 201)
    }
    requireJson(message.headers['content-type'])
    return jsonAnswer(answerReview(review, parseJsonBody(body)), 201)
  }
  if (resourceList(registry, path.group, path.version) === undefined) return NOT_FOUND
  throw refuse.unknownResource()
}
