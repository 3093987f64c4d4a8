import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  Deadline,
  explainTransportFailure,
  openHttp,
  readBody,
  StaleConnectionError,
} from '../http/index.ts'
import type { KubeAccess, KubeCredentials } from './kube-access.ts'
import { createAgentPool } from './agent-pool.ts'
import type { AgentPool } from './agent-pool.ts'
import { KubeError } from './kube-error.ts'
import { statusError } from './status-error.ts'
import { TRANSPORT_HINTS } from './transport-hints.ts'

/** How calls are sent. */
export interface TransportOptions {
  readonly userAgent: string
  readonly timeoutMs: number
  readonly retries: number
  readonly maxConnections: number
}

/** One call to the API server. */
export interface Call {
  readonly method: string
  /** With the query. */
  readonly path: string
  /** What it does, for messages: a verb, a plural and an object, such as `get secrets a/b`. */
  readonly action: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Its answer may have many megabytes: the time limit counts silence only. */
  readonly isLong?: boolean
  readonly signal?: AbortSignal | undefined
}

/** A body with its head. */
export interface Answer {
  readonly status: number
  readonly contentType: string
  readonly body: Uint8Array<ArrayBuffer>
}

/** A running answer: `deadline` ends it when it falls silent; both must be ended by the taker. */
export interface Stream {
  readonly message: IncomingMessage
  readonly deadline: Deadline
}

/** Longest wait the server may ask for at one 429. */
const MAX_RETRY_AFTER_MS = 30_000
/** Longest body of a failure that is read for its reason. */
const STATUS_LIMIT_BYTES = 64 * 1024
/** A server that restarts closes all idle connections; each try takes one of them away. */
const STALE_TRIES = 3

/** Sends calls with the user's credentials: 401 renews them once, 429 waits as asked. */
export class KubeTransport {
  readonly #access: KubeAccess
  readonly #options: TransportOptions
  readonly #agents: AgentPool
  readonly #base: URL
  readonly #peer: string

  constructor(access: KubeAccess, options: TransportOptions) {
    this.#access = access
    this.#options = options
    this.#base = new URL(access.server)
    this.#peer = `the API server at ${this.#base.host}`
    this.#agents = createAgentPool(this.#base, options.maxConnections, access.proxyEnv)
  }

  /** Sends a call and reads its answer of at most `limitBytes`; anything but 2xx is thrown. */
  async answer(call: Call, limitBytes: number): Promise<Answer> {
    return this.#insist(call, async (credentials) => {
      const deadline = new Deadline(this.#options.timeoutMs, call.signal)
      try {
        const message = await this.#open(call, credentials, deadline.signal)
        const onChunk = call.isLong === true ? () => deadline.restart() : undefined
        const body = await readBody(message, limitBytes, onChunk).catch((error: unknown) => {
          message.destroy()
          throw error
        })
        return {
          status: message.statusCode ?? 0,
          contentType: message.headers['content-type'] ?? '',
          body,
        }
      } catch (error) {
        throw this.#explain(error, call, deadline)
      } finally {
        deadline.end()
      }
    })
  }

  /** Sends a call whose answer goes on until it ends or is silent for `idleMs`. */
  async stream(call: Call, idleMs: number): Promise<Stream> {
    return this.#insist(call, async (credentials) => {
      const deadline = new Deadline(idleMs, call.signal)
      try {
        const message = await this.#open(call, credentials, deadline.signal, true)
        return { message, deadline }
      } catch (error) {
        deadline.end()
        throw this.#explain(error, call, deadline)
      }
    })
  }

  /** Closes all connections. */
  close(): void {
    this.#agents.destroy()
  }

  async #insist<T>(call: Call, attempt: (credentials: KubeCredentials) => Promise<T>): Promise<T> {
    call.signal?.throwIfAborted()
    let credentials = await abortable(this.#access.credentials(), call.signal)
    let isRenewed = false
    for (let retries = 0; ;) {
      try {
        return await attempt(credentials)
      } catch (error) {
        if (!(error instanceof KubeError)) throw error
        if (error.status === 401 && !isRenewed) {
          isRenewed = true
          credentials = await abortable(this.#access.credentials({ renew: true }), call.signal)
        } else if (error.status === 429 && retries < this.#options.retries) {
          retries++
          const ms = Math.min(error.retryAfterMs ?? 1_000, MAX_RETRY_AFTER_MS)
          await sleep(ms, undefined, { signal: call.signal }).catch(() => undefined)
          call.signal?.throwIfAborted()
        } else throw error
      }
    }
  }

  async #open(
    call: Call,
    credentials: KubeCredentials,
    signal: AbortSignal,
    isWatch = false,
  ): Promise<IncomingMessage> {
    for (let tries = 1; ; tries++) {
      try {
        const message = await openHttp({
          url: this.#base,
          path: this.#base.pathname.replace(/\/$/, '') + call.path,
          method: call.method,
          headers: {
            accept: 'application/json',
            'user-agent': this.#options.userAgent,
            ...call.headers,
            ...credentials.headers,
          },
          agent: this.#agents.agentFor(credentials, isWatch),
          signal,
          ...(call.body === undefined ? {} : { body: call.body }),
        })
        const status = message.statusCode ?? 0
        if (status >= 200 && status < 300) return message
        throw await failureOf(message, call)
      } catch (error) {
        const isStale = error instanceof StaleConnectionError && call.method === 'GET'
        if (!isStale || tries === STALE_TRIES) throw error
      }
    }
  }

  #explain(error: unknown, call: Call, deadline: Deadline): unknown {
    if (call.signal?.aborted === true) return call.signal.reason
    if (error instanceof KubeError) return error
    const cause = deadline.signal.aborted ? deadline.signal.reason : error
    const { kind, message } = explainTransportFailure(cause, this.#peer)
    return new KubeError('ERR_KUBE_UNREACHABLE', message, {
      hint: TRANSPORT_HINTS[kind],
      retryable: true,
      reason: kind === 'too-large' ? TOO_LARGE : '',
    })
  }
}

/** The reason of an `ERR_KUBE_UNREACHABLE` whose answer exceeded its limit. */
export const TOO_LARGE = 'ResponseTooLarge'

/** Doesn't wait for a credential plugin any more when the caller doesn't. */
async function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const stopped = Promise.withResolvers<void>()
  const stop = (): void => stopped.resolve()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    await Promise.race([promise, stopped.promise])
    signal?.throwIfAborted()
    return await promise
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

async function failureOf(message: IncomingMessage, call: Call): Promise<KubeError> {
  const body = await readBody(message, STATUS_LIMIT_BYTES).catch(() => {
    message.destroy()
    return new Uint8Array()
  })
  return statusError({
    status: message.statusCode ?? 0,
    retryAfter: message.headers['retry-after'],
    body: parseJson(body),
    action: call.action,
  })
}

/** The JSON value in `body`, or `undefined`; the parser's own error quotes what it read. */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8'))
  } catch {
    return undefined
  }
}
