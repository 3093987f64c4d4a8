import { request as httpsRequest } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { createInterface } from 'node:readline'
import type { Json } from '../../sandbox/objects/json.ts'

/** How to reach an API server. */
export interface RawAccess {
  readonly url: string
  readonly token: string
  /** PEM. */
  readonly certificate: string
}

/** What to send besides method and path. */
export interface RawOptions {
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: Json
  /** `Content-Type`. */
  readonly type?: string
  readonly accept?: string
  /** Instead of the right token; `null` sends none. */
  readonly token?: string | null
}

/** What came back. */
export interface RawAnswer {
  readonly status: number
  readonly type: string
  readonly warnings: readonly string[]
  /** The parsed JSON; `null` when it is none. */
  readonly body: Json
  readonly text: string
}

/** One line of a watch. */
export interface RawEvent {
  readonly type: string
  readonly object: Json
}

/** A watch that is being read. */
export interface RawWatch {
  readonly status: number
  /** The next event, `undefined` when the server has ended the watch. */
  next(): Promise<RawEvent | undefined>
  /** All events until the server ends the watch. */
  rest(): Promise<RawEvent[]>
  close(): void
}

/** Speaks to an API server as plainly as possible, so that suites see exactly what it says. */
export class RawClient {
  readonly #access: RawAccess

  constructor(access: RawAccess) {
    this.#access = access
  }

  async send(method: string, path: string, options: RawOptions = {}): Promise<RawAnswer> {
    const message = await this.#open(method, path, options)
    const chunks: Buffer[] = []
    for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    const { warning } = message.headers
    return {
      status: message.statusCode ?? 0,
      type: (message.headers['content-type'] ?? '').split(';', 1).join(),
      warnings: typeof warning === 'string' ? [warning] : [],
      body: parseOrNull(text),
      text,
    }
  }

  async watch(path: string, options: RawOptions = {}): Promise<RawWatch> {
    const message = await this.#open('GET', path, options)
    const lines = createInterface({ input: message })[Symbol.asyncIterator]()
    const next = async (): Promise<RawEvent | undefined> => {
      const line = await lines.next()
      return line.done === true ? undefined : (JSON.parse(line.value) as RawEvent)
    }
    return {
      status: message.statusCode ?? 0,
      next,
      rest: async () => {
        const events: RawEvent[] = []
        for (let event = await next(); event !== undefined; event = await next()) events.push(event)
        return events
      },
      close: () => message.destroy(),
    }
  }

  #open(method: string, path: string, options: RawOptions): Promise<IncomingMessage> {
    const { url, token, certificate } = this.#access
    const { body, accept } = options
    const type = options.type ?? (body === undefined ? undefined : 'application/json')
    const bearer = options.token === undefined ? token : options.token
    const bytes = typeof body === 'string' ? body : JSON.stringify(body ?? null)
    const headers = {
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(type === undefined ? {} : { 'content-type': type }),
      ...(accept === undefined ? {} : { accept }),
      // Node sends a body with DELETE only when it is told how long it is.
      ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(bytes) }),
    }
    return new Promise((resolve, reject) => {
      const request = httpsRequest(`${url}${path}`, {
        method,
        headers,
        ca: certificate,
        agent: false,
      })
      request.once('response', resolve)
      request.once('error', reject)
      if (body === undefined) request.end()
      else request.end(bytes)
    })
  }
}

function parseOrNull(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}
