import { WaxsealError } from '../../src/errors.ts'
import type { KubeClient, KubeObject } from '../kube/index.ts'
import type { Clock } from './clock.ts'

/** Something worth telling about an object; shown by `kubectl describe`. */
export interface EventRecord {
  /** Its `apiVersion`, `kind` and metadata are needed. */
  readonly object: KubeObject
  readonly type: 'Normal' | 'Warning'
  /** One CamelCase word. */
  readonly reason: string
  /** Cut at 1,024 bytes. Never a secret value. */
  readonly message: string
}

/** What a recorder is made of. */
export interface EventRecorderOptions {
  readonly client: KubeClient
  /** `source.component` of the Events, such as `sealed-secrets`. */
  readonly component: string
  readonly clock: Clock
  /** Sending stops at once when aborted; what is queued is dropped. */
  readonly signal: AbortSignal
  /** An Event could not be sent and is dropped. */
  readonly onError?: (error: unknown) => void
}

/** Sends Events in the background: never throws, never blocks, repeats are counted in one Event. */
export interface EventRecorder {
  record(event: EventRecord): void
  /** Resolves when everything recorded so far is sent or dropped. */
  flush(): Promise<void>
}

/** A recorder of core/v1 Events. */
export function createEventRecorder(options: EventRecorderOptions): EventRecorder {
  throw new WaxsealError('ERR_INTERNAL', `not built yet: ${options.component}`)
}
