/** What {@link writeFileAtomic} may be told. */
export interface WriteFileOptions {
  /** Permission bits of a new file, default 0o600. A file that is there keeps its own. */
  readonly mode?: number
  /** Refuse when the file is there already. */
  readonly exclusive?: boolean
}

/**
 * Replaces a file whole or not at all: temporary file in the same folder, fsync, rename. A symbolic
 * link stays and the file it names is replaced. Equal content is left alone.
 *
 * @throws WaxsealError ERR_FILE_UNWRITABLE
 */
export async function writeFileAtomic(
  path: string,
  content: Uint8Array | string,
  options: WriteFileOptions = {},
): Promise<'written' | 'unchanged'> {
  throw new TypeError(`not built yet: ${path} ${content.length} ${options.mode ?? 0}`)
}
