import { Keyring } from '../src/index.ts'
import type { KubeClient } from '../toolkit/kube/index.ts'
import { errorFields, type Logger } from '../toolkit/log/index.ts'
import {
  type Clock,
  createEventRecorder,
  createQueue,
  type QueueOutcome,
} from '../toolkit/reconcile/index.ts'
import { type KeyStore, openKeyStore } from '../toolkit/sealing-keys/index.ts'
import type { ControllerMetrics } from './controller-metrics.ts'
import { createReconciler } from './create-reconciler.ts'
import { createReporter } from './create-reporter.ts'
import { EVENT_COMPONENT } from './names.ts'
import { type Settings, servedNamespaces } from './options.ts'
import { Settled } from './settled.ts'
import { watchNamespaces } from './watch-namespaces.ts'

/** What a controller is made of. */
export interface ControllerParts {
  readonly settings: Settings
  /** The controller's own: where the key Secrets are. */
  readonly namespace: string
  readonly client: KubeClient
  readonly metrics: ControllerMetrics
  readonly log: Logger
  readonly clock: Clock
  /** How many items are opened at once: one for each core. */
  readonly lanes: number
}

/** A controller, and what its probes and its certificate need to know of it. */
export interface Controller {
  /** The keys in use at this moment; none before they are loaded. */
  keyring(): Keyring
  /** Whether the keys are loaded and all mirrors complete. */
  isReady(): boolean
  /**
   * Works until `signal` is aborted; what is under way then is ended, for a few seconds at most.
   *
   * @throws ERR_KEY_EXAMPLE, ERR_KEY_MALFORMED and others when no key in the cluster can be used
   */
  run(signal: AbortSignal): Promise<void>
}

/** How long a pass that is under way, and Events not yet sent, may take after the stop. */
const GRACE_MS = 5_000

/** Edits of a Secret are put right after this; whoever keeps editing it is met once a second, not at once. */
const HEAL_DELAY_MS = 1_000

/** Wires keys, mirrors, queue and reports together; nothing runs before {@link Controller.run}. */
export function createController(parts: ControllerParts): Controller {
  let keys: KeyStore | undefined
  let ready = false
  const none = new Keyring([])
  const keyring = (): Keyring => keys?.keyring ?? none
  return {
    keyring,
    isReady: () => ready,
    async run(signal) {
      const failed = new AbortController()
      const stop = AbortSignal.any([signal, failed.signal])
      const end = new AbortController()
      const cancel = abortAfterGrace(stop, end, parts.clock)
      try {
        const { watched, queue, events, retryUnsealFailures } = assemble(parts, keyring, end.signal)
        keys = await openKeys(parts, stop, retryUnsealFailures)
        const watching = watched.run(stop)
        await watched.synced
        ready = true
        parts.log.info('ready', { keys: keyring().keys.length })
        await Promise.all([queue.run(stop), watching])
        await events.flush()
      } catch (error) {
        if (!signal.aborted) throw error
      } finally {
        ready = false
        failed.abort()
        cancel()
        end.abort()
      }
    },
  }
}

/** Everything but the keys. Calls end with `end`, a while after the queue takes no more work. */
function assemble(parts: ControllerParts, keyring: () => Keyring, end: AbortSignal) {
  const { settings, client, metrics, log, clock } = parts
  const settled = new Settled()
  const events = createEventRecorder({
    client,
    component: EVENT_COMPONENT,
    clock,
    signal: end,
    onError: (error) => log.warn('cannot record an event', errorFields(error)),
  })
  const reporter = createReporter({ client, events, metrics, log, clock })
  const watched = watchNamespaces({
    client,
    namespaces: servedNamespaces(settings, parts.namespace),
    settled,
    clock,
    onKey: (key) => queue.add(key),
    onEdited: (key) => queue.addAfter(key, HEAL_DELAY_MS),
    onError: (error, delayMs) => log.warn('cannot watch', { ...errorFields(error), delayMs }),
  })
  const keyPlace = { namespace: parts.namespace, prefix: settings.keyPrefix }
  const own = { client, unsealer: keyring, keyPlace, settled, reporter }
  const reconcile = createReconciler({ ...own, ...watched })
  const queue = createQueue({
    reconcile: (key) => reconcile(key, end),
    workers: settings.workers,
    clock,
    onOutcome: (outcome) => logRetry(log, outcome),
  })
  const retryUnsealFailures = (): void => {
    for (const key of settled.forgetUnsealFailures()) queue.add(key)
  }
  return { watched, queue, events, retryUnsealFailures }
}

function openKeys(
  { settings, namespace, client, lanes, log, clock }: ControllerParts,
  signal: AbortSignal,
  onChange: () => void,
): Promise<KeyStore> {
  return openKeyStore({
    client,
    namespace,
    prefix: settings.keyPrefix,
    newKey: {
      bits: settings.keySize,
      commonName: settings.commonName,
      validForSeconds: settings.keyTtlSeconds,
    },
    lanes,
    allowExampleKeys: settings.allowExampleKeys ?? false,
    clock,
    signal,
    onChange: () => {
      log.info('sealing keys changed')
      onChange()
    },
    onProblem: (secret, error) =>
      log.warn('key secret not fully usable', { secret, ...errorFields(error) }),
    onGenerated: (secret) => log.info('sealing key generated', { secret }),
    onError: (error, delayMs) =>
      log.warn('cannot read or write the key secrets', { ...errorFields(error), delayMs }),
  })
}

function logRetry(log: Logger, outcome: QueueOutcome): void {
  if (outcome.kind !== 'error') return
  const { key, delayMs, error } = outcome
  log.warn('will try again', { sealedSecret: key, delayMs, ...errorFields(error) })
}

/** Aborts `end` some time after `stop`; the result cancels it. */
function abortAfterGrace(stop: AbortSignal, end: AbortController, clock: Clock): () => void {
  let cancel: (() => void) | undefined
  const start = (): void => {
    cancel = clock.after(GRACE_MS, () => end.abort())
  }
  stop.addEventListener('abort', start, { once: true })
  return () => {
    stop.removeEventListener('abort', start)
    cancel?.()
  }
}
