import { WaxsealError } from '../../src/errors.ts'

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
  await Promise.resolve()
  throw new WaxsealError('ERR_INTERNAL', `not built yet: ${options.address}`)
}
