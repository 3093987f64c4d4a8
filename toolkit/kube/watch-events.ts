import { KubeError } from './kube-error.ts'
import { isKubeObject } from './kube-object.ts'
import type { KubeObject, WatchEvent } from './kube-object.ts'
import type { Call, KubeTransport } from './kube-transport.ts'
import { LineTooLongError, readLines } from './read-lines.ts'
import { statusError } from './status-error.ts'

/** Longest line taken; an object in etcd is at most 1.5 MiB, as JSON a few times that. */
const MAX_LINE_BYTES = 16 * 1024 * 1024

/** The reason of an `ERR_KUBE_UNREACHABLE` for a watch that sent something else than events. */
export const MALFORMED_WATCH = 'MalformedWatch'

/**
 * The events of one watch until it ends; a torn or silent stream is an end like any other.
 *
 * @throws KubeError when the watch cannot be started, the server reports an error (410:
 *   ERR_KUBE_GONE), or a line is no event or too long
 */
export async function* watchEvents<T extends KubeObject>(
  transport: KubeTransport,
  call: Call,
  idleMs: number,
): AsyncGenerator<WatchEvent<T>, void, undefined> {
  const { message, deadline } = await transport.stream(call, idleMs)
  try {
    for await (const line of readLines(message, MAX_LINE_BYTES, () => deadline.restart())) {
      yield parseEvent<T>(line, call)
    }
  } catch (error) {
    call.signal?.throwIfAborted()
    if (error instanceof LineTooLongError) throw malformed(call)
    if (error instanceof KubeError) throw error
  } finally {
    // Leaving the loop has destroyed the stream.
    deadline.end()
  }
  call.signal?.throwIfAborted()
}

function parseEvent<T extends KubeObject>(line: string, call: Call): WatchEvent<T> {
  const { type, object } = parseLine(line)
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      if (!isKubeObject(object)) throw malformed(call)
      return { type, object: object as T }
    case 'BOOKMARK': {
      const resourceVersion = isKubeObject(object) ? object.metadata.resourceVersion : undefined
      if (resourceVersion === undefined) throw malformed(call)
      return { type, resourceVersion }
    }
    case 'ERROR':
      throw statusError({ status: statusOf(object), body: object, action: call.action })
    default:
      throw malformed(call)
  }
}

function parseLine(line: string): { type?: unknown; object?: unknown } {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function statusOf(object: unknown): number {
  const code =
    typeof object === 'object' && object !== null && 'code' in object ? object.code : undefined
  return typeof code === 'number' ? code : 500
}

function malformed(call: Call): KubeError {
  return new KubeError('ERR_KUBE_UNREACHABLE', `the API server sent no event to ${call.action}`, {
    reason: MALFORMED_WATCH,
    retryable: true,
    hint: 'check that the server is a Kubernetes API server and no proxy answers instead',
  })
}
