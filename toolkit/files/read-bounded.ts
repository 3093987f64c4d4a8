import { close, open, read } from 'node:fs'
import { promisify } from 'node:util'
import { WaxsealError } from '../../src/errors.ts'
import { errnoOf } from './errno-of.ts'

/** How much is asked of a file at once; most manifests fit. */
const CHUNK = 64 * 1024

// Not node:fs/promises: loading it takes a tenth of a bare start, and every command reads a file.
const openFile = promisify(open)
const readChunk = promisify(read)
const closeFile = promisify(close)

/**
 * The bytes of a file, also of one that has no size of its own, such as a pipe.
 *
 * @throws WaxsealError ERR_FILE_NOT_FOUND | ERR_FILE_UNREADABLE | ERR_INPUT_TOO_LARGE
 */
export async function readFileBounded(
  path: string,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  let file: number | undefined
  try {
    file = await openFile(path, 'r')
    return await collect(chunksOf(file), limitBytes, path)
  } catch (error) {
    throw readFault(error, path)
  } finally {
    if (file !== undefined) await closeFile(file)
  }
}

/**
 * The bytes of a stream, such as standard input, to its end.
 *
 * @param name - names the stream in errors
 * @throws WaxsealError ERR_FILE_UNREADABLE | ERR_INPUT_TOO_LARGE
 */
export async function readStreamBounded(
  stream: AsyncIterable<Uint8Array | string>,
  limitBytes: number,
  name = 'stdin',
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await collect(stream, limitBytes, name)
  } catch (error) {
    throw readFault(error, name)
  }
}

async function* chunksOf(file: number): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { bytesRead, buffer } = await readChunk(file, new Uint8Array(CHUNK), 0, CHUNK, null)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}

async function collect(
  chunks: AsyncIterable<Uint8Array | string>,
  limitBytes: number,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    const part = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk
    length += part.byteLength
    if (length > limitBytes) {
      throw new WaxsealError('ERR_INPUT_TOO_LARGE', `${name}: larger than ${limitBytes} bytes`)
    }
    parts.push(part)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.byteLength
  }
  return bytes
}

function readFault(error: unknown, name: string): Error {
  const errno = errnoOf(error)
  if (errno === undefined) return error instanceof Error ? error : new TypeError('not an error')
  if (errno === 'ENOENT' || errno === 'ENOTDIR') {
    return new WaxsealError('ERR_FILE_NOT_FOUND', `${name}: no such file`)
  }
  const reason = errno === 'EISDIR' ? 'is a folder, not a file' : `cannot be read (${errno})`
  return new WaxsealError('ERR_FILE_UNREADABLE', `${name}: ${reason}`)
}
