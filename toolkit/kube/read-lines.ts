import type { Readable } from 'node:stream'

/** A line longer than its reader takes. */
export class LineTooLongError extends Error {
  override readonly name = 'LineTooLongError'
}

/**
 * The lines of a stream as text, without empty ones; an unfinished line at the end is dropped, since
 * it is half an object. Leaving the loop destroys the stream.
 *
 * @param onChunk - called whenever bytes have come
 * @throws LineTooLongError when a line exceeds `limitBytes`; the error of Node when the stream breaks
 */
export async function* readLines(
  stream: Readable,
  limitBytes: number,
  onChunk: () => void,
): AsyncGenerator<string, void, undefined> {
  let rest: Buffer[] = []
  let length = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    onChunk()
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const piece = chunk.subarray(start, end)
      assertFits(length + piece.length, limitBytes)
      const line = rest.length === 0 ? piece : Buffer.concat([...rest, piece])
      rest = []
      length = 0
      start = end + 1
      if (line.length > 0) yield line.toString('utf8')
    }
    if (start < chunk.length) {
      rest.push(chunk.subarray(start))
      length += chunk.length - start
      assertFits(length, limitBytes)
    }
  }
}

const NEWLINE = 0x0a

function assertFits(length: number, limitBytes: number): void {
  if (length > limitBytes) throw new LineTooLongError(`a line is longer than ${limitBytes} bytes`)
}
