import { WaxsealError } from '../../src/errors.ts'

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The text of UTF-8 bytes, a byte order mark kept, so that encoding it gives the same bytes again.
 *
 * @param name - stands before the message: the file's name, or `stdin`
 * @throws WaxsealError ERR_DOCUMENT_SYNTAX when the bytes are not UTF-8
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new WaxsealError('ERR_DOCUMENT_SYNTAX', `${name}: not valid UTF-8`, {
      hint: 'save the file as UTF-8',
    })
  }
}
