import { describe, expect, test } from 'vitest'
import { setCondition } from '../../../toolkit/reconcile/index.ts'
import type { Condition, ConditionState } from '../../../toolkit/reconcile/index.ts'

const OLD = '2026-01-01T00:00:00Z'
const NOW = '2026-01-02T03:04:05Z'
const at = new Date('2026-01-02T03:04:05.678Z')

const synced: Condition = {
  type: 'Synced',
  status: 'True',
  message: '',
  lastTransitionTime: OLD,
  lastUpdateTime: OLD,
  observedGeneration: 1,
}
const other: Condition = { ...synced, type: 'Other' }
const state: ConditionState = { type: 'Synced', status: 'True', message: '', observedGeneration: 1 }

describe('setCondition', () => {
  test('adds one with both times, in whole seconds', () => {
    expect(setCondition([other], state, at)).toEqual([
      other,
      { ...state, lastTransitionTime: NOW, lastUpdateTime: NOW },
    ])
  })

  test('gives the same array when nothing changed', () => {
    const conditions = [other, synced]
    expect(setCondition(conditions, state, at)).toBe(conditions)
  })

  test('moves the time of transition only when the status flips', () => {
    const flipped = setCondition([synced, other], { ...state, status: 'False' }, at)
    expect(flipped).toEqual([
      { ...synced, status: 'False', lastTransitionTime: NOW, lastUpdateTime: NOW },
      other,
    ])
  })

  test.each<[string, Partial<ConditionState>]>([
    ['message', { message: 'no key' }],
    ['reason', { reason: 'NoKey' }],
    ['generation', { observedGeneration: 2 }],
  ])('publishes another %s under the same status', (_name, change) => {
    expect(setCondition([synced], { ...state, ...change }, at)).toEqual([
      { ...synced, ...change, lastTransitionTime: OLD, lastUpdateTime: NOW },
    ])
  })

  test('drops what is no longer stated, and keeps its input as it was', () => {
    const before = [Object.freeze({ ...synced, reason: 'Old' })]
    expect(setCondition(Object.freeze(before), state, at)[0]).not.toHaveProperty('reason')
    expect(before[0]).toHaveProperty('reason')
  })
})
