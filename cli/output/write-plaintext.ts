import { chmod } from 'node:fs/promises'
import { resolve } from 'node:path'
import { WaxsealError } from '../../src/errors.ts'
import type { Options } from '../command/options.ts'
import { writeUserFile } from '../input/user-file.ts'
import type { Io } from '../io.ts'

const PRIVATE_MODE = 0o600

/**
 * Refuses, before anything is decrypted, to print plaintext where a person would see it unasked.
 *
 * @throws {@link WaxsealError} `ERR_REFUSED`
 */
export function refuseTerminal(options: Options, io: Io): void {
  if (!io.stdout.isTTY || options.has('write') || options.has('reveal')) return
  throw new WaxsealError('ERR_REFUSED', 'the output is plaintext and would go to the terminal', {
    hint: 'write it to a file with -w FILE, pipe it on, or say --reveal',
  })
}

/** Writes plaintext to the file of `-w`, for its owner only, or to stdout. */
export async function writePlaintext(text: string, options: Options, io: Io): Promise<void> {
  const target = options.text('write')
  if (target === undefined) return io.stdout.write(text)
  // A file that is there keeps its mode, so it is closed to others before plaintext goes in.
  await chmod(resolve(io.cwd, target), PRIVATE_MODE).catch(() => {})
  await writeUserFile(target, text, { mode: PRIVATE_MODE }, io)
}

/** The same for what must never replace anything: a private key. */
export async function writeNewPlaintext(text: string, options: Options, io: Io): Promise<void> {
  const target = options.text('write')
  if (target === undefined) return io.stdout.write(text)
  await writeUserFile(target, text, { mode: PRIVATE_MODE, exclusive: true }, io)
}
