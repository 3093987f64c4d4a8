import type { IncomingMessage, ServerResponse } from 'node:http'
import { Deadline } from './deadline.ts'
import { BodyTooLargeError, readBody } from './read-body.ts'
import type { Route, RouteResponse } from './serve-http.ts'

/** What answering needs to know of the server. */
export interface AnswerContext {
  readonly routes: ReadonlyMap<string, Route>
  readonly bodyBytes: number
  readonly handleMs: number
  /** Aborted when the server cuts what still runs. */
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}

/** Answers one request by its route, or with 404, 405, 413, 500 or 503; never rejects. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: AnswerContext,
): Promise<void> {
  const deadline = new Deadline(context.handleMs, context.signal)
  response.once('close', () => deadline.abort())
  const answer = await decide(request, context, deadline.signal)
  deadline.end()
  if (response.destroyed) return
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : (answer.body ?? [])
  response.writeHead(answer.status, {
    'content-type': answer.contentType ?? 'text/plain; charset=utf-8',
    'content-length': body.length,
    'x-content-type-options': 'nosniff',
    ...answer.headers,
  })
  if (request.method === 'HEAD' || body.length === 0) response.end()
  else response.end(body)
}

/** The path of a request without its query, undecoded. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? ''
}

async function decide(
  request: IncomingMessage,
  context: AnswerContext,
  signal: AbortSignal,
): Promise<RouteResponse> {
  const url = request.url ?? ''
  const path = pathOf(request)
  const query = url.slice(path.length + 1)
  const route = context.routes.get(path)
  if (route === undefined) return plain(404, 'not found')
  const method = request.method ?? 'GET'
  const allowed = allowedMethods(route)
  if (!allowed.includes(method)) {
    return { ...plain(405, 'method not allowed'), headers: { allow: allowed.join(', ') } }
  }
  try {
    const body = await readBody(request, context.bodyBytes)
    const { headers } = request
    const handled = route.handle({ method, path, query, headers, body, signal })
    return await Promise.race([handled, rejection(signal)])
  } catch (error) {
    if (error instanceof BodyTooLargeError) {
      return { ...plain(413, 'body too large'), headers: { connection: 'close' } }
    }
    // Too slow, or nobody is there any more to read it.
    if (signal.aborted) return plain(503, 'too slow')
    context.onError(error)
    return plain(500, 'internal error')
  }
}

/** The methods of a route; a `HEAD` is a `GET` without its body. */
function allowedMethods(route: Route): readonly string[] {
  const methods = route.methods ?? ['GET']
  return methods.includes('GET') ? [...methods, 'HEAD'] : methods
}

/** Rejects as soon as `signal` is aborted, so that a route that ignores it cannot hold the client. */
function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void => reject(new DOMException('aborted', 'AbortError'))
    if (signal.aborted) fail()
    else signal.addEventListener('abort', fail, { once: true })
  })
}

function plain(status: number, text: string): RouteResponse {
  return { status, body: `${text}\n` }
}
