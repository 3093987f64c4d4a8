import type { IncomingMessage } from 'node:http'

/** A body longer than its reader takes. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError'
}

/**
 * The whole body of a request or answer, at most `limitBytes` long. When it is longer the rest is
 * left unread and the connection open, so that a server can still answer: close it afterwards.
 *
 * @param onChunk - called whenever bytes have come
 * @throws BodyTooLargeError, or the error of Node when the connection breaks off
 */
export function readBody(
  message: IncomingMessage,
  limitBytes: number,
  onChunk?: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const tooLarge = (): void => {
      message.off('data', take)
      message.pause()
      reject(new BodyTooLargeError(`the body is larger than ${limitBytes} bytes`))
    }
    const take = (chunk: Buffer): void => {
      onChunk?.()
      length += chunk.length
      chunks.push(chunk)
      if (length > limitBytes) tooLarge()
    }
    message.once('error', reject)
    message.once('close', () => reject(new Error('the body ended early')))
    message.once('end', () => resolve(new Uint8Array(Buffer.concat(chunks, length))))
    if (Number(message.headers['content-length'] ?? 0) > limitBytes) tooLarge()
    else message.on('data', take)
  })
}
