import type { ServerResponse } from 'node:http'
import type { JsonObject } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { Answer } from '../http/answer.ts'
import type { ListOptions } from '../reads/list-options.ts'
import { representOne } from '../reads/represent.ts'
import type { Presentation } from '../reads/represent.ts'
import { bookmark, watch } from '../reads/watch.ts'
import type { WatchEvent, WatchScope } from '../reads/watch.ts'
import { presentation } from './resource-request.ts'
import type { ResourceRequest } from './resource-request.ts'

/** How long a watch lasts when its client does not say. */
const DEFAULT_TIMEOUT_SECONDS = 3600
/** How often a client that wants bookmarks gets one. */
const BOOKMARK_EVERY_MS = 60_000
/** A client that leaves this much unread is cut off: it will list again. */
const MAX_UNREAD_BYTES = 64 * 1024 * 1024

/** Answers with a stream of events, one JSON object per line, until time is up or either side ends. */
export function watchAnswer(request: ResourceRequest, options: ListOptions): Answer {
  const { services, kind, path } = request
  // Asked for anew with every event, because ages are counted to its time.
  const show = (): Presentation => presentation(request)
  show()
  const scope: WatchScope = { store: services.store, kind, namespace: path.namespace, options }
  return { kind: 'stream', run: (response) => stream(response, scope, show) }
}

function stream(response: ServerResponse, scope: WatchScope, show: () => Presentation): void {
  const { options } = scope
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache' })
  response.flushHeaders()
  let lines = 0
  let begun = false
  const give = (event: WatchEvent): void => {
    response.write(`${JSON.stringify(line(event, show(), lines++ === 0))}\n`)
    if (event.type === 'ERROR') response.end()
    // What is there at the beginning is written in one go, however much it is.
    else if (begun && response.writableLength > MAX_UNREAD_BYTES) response.destroy()
  }
  const unwatch = watch(scope, give)
  begun = true
  const mark = (): void => {
    if (options.bookmarks) give(bookmark(scope))
  }
  const bookmarks = setInterval(mark, BOOKMARK_EVERY_MS)
  const seconds = options.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS
  const timeout = setTimeout(() => {
    mark()
    stop()
    response.end()
  }, seconds * 1000)
  const stop = (): void => {
    unwatch()
    clearTimeout(timeout)
    clearInterval(bookmarks)
  }
  response.once('close', stop)
}

/** Only the first table of a watch says what its columns are. */
function line({ type, object }: WatchEvent, shown: Presentation, first: boolean): JsonObject {
  const table = shown.form === 'table'
  if (type === 'ERROR' || (type === 'BOOKMARK' && !table)) return { type, object }
  const presented = representOne(object as KubeObject, shown)
  if (type === 'BOOKMARK') return { type, object: { ...presented, rows: [] } }
  return { type, object: table && !first ? { ...presented, columnDefinitions: null } : presented }
}
