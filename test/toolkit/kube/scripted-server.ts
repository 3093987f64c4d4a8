import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { KubeAccess } from '../../../toolkit/kube/index.ts'
import type { TestCertificate } from '../http/test-certificate.ts'

/** A request as it arrived. */
export interface SeenRequest {
  readonly method: string
  /** With the query. */
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Answers one request, well or badly. */
export type Play = (response: ServerResponse, request: SeenRequest) => void

/** An API server that does what the test says, request by request. */
export interface ScriptedServer {
  readonly url: string
  readonly access: KubeAccess
  readonly requests: SeenRequest[]
  /** Open connections. */
  readonly connections: number
  /**
   * Plays are used in order for `METHOD /path` (the query doesn't count), the last one for ever;
   * without any the answer is 404.
   */
  on(methodAndPath: string, ...plays: Play[]): void
  /** Cuts all connections. */
  cut(): void
  close(): Promise<void>
}

/** Starts one on a free port of 127.0.0.1. */
export async function startScriptedServer(certificate?: TestCertificate): Promise<ScriptedServer> {
  const scripts = new Map<string, Play[]>()
  const requests: SeenRequest[] = []
  const sockets = new Set<Socket>()
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await see(message)
    requests.push(request)
    const plays = scripts.get(`${request.method} ${request.url.pathname}`)
    const play = plays?.length === 1 ? plays[0] : plays?.shift()
    if (play === undefined) status(404, 'NotFound')(response, request)
    else play(response, request)
  }
  const listener = (message: IncomingMessage, response: ServerResponse): void => {
    void answer(message, response)
  }
  const server: Server =
    certificate === undefined ? createServer(listener) : createTlsServer(certificate, listener)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`
  const tls = certificate === undefined ? {} : { ca: certificate.cert }
  return {
    url,
    access: {
      server: url,
      context: 'scripted',
      namespace: 'here',
      credentials: async () => ({ headers: { authorization: 'Bearer token' }, tls }),
    },
    requests,
    get connections() {
      return sockets.size
    },
    on: (methodAndPath, ...plays) => scripts.set(methodAndPath, plays),
    cut: () => server.closeAllConnections(),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function see(message: IncomingMessage): Promise<SeenRequest> {
  let body = ''
  for await (const chunk of message.setEncoding('utf8')) body += chunk
  const url = new URL(message.url ?? '', 'http://server')
  return { method: message.method ?? '', url, headers: message.headers, body }
}

/** A JSON answer. */
export function json(value: unknown, code = 200): Play {
  return (response) => {
    response.writeHead(code, { 'content-type': 'application/json' })
    response.end(JSON.stringify(value))
  }
}

/** A Status, with a message that must never be seen again. */
export function status(
  code: number,
  reason: string,
  more: { details?: unknown; headers?: Record<string, string> } = {},
): Play {
  return (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...more.headers })
    const { details } = more
    response.end(
      JSON.stringify({ kind: 'Status', code, reason, details, message: 'canary from the server' }),
    )
  }
}

/** A list, or a page of it. */
export function list(items: readonly unknown[], resourceVersion: string, token?: string): Play {
  return json({ kind: 'SomethingList', items, metadata: { resourceVersion, continue: token } })
}

/** A watch that sends these lines (objects as JSON, text as it is) and then ends, or stays open. */
export function watch(lines: readonly unknown[], end: 'end' | 'open' | 'cut' = 'end'): Play {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.flushHeaders()
    const text = lines
      .map((line) => (typeof line === 'string' ? line : `${JSON.stringify(line)}\n`))
      .join('')
    if (text !== '') response.write(text)
    if (end === 'end') response.end()
    else if (end === 'cut') setImmediate(() => response.destroy())
  }
}

/** A minimal object. */
export function object(
  name: string,
  resourceVersion: string,
  namespace = 'a',
): {
  metadata: { name: string; namespace: string; resourceVersion: string }
} {
  return { metadata: { name, namespace, resourceVersion } }
}
