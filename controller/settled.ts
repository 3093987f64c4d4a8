import { scopeOf } from '../src/index.ts'
import type { KubeObject } from '../toolkit/kube/index.ts'

/** Which version of a Secret is meant; nothing in it when there is no Secret. */
export interface SecretVersion {
  readonly uid: string | undefined
  readonly resourceVersion: string | undefined
}

/** How the last pass over a SealedSecret ended. */
export type SettledOutcome = 'synced' | 'ErrUnsealFailed' | 'ErrUpdateFailed'

interface Entry {
  readonly input: string
  readonly outcome: SettledOutcome
  readonly secret: SecretVersion
}

/**
 * Remembers of each SealedSecret what the last pass saw and left behind, so that the echo of our own
 * writes causes no work, and a failure that only a change can end is not tried again without one.
 */
export class Settled {
  readonly #entries = new Map<string, Entry>()

  /** Whether another pass would see and do the same. */
  covers(key: string, object: KubeObject, secret: SecretVersion): boolean {
    const entry = this.#entries.get(key)
    return entry !== undefined && entry.input === inputOf(object) && isSettledFor(entry, secret)
  }

  /** Whether the Secret is as the last pass left it, or its state did not matter to that pass. */
  coversSecret(key: string, secret: SecretVersion): boolean {
    const entry = this.#entries.get(key)
    return entry !== undefined && isSettledFor(entry, secret)
  }

  /** How the last pass ended; `undefined` when there was none, or it is to be tried again. */
  outcome(key: string): SettledOutcome | undefined {
    return this.#entries.get(key)?.outcome
  }

  /** The Secret that the last pass left behind. */
  secret(key: string): SecretVersion | undefined {
    return this.#entries.get(key)?.secret
  }

  set(key: string, object: KubeObject, outcome: SettledOutcome, secret: SecretVersion): void {
    this.#entries.set(key, { input: inputOf(object), outcome, secret })
  }

  forget(key: string): void {
    this.#entries.delete(key)
  }

  /** Forgets every SealedSecret that could not be unsealed, and names them: other keys have come. */
  forgetUnsealFailures(): string[] {
    const keys = [...this.#entries]
      .filter(([, entry]) => entry.outcome === 'ErrUnsealFailed')
      .map(([key]) => key)
    for (const key of keys) this.forget(key)
    return keys
  }
}

/**
 * Everything of a SealedSecret that decides what becomes of it. The server counts `generation` up
 * with every change of the spec, not with those of annotations, of which the scope counts.
 */
export function inputOf({ metadata }: KubeObject): string {
  const scope = scopeOf(metadata.annotations)
  return `${metadata.uid ?? ''} ${metadata.generation ?? ''} ${scope}`
}

function isSettledFor(entry: Entry, secret: SecretVersion): boolean {
  if (entry.outcome === 'ErrUnsealFailed') return true
  return entry.secret.uid === secret.uid && entry.secret.resourceVersion === secret.resourceVersion
}
