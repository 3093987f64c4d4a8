import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { WaxsealError } from '../../src/errors.ts'
import { answerRequest, pathOf } from './answer-request.ts'
import { parseListenAddress } from './listen-address.ts'
import type { ListenAddress } from './listen-address.ts'

const DEFAULT_LIMITS = {
  bodyBytes: 64 * 1024,
  headerBytes: 16 * 1024,
  requestMs: 10_000,
  handleMs: 30_000,
  connections: 256,
} satisfies Required<ServeLimits>

const DEFAULT_GRACE_MS = 5_000

/** Methods that may become a metric label; a client may send any word. */
const KNOWN_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE'])

/** What a route is given. */
export interface RouteRequest {
  readonly method: string
  readonly path: string
  /** The query without `?`. */
  readonly query: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Uint8Array<ArrayBuffer>
  /** Aborted when the client goes away or the server closes. */
  readonly signal: AbortSignal
}

/** What a route answers. */
export interface RouteResponse {
  readonly status: number
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** One path and the methods it answers; `HEAD` follows from `GET`. */
export interface Route {
  /** Exact, such as `/v1/cert.pem`. */
  readonly path: string
  /** `['GET']` by default; all others are answered 405. */
  readonly methods?: readonly string[]
  handle(request: RouteRequest): RouteResponse | Promise<RouteResponse>
}

/** Bounds of a server, all with defaults that suit health checks and certificates. */
export interface ServeLimits {
  /** 64 KiB by default; more is answered 413. */
  readonly bodyBytes?: number
  /** 16 KiB by default; more is answered 431. */
  readonly headerBytes?: number
  /** For headers and body together; 10,000 by default; more is answered 408. */
  readonly requestMs?: number
  /** For the route; 30,000 by default; more is answered 503. */
  readonly handleMs?: number
  /** Connections at once; 256 by default. */
  readonly connections?: number
}

/** What a server is made of. */
export interface ServeOptions {
  /** `host:port`, `:port` for all addresses, `[::1]:port`; port 0 takes a free one. */
  readonly address: string
  readonly routes: readonly Route[]
  readonly limits?: ServeLimits
  /** Called after each answer; `path` is a route's own path or `other`, so that metrics stay few. */
  readonly onAnswer?: (answer: ServedAnswer) => void
  /** A route threw; the client saw 500 without a word of it. */
  readonly onError?: (error: unknown) => void
}

/** One answered request, for metrics. */
export interface ServedAnswer {
  readonly path: string
  /** One of the well-known methods, or `other`. */
  readonly method: string
  readonly status: number
  readonly durationMs: number
}

/** A listening server. */
export interface HttpServer {
  readonly host: string
  readonly port: number
  /** Such as `http://127.0.0.1:8080`. */
  readonly url: string
  /** Takes no new connection, lets running answers end for at most `graceMs` (5,000), then cuts them. */
  close(graceMs?: number): Promise<void>
}

/**
 * Starts a small plain HTTP server with fixed routes and bounds on size and time.
 *
 * @throws ERR_USAGE when the address cannot be read or listened on
 */
export async function serveHttp(options: ServeOptions): Promise<HttpServer> {
  const address = parseListenAddress(options.address)
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const routes = new Map(options.routes.map((route) => [route.path, route]))
  const cut = new AbortController()
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      requestTimeout: limits.requestMs,
      headersTimeout: limits.requestMs,
      // How often Node looks for requests that take too long.
      connectionsCheckingInterval: Math.min(limits.requestMs, 1_000),
      keepAliveTimeout: limits.requestMs,
    },
    (request, response) => {
      const path = pathOf(request)
      const method = request.method ?? ''
      const start = performance.now()
      response.once('close', () => {
        options.onAnswer?.({
          path: routes.has(path) ? path : 'other',
          method: KNOWN_METHODS.has(method) ? method : 'other',
          status: response.statusCode,
          durationMs: performance.now() - start,
        })
        // A connection that was busy when the server was closed must not stay open and idle.
        if (!server.listening) setImmediate(() => server.closeIdleConnections())
      })
      void answerRequest(request, response, {
        routes,
        bodyBytes: limits.bodyBytes,
        handleMs: limits.handleMs,
        signal: cut.signal,
        onError: options.onError ?? (() => undefined),
      })
    },
  )
  server.maxConnections = limits.connections
  await listen(server, address, options.address)
  return describe(server, cut)
}

async function listen(server: Server, address: ListenAddress, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    // Stays: a failed accept (too many open files) must not end the process.
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        new WaxsealError('ERR_USAGE', `cannot listen on ${text} (${error.code ?? error.name})`, {
          hint: 'choose another address or port, or stop what listens there',
        }),
      )
    })
    server.listen({ port: address.port, ...(address.host && { host: address.host }) }, resolve)
  })
}

function describe(server: Server, cut: AbortController): HttpServer {
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new TypeError('not a TCP server')
  const host = bound.family === 'IPv6' ? `[${bound.address}]` : bound.address
  let closing: Promise<void> | undefined
  return {
    host: bound.address,
    port: bound.port,
    url: `http://${host}:${bound.port}`,
    close: (graceMs = DEFAULT_GRACE_MS) => (closing ??= closeServer(server, cut, graceMs)),
  }
}

async function closeServer(server: Server, cut: AbortController, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  const timer = setTimeout(() => {
    cut.abort()
    server.closeAllConnections()
  }, graceMs)
  await closed
  clearTimeout(timer)
  cut.abort()
}
