import { Plaintext } from '../../src/plaintext.ts'
import { readStreamBounded } from '../../toolkit/files/read-bounded.ts'
import type { Io } from '../io.ts'
import { note } from '../output/talk.ts'
import { promptHidden } from './prompt-hidden.ts'
import { readUserFile } from './user-file.ts'

/** What the API server takes for a whole Secret. */
const LIMIT_BYTES = 1024 * 1024
const NEWLINE = 0x0a

/**
 * One secret value: from a file byte for byte, by a hidden prompt, or from stdin byte for byte.
 *
 * @throws WaxsealError of the file or the prompt, `ERR_INPUT_TOO_LARGE` above 1 MiB
 */
export async function readValue(
  item: string,
  fromFile: string | undefined,
  io: Io,
): Promise<Plaintext> {
  if (fromFile !== undefined && fromFile !== '-') {
    return new Plaintext(await readUserFile(fromFile, LIMIT_BYTES, io))
  }
  if (io.stdin.isTTY) return promptHidden(io, `value of ${item} (hidden)`)
  const bytes = await readStreamBounded(io.stdin.chunks(), LIMIT_BYTES, 'stdin')
  if (bytes.at(-1) === NEWLINE) {
    await note(io, 'the value ends with a newline, which is kept; printf "%s" writes none')
  }
  return new Plaintext(bytes)
}
