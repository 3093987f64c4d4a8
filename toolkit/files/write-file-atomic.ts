import type { Stats } from 'node:fs'
import { access, constants, link, lstat, open, readlink, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { WaxsealError } from '../../src/errors.ts'
import { errnoOf } from './errno-of.ts'
import { readFileBounded } from './read-bounded.ts'

/** Symbolic links one behind the other, as Linux follows them. */
const MAX_LINKS = 40

/** What {@link writeFileAtomic} may be told. */
export interface WriteFileOptions {
  /** Permission bits of a new file, default 0o600. A file that is there keeps its own. */
  readonly mode?: number
  /** Refuse when the file is there already. */
  readonly exclusive?: boolean
}

interface Target {
  /** Where the symbolic links end. */
  readonly path: string
  /** `undefined` when there is no file yet. */
  readonly current: Stats | undefined
}

/**
 * Replaces a file whole or not at all: temporary file in the same folder, fsync, rename, fsync of the
 * folder. A symbolic link stays and the file it names is replaced. Equal content is left alone.
 *
 * @throws WaxsealError ERR_FILE_UNWRITABLE; the file is then as it was
 */
export async function writeFileAtomic(
  path: string,
  content: Uint8Array | string,
  options: WriteFileOptions = {},
): Promise<'written' | 'unchanged'> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  try {
    const target = await findTarget(path)
    if (target.current !== undefined && options.exclusive === true) throw isThere(path)
    if (await holds(target, bytes)) return 'unchanged'
    await assertWritable(target, path)
    await putInPlace(target, bytes, options)
    return 'written'
  } catch (error) {
    throw writeFault(error, path)
  }
}

/** Follows symbolic links by hand: the file they name may not be there yet. */
async function findTarget(path: string): Promise<Target> {
  let target = resolve(path)
  for (let links = 0; links < MAX_LINKS; links++) {
    const stats = await lstat(target).catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return undefined
      throw error
    })
    if (stats === undefined) return { path: target, current: undefined }
    if (!stats.isSymbolicLink()) {
      if (stats.isFile()) return { path: target, current: stats }
      throw new WaxsealError('ERR_FILE_UNWRITABLE', `${path}: is not a regular file`)
    }
    target = resolve(dirname(target), await readlink(target))
  }
  throw new WaxsealError('ERR_FILE_UNWRITABLE', `${path}: too many symbolic links`)
}

/** A rename would replace a read-only file, which is not what its owner wanted. */
async function assertWritable(target: Target, path: string): Promise<void> {
  if (target.current === undefined) return
  if ((target.current.mode & 0o222) === 0) {
    throw new WaxsealError('ERR_FILE_UNWRITABLE', `${path}: is read-only`)
  }
  await access(target.path, constants.W_OK)
}

async function holds({ path, current }: Target, bytes: Uint8Array): Promise<boolean> {
  if (current?.size !== bytes.byteLength) return false
  try {
    const old = await readFileBounded(path, bytes.byteLength)
    return old.byteLength === bytes.byteLength && old.every((byte, index) => byte === bytes[index])
  } catch (error) {
    // a file that may be written but not read
    if (error instanceof WaxsealError) return false
    throw error
  }
}

async function putInPlace(
  { path, current }: Target,
  bytes: Uint8Array,
  { mode = 0o600, exclusive = false }: WriteFileOptions,
): Promise<void> {
  const folder = dirname(path)
  const temporary = join(folder, `.${basename(path).slice(0, 200)}.${crypto.randomUUID()}.tmp`)
  try {
    await writeSynced(temporary, bytes, current ?? { mode })
    // a link is refused where a file is, a rename would replace it
    if (exclusive) await link(temporary, path)
    else await rename(temporary, path)
  } catch (error) {
    await unlink(temporary).catch(() => {})
    throw error
  }
  if (exclusive) await unlink(temporary).catch(() => {})
  await syncFolder(folder)
}

async function writeSynced(
  path: string,
  bytes: Uint8Array,
  like: Pick<Stats, 'mode'> | Stats,
): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    // only root may give a file away; for others it is theirs already, or stays with the writer
    if ('uid' in like) await file.chown(like.uid, like.gid).catch(() => {})
    await file.chmod(like.mode & 0o7777)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes the rename last; some file systems cannot, and the file is in place all the same. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

function isThere(path: string): WaxsealError {
  return new WaxsealError('ERR_FILE_UNWRITABLE', `${path}: is there already`, {
    hint: 'give another name, or remove the file first',
  })
}

function writeFault(error: unknown, path: string): Error {
  const errno = errnoOf(error)
  if (errno === undefined) return error instanceof Error ? error : new TypeError('not an error')
  if (errno === 'EEXIST') return isThere(path)
  const reason = errno === 'ENOENT' ? 'its folder does not exist' : `cannot be written (${errno})`
  return new WaxsealError('ERR_FILE_UNWRITABLE', `${path}: ${reason}`)
}
