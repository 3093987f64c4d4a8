import { Agent as HttpAgent } from 'node:http'
import type { AgentOptions } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { WaxsealError } from '../../src/errors.ts'
import { Deadline } from './deadline.ts'
import { isLoopback } from './is-loopback.ts'
import { openHttp } from './open-http.ts'
import { readBody } from './read-body.ts'
import { explainTransportFailure } from './transport-failure.ts'
import type { TransportFailureKind } from './transport-failure.ts'

const DEFAULT_LIMIT_BYTES = 1024 * 1024
const DEFAULT_TIMEOUT_MS = 30_000
const MAX_REDIRECTS = 3
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** One outbound request. */
export interface HttpRequest {
  /** https only, unless `allowHttp`. */
  readonly url: string
  /** `GET` by default. */
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Longest body taken, in bytes; 1 MiB by default. */
  readonly limitBytes?: number
  /** For all of it, redirects included; 30,000 by default. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  /** Take `http://` as well; redirects from https to http are refused all the same. */
  readonly allowHttp?: boolean
  /** Certificates to trust instead of the system's, PEM. */
  readonly ca?: string | Buffer
  /** `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`; without it no proxy is used. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** The answer, whatever its status. */
export interface HttpResponse {
  readonly status: number
  /** Names in lower case; repeated headers are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
  /** Where it came from after redirects. */
  readonly url: string
}

/**
 * Sends one request and reads the bounded answer. Redirects of GET and HEAD are followed, at most
 * three, never to http and without the caller's headers to another origin.
 *
 * @throws ERR_HTTP_FAILED when there is no answer, it is too large, too slow or redirects too often;
 *   the statuses 4xx and 5xx are answers. An aborted signal rejects with its reason.
 */
export async function httpRequest(request: HttpRequest): Promise<HttpResponse> {
  const deadline = new Deadline(request.timeoutMs ?? DEFAULT_TIMEOUT_MS, request.signal)
  try {
    let url = parseTarget(request.url, request.allowHttp === true)
    let headers = request.headers ?? {}
    for (let redirects = 0; ; redirects++) {
      const response = await exchange(request, { url, headers, signal: deadline.signal })
      const next = redirectOf(request, response)
      if (next === undefined) return response
      if (redirects === MAX_REDIRECTS) {
        throw new WaxsealError('ERR_HTTP_FAILED', `${url.host} redirects too often`)
      }
      const target = parseTarget(next, request.allowHttp === true && url.protocol === 'http:')
      if (target.origin !== url.origin) headers = {}
      url = target
    }
  } finally {
    deadline.end()
  }
}

async function exchange(
  request: HttpRequest,
  step: { url: URL; headers: Readonly<Record<string, string>>; signal: AbortSignal },
): Promise<HttpResponse> {
  const { url, headers, signal } = step
  const agent = createAgent(url, request)
  try {
    const message = await openHttp({
      url,
      method: request.method ?? 'GET',
      headers,
      agent,
      signal,
      ...(request.body === undefined ? {} : { body: request.body }),
    })
    return {
      status: message.statusCode ?? 0,
      headers: flatten(message.headers),
      body: await readBody(message, request.limitBytes ?? DEFAULT_LIMIT_BYTES),
      url: url.href,
    }
  } catch (error) {
    request.signal?.throwIfAborted()
    const failure = explainTransportFailure(signal.aborted ? signal.reason : error, url.host)
    throw new WaxsealError('ERR_HTTP_FAILED', failure.message, {
      hint: HINTS[failure.kind],
      retryable: true,
    })
  } finally {
    agent.destroy()
  }
}

/** Parses and judges where a request may go. */
function parseTarget(text: string, allowHttp: boolean): URL {
  const url = URL.parse(text)
  if (url === null) throw new WaxsealError('ERR_HTTP_FAILED', 'this is not a URL')
  if (url.username !== '' || url.password !== '') {
    throw new WaxsealError(
      'ERR_HTTP_FAILED',
      `the URL of ${url.host} holds a user name or password`,
    )
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && allowHttp)) return url
  throw new WaxsealError('ERR_HTTP_FAILED', `${url.protocol}//${url.host} is not an https URL`, {
    hint: 'use an https:// URL, so that nobody on the way can answer instead of the server',
  })
}

/** The absolute URL that `response` sends the client to. */
function redirectOf(request: HttpRequest, response: HttpResponse): string | undefined {
  const method = request.method ?? 'GET'
  const location = response.headers['location']
  if (location === undefined || !REDIRECTS.has(response.status)) return undefined
  if (method !== 'GET' && method !== 'HEAD') return undefined
  return URL.parse(location, response.url)?.href ?? location
}

function createAgent(url: URL, request: HttpRequest): HttpAgent {
  const options: AgentOptions = { keepAlive: false }
  if (request.env !== undefined && !isLoopback(url.hostname)) options.proxyEnv = { ...request.env }
  if (url.protocol === 'http:') return new HttpAgent(options)
  return new HttpsAgent(request.ca === undefined ? options : { ...options, ca: request.ca })
}

function flatten(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return flat
}

const TRUST_HINT =
  'trust its authority by NODE_EXTRA_CA_CERTS, or fetch the file by other means and check it'

const HINTS: Readonly<Record<TransportFailureKind, string>> = {
  name: 'check the spelling of the URL, the DNS and the VPN',
  refused: 'check the port and whether the server runs',
  unroutable: 'check the network and the VPN',
  slow: 'check the network and the proxy, or try again',
  untrusted: TRUST_HINT,
  expired: 'renew the certificate of the server, or correct the clock of this machine',
  'wrong-host': 'use the name the certificate was issued for',
  'client-certificate': 'ask the owner of the server what it expects',
  'own-certificates': 'give certificates as PEM',
  'not-tls': 'check the port: this one does not serve https',
  'not-http': 'check the port: something else listens there',
  'too-large': 'check that the URL names the right file',
  broken: 'try again',
}
