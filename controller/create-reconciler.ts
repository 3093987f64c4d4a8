import type { Unsealer } from '../src/index.ts'
import type { KubeClient, KubeObject } from '../toolkit/kube/index.ts'
import { ensureSecret, type EnsuredSecret, type WantedSecret } from '../toolkit/ownership/index.ts'
import type { Reconcile } from '../toolkit/reconcile/index.ts'
import { assertAdmissible, type KeyPlace } from './assert-admissible.ts'
import type { Reporter } from './create-reporter.ts'
import { isWorthAnotherTry } from './failure.ts'
import { type FailureReason, FIELD_MANAGER, OWNERSHIP_RULES } from './names.ts'
import type { SecretVersion, Settled } from './settled.ts'
import { unsealWanted } from './unseal-wanted.ts'

/** What a reconciler works with. */
export interface ReconcilerOptions {
  readonly client: KubeClient
  /** The SealedSecret of a key, as last seen. */
  readonly sealedSecret: (key: string) => KubeObject | undefined
  /** The version of the Secret of the same name, as last seen. */
  readonly secretVersion: (key: string) => SecretVersion
  /** The keys in use at the moment of the call. */
  readonly unsealer: () => Unsealer
  readonly keyPlace: KeyPlace
  readonly settled: Settled
  readonly reporter: Reporter
}

/** How the attempt to make a Secret ended. */
type Attempt =
  | { readonly kind: 'done'; readonly secret: EnsuredSecret }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly error: unknown }

/** Its disappearance is an event; this is for the case that it never comes. */
const WAIT_FOR_DELETION_MS = 30_000

/**
 * One pass over one SealedSecret: unseal, make the Secret so, report. Level-based, and free of charge
 * when nothing that matters has changed since the last pass.
 *
 * It throws what is worth another try; what only a change can end is reported and settled.
 */
export function createReconciler(options: ReconcilerOptions): Reconcile {
  const { settled, reporter } = options
  return async (key, signal) => {
    const object = options.sealedSecret(key)
    if (object === undefined) {
      settled.forget(key)
      reporter.forget(key)
      return {}
    }
    const seen = options.secretVersion(key)
    // Its Secret goes with it: the garbage collector follows the owner reference.
    if (object.metadata.deletionTimestamp !== undefined) return {}
    if (settled.covers(key, object, seen)) return {}
    const attempt = await makeSecret(object, { ...options, key, seen, signal })
    signal.throwIfAborted()
    settled.forget(key)
    if (attempt.kind === 'failed') {
      await reporter.report(key, object, attempt, signal)
      if (isWorthAnotherTry(attempt.error)) throw attempt.error
      settled.set(key, object, attempt.reason, seen)
      return {}
    }
    const { outcome } = attempt.secret
    if (outcome === 'waiting') return { requeueAfterMs: WAIT_FOR_DELETION_MS }
    await reporter.report(key, object, { kind: 'synced', wrote: outcome !== 'unchanged' }, signal)
    settled.set(key, object, 'synced', attempt.secret)
    return {}
  }
}

interface Pass extends ReconcilerOptions {
  readonly key: string
  readonly seen: SecretVersion
  readonly signal: AbortSignal
}

async function makeSecret(object: KubeObject, pass: Pass): Promise<Attempt> {
  const { client, key, seen, settled, signal } = pass
  let wanted: WantedSecret
  try {
    wanted = await unsealWanted(object, pass.unsealer())
  } catch (error) {
    return { kind: 'failed', reason: 'ErrUnsealFailed', error }
  }
  try {
    assertAdmissible(wanted, pass.keyPlace)
    const secret = await ensureSecret(wanted, {
      client,
      rules: OWNERSHIP_RULES,
      fieldManager: FIELD_MANAGER,
      mayExist: seen.uid !== undefined || settled.secret(key)?.uid !== undefined,
      signal,
    })
    return { kind: 'done', secret }
  } catch (error) {
    return { kind: 'failed', reason: 'ErrUpdateFailed', error }
  } finally {
    for (const plaintext of wanted.data.values()) plaintext.dispose()
  }
}
