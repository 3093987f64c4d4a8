import type { ServerResponse } from 'node:http'
import type { JsonObject } from '../objects/json.ts'

/** What a request is answered with. */
export type Answer =
  | {
      readonly kind: 'json'
      readonly code: number
      readonly body: JsonObject
      /** One sentence each, sent as `Warning` headers. */
      readonly warnings?: readonly string[]
    }
  | {
      readonly kind: 'bytes'
      readonly code: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: Uint8Array | string
    }
  /** Takes over the response; ends it. */
  | { readonly kind: 'stream'; readonly run: (response: ServerResponse) => void }

/** Plain text. */
export function textAnswer(code: number, body: string): Answer {
  return { kind: 'bytes', code, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }
}

/** JSON with 200. */
export function jsonAnswer(body: JsonObject, code: number = 200): Answer {
  return { kind: 'json', code, body }
}

/** Sends an answer. */
export function sendAnswer(response: ServerResponse, answer: Answer): void {
  switch (answer.kind) {
    case 'json':
      send(response, answer.code, JSON.stringify(answer.body), {
        'content-type': 'application/json',
        ...warningHeaders(answer.warnings ?? []),
      })
      break
    case 'bytes':
      send(response, answer.code, answer.body, answer.headers)
      break
    case 'stream':
      answer.run(response)
      break
  }
}

function send(
  response: ServerResponse,
  code: number,
  body: Uint8Array | string,
  headers: Readonly<Record<string, string | string[]>>,
): void {
  response.writeHead(code, {
    'cache-control': 'no-cache, private',
    'content-length': Buffer.byteLength(body),
    ...headers,
  })
  response.end(body)
}

/** RFC 9111 §5.5 headers with code 299, as kubectl prints them. */
function warningHeaders(warnings: readonly string[]): Record<string, string[]> {
  if (warnings.length === 0) return {}
  const quoted = warnings.map((text) => {
    const printable = text
      .slice(0, MAX_WARNING_LENGTH)
      .replaceAll(/[^\u0020-\u007e]/g, '?')
      .replaceAll(/["\\]/g, '\\$&')
    return `299 - "${printable}"`
  })
  return { warning: quoted.slice(0, MAX_WARNINGS) }
}

/** More, or longer ones, would only make the headers too long for a client. */
const MAX_WARNINGS = 20
const MAX_WARNING_LENGTH = 200
