import type { KubeObject } from '../toolkit/kube/index.ts'
import { type Condition, setCondition } from '../toolkit/reconcile/index.ts'
import { failureText } from './failure.ts'
import { type FailureReason, SYNCED } from './names.ts'
import { readConditions } from './read-conditions.ts'

/** How one pass over a SealedSecret ended. */
export type Outcome =
  | { readonly kind: 'synced'; readonly wrote: boolean }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly error: unknown }

/** What the world is told of a pass; no part of it can hold a value. */
export interface Report {
  /** The new status, or `undefined` when the one that is there is right. */
  readonly status: Status | undefined
  readonly event: ReportedEvent | undefined
  /** The status of the condition after the pass. */
  readonly synced: boolean
}

/** What is written to `status`. */
export interface Status {
  readonly observedGeneration: number
  readonly conditions: readonly Condition[]
}

/** What is recorded as an Event. */
export interface ReportedEvent {
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
}

/**
 * Decides what to tell of a pass, given the SealedSecret with its present status; pure.
 *
 * The status is written when anything in it but the time would change: a new message is published,
 * an old one never stays. A missing reason or generation of a condition alone is no cause, so that
 * the statuses upstream wrote are left as they are until something happens.
 */
export function decide(object: KubeObject, outcome: Outcome, at: Date): Report {
  const generation = object.metadata.generation ?? 0
  const synced = outcome.kind === 'synced'
  const state = {
    type: SYNCED,
    status: synced ? ('True' as const) : ('False' as const),
    observedGeneration: generation,
    reason: synced ? 'Unsealed' : outcome.reason,
    message: synced ? '' : failureText(outcome.error),
  }
  const before = readConditions(object, at.toISOString())
  const known = before.map((condition) =>
    condition.type === SYNCED ? { ...unsaid(state), ...condition } : condition,
  )
  const conditions = setCondition(known, state, at)
  const observed = statusField(object, 'observedGeneration')
  const changed = conditions !== known || observed !== generation
  const told = changed || (synced && outcome.wrote)
  return {
    status: changed ? { observedGeneration: generation, conditions } : undefined,
    event: told ? eventOf(outcome) : undefined,
    synced,
  }
}

/** What upstream leaves out of a condition: reason, generation, and a message that is empty. */
function unsaid(state: {
  reason: string
  message: string
  observedGeneration: number
}): Partial<Condition> {
  const { reason, message, observedGeneration } = state
  return { reason, observedGeneration, ...(message === '' ? { message } : {}) }
}

function eventOf(outcome: Outcome): ReportedEvent {
  if (outcome.kind === 'synced') {
    return { type: 'Normal', reason: 'Unsealed', message: 'SealedSecret unsealed successfully' }
  }
  const text = failureText(outcome.error)
  const message = outcome.reason === 'ErrUnsealFailed' ? `Failed to unseal: ${text}` : text
  return { type: 'Warning', reason: outcome.reason, message }
}

function statusField(object: KubeObject, field: string): unknown {
  const status = object['status']
  return typeof status === 'object' && status !== null ? Reflect.get(status, field) : undefined
}
