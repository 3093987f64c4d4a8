/** A status condition as upstream's custom resource has it. */
export interface Condition {
  readonly type: string
  readonly status: 'True' | 'False' | 'Unknown'
  /** One CamelCase word. */
  readonly reason?: string
  readonly message?: string
  /** RFC 3339; when `status` last flipped. */
  readonly lastTransitionTime: string
  /** RFC 3339; when anything in it last changed. */
  readonly lastUpdateTime: string
  readonly observedGeneration?: number
}

/** A condition as a reconciler states it, without times. */
export type ConditionState = Omit<Condition, 'lastTransitionTime' | 'lastUpdateTime'>

/**
 * The conditions with `state` in them; the others are kept. Returns the very same array when nothing
 * but the time would change, so that a caller can skip the write.
 */
export function setCondition(
  conditions: readonly Condition[],
  state: ConditionState,
  at: Date,
): readonly Condition[] {
  const now = at.toISOString().replace(/\.\d+Z$/, 'Z')
  const index = conditions.findIndex((condition) => condition.type === state.type)
  const before = conditions[index]
  if (before === undefined) {
    return [...conditions, { ...state, lastTransitionTime: now, lastUpdateTime: now }]
  }
  if (isSameState(before, state)) return conditions
  const lastTransitionTime = before.status === state.status ? before.lastTransitionTime : now
  return conditions.with(index, { ...state, lastTransitionTime, lastUpdateTime: now })
}

function isSameState(a: ConditionState, b: ConditionState): boolean {
  return (
    a.status === b.status &&
    a.reason === b.reason &&
    a.message === b.message &&
    a.observedGeneration === b.observedGeneration
  )
}
