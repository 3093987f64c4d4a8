import type { Config } from './config.ts'

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
  throw new TypeError(`not built yet: ${options.from}`)
}
