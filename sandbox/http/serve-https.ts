import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { WaxsealError } from '../../src/index.ts'
import { StatusError } from '../objects/status-error.ts'
import type { Answer } from './answer.ts'
import { jsonAnswer, sendAnswer } from './answer.ts'

/** What to serve, and where. */
export interface ServeOptions {
  readonly address: string
  /** 0 takes a free one. */
  readonly port: number
  /** PEM. */
  readonly key: string
  /** PEM. */
  readonly certificate: string
  readonly answer: (message: IncomingMessage) => Promise<Answer>
  /** Hears of errors that are our bugs; the client only learns that there was one. */
  readonly onBug: (error: unknown) => void
}

/** A server that listens. */
export interface RunningServer {
  readonly port: number
  /** Ends all connections, watches too. */
  close(): Promise<void>
}

/** Longer than clients keep idle connections, so that none is closed just as it is used again. */
const KEEP_ALIVE_MS = 75_000

/**
 * Starts an HTTPS server.
 *
 * @throws WaxsealError ERR_USAGE when it cannot listen there
 */
export async function serveHttps(options: ServeOptions): Promise<RunningServer> {
  const { key, certificate: cert, address } = options
  const server = createServer({ key, cert }, (message, response) => {
    void respond(options, message, response)
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const hint = 'choose another --port, or none to get a free one'
      const message = `cannot listen on ${address}:${options.port} (${error.code ?? 'unknown'})`
      reject(new WaxsealError('ERR_USAGE', message, { hint }))
    })
    server.listen(options.port, address, resolve)
  })
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { port, close }
}

async function respond(
  { answer, onBug }: ServeOptions,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A client that goes away in the middle is not worth a word.
  response.on('error', () => undefined)
  try {
    sendAnswer(response, await answer(message))
  } catch (error) {
    const known = error instanceof StatusError
    if (!known && !message.destroyed) onBug(error)
    const status = known
      ? error
      : new StatusError(500, 'InternalError', 'internal error of the sandbox')
    if (response.headersSent) response.destroy()
    else sendAnswer(response, jsonAnswer(status.toStatus(), status.code))
  }
}
