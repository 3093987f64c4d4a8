import { decodeBase64, importSealingKey, type KeyringEntry, WaxsealError } from '../../src/index.ts'
import { assertNotExample } from '../keys/index.ts'
import type { KubeObject } from '../kube/index.ts'

/** How a key Secret is imported. */
export interface ImportKeyOptions {
  /** How many items the key opens at once. */
  readonly lanes: number
  /** Accept the published keys of `keys-example/`. */
  readonly allowExampleKeys: boolean
}

/** A key from the cluster, and what is wrong with it although it can be used. */
export interface ImportedKey {
  readonly entry: KeyringEntry
  /** The certificate is unusable: the key opens what was sealed for it, and seals nothing. */
  readonly problem: WaxsealError | undefined
}

/**
 * Imports the sealing key of a key Secret.
 *
 * A key whose certificate is missing, broken or another key's still opens, but never seals: dropping
 * it would make what was sealed for it unreadable.
 *
 * @throws ERR_KEY_MALFORMED, ERR_KEY_NOT_RSA, ERR_KEY_EXAMPLE
 */
export async function importKeySecret(
  secret: KubeObject,
  options: ImportKeyOptions,
): Promise<ImportedKey> {
  const { lanes } = options
  const privateKeyPem = pemItem(secret, 'tls.key')
  if (privateKeyPem === undefined) {
    throw new WaxsealError('ERR_KEY_MALFORMED', 'the key Secret has no readable item tls.key')
  }
  const imported = await importCertified(privateKeyPem, pemItem(secret, 'tls.crt') ?? '', lanes)
  assertNotExample(imported.entry.key, options.allowExampleKeys)
  return imported
}

async function importCertified(
  privateKeyPem: string,
  certificatePem: string,
  lanes: number,
): Promise<ImportedKey> {
  try {
    const key = await importSealingKey({ privateKeyPem, certificatePem, lanes })
    return { entry: { key }, problem: undefined }
  } catch (problem) {
    if (!(problem instanceof WaxsealError)) throw problem
    // Fails in the same way when it is the key that is broken.
    return { entry: { key: await importSealingKey({ privateKeyPem, lanes }) }, problem }
  }
}

function pemItem(secret: KubeObject, item: string): string | undefined {
  const data = secret['data']
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, item)) return undefined
  const value: unknown = Object.entries(data).find(([name]) => name === item)?.[1]
  const bytes = typeof value === 'string' ? decodeBase64(value) : undefined
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
}
