/**
 * The bytes of a file.
 *
 * @throws WaxsealError ERR_FILE_NOT_FOUND | ERR_FILE_UNREADABLE | ERR_INPUT_TOO_LARGE
 */
export async function readFileBounded(
  path: string,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  throw new TypeError(`not built yet: ${path} ${limitBytes}`)
}

/**
 * The bytes of a stream, such as standard input, to its end.
 *
 * @param name - names the stream in errors, such as `stdin`
 * @throws WaxsealError ERR_FILE_UNREADABLE | ERR_INPUT_TOO_LARGE
 */
export async function readStreamBounded(
  stream: AsyncIterable<Uint8Array | string>,
  limitBytes: number,
  name = 'stdin',
): Promise<Uint8Array<ArrayBuffer>> {
  throw new TypeError(`not built yet: ${name} ${limitBytes} ${typeof stream}`)
}
