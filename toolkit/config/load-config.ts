import { decodeText } from '../documents/index.ts'
import { WaxsealError } from '../../src/errors.ts'
import { readFileBounded } from '../files/index.ts'
import type { Config } from './config.ts'
import { findConfig } from './find-config.ts'
import { parseConfig } from './parse-config.ts'

/** A configuration names a handful of clusters. */
const MAX_BYTES = 1024 * 1024

/**
 * The configuration that holds for a file: the nearest `.waxseal.yaml` from its folder upwards, or
 * `undefined` when there is none.
 *
 * @throws WaxsealError ERR_CONFIG_INVALID naming the wrong field, ERR_FILE_UNREADABLE
 */
export async function loadConfig(options: {
  /** Path of the target file or folder; need not exist. */
  readonly from: string
}): Promise<Config | undefined> {
  const path = await findConfig(options.from)
  if (path === undefined) return undefined
  return parseConfig(await readText(path), path)
}

async function readText(path: string): Promise<string> {
  const bytes = await readFileBounded(path, MAX_BYTES)
  try {
    return decodeText(bytes, path)
  } catch (error) {
    if (!(error instanceof WaxsealError)) throw error
    throw new WaxsealError('ERR_CONFIG_INVALID', error.message)
  }
}
