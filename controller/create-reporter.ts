import {
  isKubeStatus,
  type KubeClient,
  type KubeMetadata,
  type KubeObject,
  SEALED_SECRETS,
  apiVersionOf,
} from '../toolkit/kube/index.ts'
import { errorFields, type Logger } from '../toolkit/log/index.ts'
import type { Clock, EventRecorder } from '../toolkit/reconcile/index.ts'
import type { ControllerMetrics } from './controller-metrics.ts'
import { decide, type Outcome, type Status } from './decide.ts'

/** What a reporter works with. */
export interface ReporterOptions {
  readonly client: KubeClient
  readonly events: EventRecorder
  readonly metrics: ControllerMetrics
  readonly log: Logger
  readonly clock: Clock
}

/** Tells the world how a pass ended: status, Event, metrics, log. */
export interface Reporter {
  /** @throws KubeError when the status could not be written */
  report(key: string, object: KubeObject, outcome: Outcome, signal: AbortSignal): Promise<void>
  /** The SealedSecret is gone. */
  forget(key: string): void
}

/** The items of a list come without a kind of their own. */
const KIND = { apiVersion: apiVersionOf(SEALED_SECRETS), kind: SEALED_SECRETS.kind }

/** Builds a reporter. */
export function createReporter(options: ReporterOptions): Reporter {
  const { client, events, metrics, log, clock } = options
  const written = new Map<string, WrittenStatus>()
  return {
    async report(key, object, outcome, signal) {
      logOutcome(log, key, object, outcome)
      metrics.countPass(object, outcome)
      const report = decide(withNewerStatus(object, written.get(key)), outcome, clock.now())
      try {
        if (report.status !== undefined) {
          const { metadata } = await writeStatus(client, object, report.status, signal)
          written.set(key, { version: versionOf(metadata), status: report.status })
        }
      } catch (error) {
        if (isKubeStatus(error, 404) || isKubeStatus(error, 409)) return
        metrics.countStatusError(object)
        throw error
      }
      metrics.setCondition(key, object, report.synced)
      if (report.event !== undefined) {
        events.record({ object: { ...object, ...KIND }, ...report.event })
      }
    },
    forget(key) {
      written.delete(key)
      metrics.forget(key)
    },
  }
}

/**
 * Only the status, and only of this very object: a SealedSecret made anew under the same name answers
 * 409. Whatever else is in the status stays.
 */
async function writeStatus(
  client: KubeClient,
  { metadata }: KubeObject,
  status: Status,
  signal: AbortSignal,
): Promise<KubeObject> {
  const { name = '', namespace = '', uid } = metadata
  const body = { metadata: { uid }, status: { ...status } }
  return client.patchStatus(
    SEALED_SECRETS,
    { namespace, name },
    { type: 'merge', body },
    { signal },
  )
}

/** What we wrote last, and the version of the object since then. */
interface WrittenStatus {
  readonly version: bigint
  readonly status: Status
}

/**
 * The object with the status that we wrote last, when the mirror has not caught up with it yet; else
 * a pass in quick succession would see no status and get the times of transition wrong.
 */
function withNewerStatus(object: KubeObject, written: WrittenStatus | undefined): KubeObject {
  if (written === undefined || written.version <= versionOf(object.metadata)) return object
  return { ...object, status: written.status }
}

/** Resource versions are decimal numbers that grow; anything else counts as oldest. */
function versionOf({ resourceVersion = '' }: KubeMetadata): bigint {
  return /^\d{1,20}$/.test(resourceVersion) ? BigInt(resourceVersion) : 0n
}

function logOutcome(log: Logger, key: string, object: KubeObject, outcome: Outcome): void {
  const fields = { sealedSecret: key, generation: object.metadata.generation }
  if (outcome.kind === 'failed') {
    log.warn('cannot sync', { ...fields, reason: outcome.reason, ...errorFields(outcome.error) })
  } else if (outcome.wrote) {
    log.info('secret written', fields)
  } else {
    log.debug('secret unchanged', fields)
  }
}
