import type { Keyring, WaxsealError } from '../../src/index.ts'
import type { KubeClient } from '../kube/index.ts'
import type { Clock } from '../reconcile/index.ts'
import type { ImportKeyOptions } from './import-key-secret.ts'

/** The sealing key that is made when there is none. */
export interface NewKeyOptions {
  readonly bits: number
  readonly commonName: string
  readonly validForSeconds: number
}

/** What a key store is made of. */
export interface KeyStoreOptions extends ImportKeyOptions {
  readonly client: KubeClient
  /** Where the key Secrets are. */
  readonly namespace: string
  readonly prefix: string
  readonly newKey: NewKeyOptions
  readonly clock: Clock
  /** Ends the watch of the key Secrets. */
  readonly signal: AbortSignal
  /** The keys are others than before; not called for the first ones. */
  readonly onChange: () => void
  /** A key Secret cannot be used, or only to open. */
  readonly onProblem: (secret: string, error: WaxsealError) => void
  /** A key was generated, since there was none. */
  readonly onGenerated: (secret: string) => void
  /** The key Secrets could not be read or written; tried again after `delayMs`. */
  readonly onError: (error: unknown, delayMs: number) => void
}

/** The sealing keys of a cluster, kept up to date. */
export interface KeyStore {
  /** The keys in use at this moment. */
  readonly keyring: Keyring
}
