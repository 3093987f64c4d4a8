import type { IncomingMessage } from 'node:http'
import { isWithinBounds } from '../objects/bounds.ts'
import type { Json } from '../objects/json.ts'
import { refuse } from '../objects/refuse.ts'

/** The longest body that is read, in bytes; a real API server's limit. */
export const MAX_BODY_BYTES: number = 3 * 1024 * 1024

/** What is read of a longer body and thrown away, so that the client gets to see the answer. */
const MAX_DRAINED_BYTES = 8 * MAX_BODY_BYTES

/**
 * Reads the body of a request.
 *
 * @throws StatusError 413
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.byteLength
    if (length > MAX_DRAINED_BYTES) break
    if (length <= MAX_BODY_BYTES) chunks.push(chunk)
  }
  if (length > MAX_BODY_BYTES) throw refuse.tooLarge(MAX_BODY_BYTES)
  return Buffer.concat(chunks)
}

/**
 * Parses a body that should be JSON. The error never quotes it.
 *
 * @throws StatusError 400
 */
export function parseJsonBody(body: Buffer): Json {
  let value: Json
  try {
    value = JSON.parse(body.toString('utf8')) as Json
  } catch {
    throw refuse.badRequest('the body of the request is not valid JSON')
  }
  if (!isWithinBounds(value)) {
    throw refuse.badRequest('the body of the request is nested too deeply')
  }
  return value
}

/** What kubectl sends when it makes an object itself. */
export const PROTOBUF = 'application/vnd.kubernetes.protobuf'

/**
 * Refuses bodies in another encoding than JSON.
 *
 * @throws StatusError 415
 */
export function requireJson(contentType: string | undefined): void {
  const type = mediaType(contentType)
  if (type === '' || type === 'application/json') return
  const why =
    type === PROTOBUF
      ? 'protobuf, which the sandbox does not read (kubectl sends it for `create secret` and its like: write the object to a file with `--dry-run=client -o yaml` and use `create -f` or `apply -f`)'
      : 'an unknown format'
  throw refuse.unsupportedMediaType(
    `the body of the request was in ${why} - accepted media types include: application/json`,
  )
}

/** The media type of a `Content-Type` header without its parameters. */
export function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1).join().trim().toLowerCase()
}
