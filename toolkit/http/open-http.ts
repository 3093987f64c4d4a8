import { request as requestHttp } from 'node:http'
import type { Agent, IncomingMessage, OutgoingHttpHeaders, RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'

/** One exchange on the wire, before its body is read. */
export interface OpenRequest {
  /** Scheme, host and port; the path too unless `path` is given. */
  readonly url: URL
  /** Sent as it is, without the normalisation of dots that a URL does. */
  readonly path?: string
  readonly method: string
  readonly headers: OutgoingHttpHeaders
  readonly body?: string | Uint8Array
  /** Owns the connections and their TLS options. */
  readonly agent: Agent
  /** Ends the exchange at any time, also while the body is read. */
  readonly signal: AbortSignal
}

/** A failed exchange that may have died with an idle connection the server had just closed. */
export class StaleConnectionError extends Error {
  override readonly name = 'StaleConnectionError'
}

/**
 * Sends a request and waits for the head of the answer; rejects with the error of Node, or with
 * {@link StaleConnectionError} when a kept-alive connection turned out to be closed.
 */
export function openHttp(request: OpenRequest): Promise<IncomingMessage> {
  const { url, path, method, agent, signal, body } = request
  const headers = { ...request.headers }
  // Node gives no length of its own to a DELETE, and the server would take the body for a request.
  if (body !== undefined) headers['content-length'] = Buffer.byteLength(body)
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  const options: RequestOptions = { method, headers, agent, signal }
  if (path !== undefined) options.path = path
  return new Promise((resolve, reject) => {
    const outgoing = send(url, options)
    outgoing.once('response', resolve)
    // Stays for the whole exchange: an error after the head of the answer must not be unhandled.
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const stale = outgoing.reusedSocket && STALE_CODES.has(error.code ?? '')
      reject(stale ? new StaleConnectionError('connection closed', { cause: error }) : error)
    })
    outgoing.end(body)
  })
}

const STALE_CODES = new Set(['ECONNRESET', 'EPIPE'])
