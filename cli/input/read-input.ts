import { resolve } from 'node:path'
import { WaxsealError } from '../../src/errors.ts'
import { readStreamBounded } from '../../toolkit/files/read-bounded.ts'
import type { Io } from '../io.ts'
import { readUserFile } from './user-file.ts'

/** Manifests are small: a Secret holds 1 MiB at most, and a file of many is still below this. */
const LIMIT_BYTES = 64 * 1024 * 1024

/** What a command reads: where it is from, and the bytes. */
export interface InputFile {
  /** As the user called it, or `stdin`. */
  readonly name: string
  /** Absolute; `undefined` for stdin. */
  readonly path: string | undefined
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * Reads a file, or stdin for `-` and for nothing at all.
 *
 * @throws {@link WaxsealError} `ERR_USAGE` when nothing was named and stdin is a terminal;
 * `ERR_FILE_NOT_FOUND`, `ERR_FILE_UNREADABLE`, `ERR_INPUT_TOO_LARGE`
 */
export async function readInput(file: string | undefined, io: Io): Promise<InputFile> {
  if (file !== undefined && file !== '-') {
    const path = resolve(io.cwd, file)
    return { name: file, path, bytes: await readUserFile(file, LIMIT_BYTES, io) }
  }
  if (file === undefined && io.stdin.isTTY) {
    throw new WaxsealError('ERR_USAGE', 'nothing to read: no file was named', {
      hint: 'name a file, or pipe a manifest in; `-` reads what you type up to Ctrl-D',
    })
  }
  const bytes = await readStreamBounded(io.stdin.chunks(), LIMIT_BYTES, 'stdin')
  return { name: 'stdin', path: undefined, bytes }
}
