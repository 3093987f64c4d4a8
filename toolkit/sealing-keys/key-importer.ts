import { Keyring, WaxsealError } from '../../src/index.ts'
import { type KubeMetadata, type KubeObject, SECRETS } from '../kube/index.ts'
import { importKeySecret, type ImportedKey } from './import-key-secret.ts'
import type { KeyStoreOptions } from './key-store.ts'
import { persist } from './persist.ts'

/**
 * Makes keyrings from key Secrets and reads each version of a Secret once. Only the imported keys,
 * which cannot be read back, stay in memory.
 */
export class KeyImporter {
  keyring: Keyring = new Keyring([])
  readonly #options: KeyStoreOptions
  #imported = new Map<string, ImportedKey | WaxsealError>()

  constructor(options: KeyStoreOptions) {
    this.#options = options
  }

  /**
   * Makes the keyring from the Secrets with this metadata, the one to prefer first.
   *
   * @returns why some of them give no key
   * @throws the signal's reason when it is aborted
   */
  async load(secrets: readonly KubeMetadata[]): Promise<WaxsealError[]> {
    const imported = new Map<string, ImportedKey | WaxsealError>()
    for (const { name = '', uid = '', resourceVersion = '' } of secrets) {
      const version = `${name} ${uid} ${resourceVersion}`
      const result = this.#imported.get(version) ?? (await this.#import(name))
      if (result !== undefined) imported.set(version, result)
    }
    this.#imported = imported
    const results = [...imported.values()]
    const usable = results.filter((result): result is ImportedKey => 'entry' in result)
    this.keyring = new Keyring(usable.map((result) => result.entry))
    return results.filter((result) => result instanceof WaxsealError)
  }

  async #import(name: string): Promise<ImportedKey | WaxsealError | undefined> {
    const { client, namespace, signal, onProblem } = this.#options
    const read = (): Promise<KubeObject | undefined> =>
      client.find(SECRETS, { namespace, name }, { signal })
    const secret = await persist(read, this.#options)
    if (secret === undefined) return undefined
    try {
      const imported = await importKeySecret(secret, this.#options)
      if (imported.problem !== undefined) onProblem(name, imported.problem)
      return imported
    } catch (error) {
      if (!(error instanceof WaxsealError)) throw error
      onProblem(name, error)
      return error
    }
  }
}
