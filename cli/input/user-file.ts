import { resolve } from 'node:path'
import { WaxsealError } from '../../src/errors.ts'
import type { WriteFileOptions } from '../../toolkit/files/index.ts'
// Not from the façade: writing loads node:fs/promises, which a command that prints does without.
import { readFileBounded } from '../../toolkit/files/read-bounded.ts'
import type { Io } from '../io.ts'

/**
 * Reads a file that the user named; errors call it as the user did.
 *
 * @throws {@link WaxsealError} `ERR_FILE_NOT_FOUND`, `ERR_FILE_UNREADABLE`, `ERR_INPUT_TOO_LARGE`
 */
export function readUserFile(
  name: string,
  limitBytes: number,
  io: Io,
): Promise<Uint8Array<ArrayBuffer>> {
  const path = resolve(io.cwd, name)
  return asNamed(name, path, readFileBounded(path, limitBytes))
}

/**
 * Writes a file that the user named, whole or not at all; errors call it as the user did. A signal
 * that comes while it is written ends the command afterwards, so that nothing temporary stays behind.
 *
 * @throws {@link WaxsealError} `ERR_FILE_UNWRITABLE`
 */
export async function writeUserFile(
  name: string,
  content: string,
  options: WriteFileOptions,
  io: Io,
): Promise<'written' | 'unchanged'> {
  io.interruption()
  const path = resolve(io.cwd, name)
  const { writeFileAtomic } = await import('../../toolkit/files/index.ts')
  return asNamed(name, path, writeFileAtomic(path, content, options))
}

async function asNamed<T>(name: string, path: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof WaxsealError) || !error.message.startsWith(`${path}: `)) throw error
    throw new WaxsealError(error.code, `${name}${error.message.slice(path.length)}`, {
      hint: error.hint ?? HINTS[error.code] ?? 'check the name of the file',
    })
  }
}

const HINTS: Readonly<Record<string, string>> = {
  ERR_FILE_UNREADABLE: 'check that it is a file and that you may read it',
  ERR_FILE_UNWRITABLE: 'check that the folder is there and that you may write to it',
  ERR_INPUT_TOO_LARGE: 'check that this is the right file',
}
