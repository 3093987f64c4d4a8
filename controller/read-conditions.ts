import type { KubeObject } from '../toolkit/kube/index.ts'
import type { Condition } from '../toolkit/reconcile/index.ts'

/**
 * The conditions in an object's status; entries without a type or a status are dropped. A missing
 * time becomes `fallback`, since the API server refuses to take a null back.
 */
export function readConditions(object: KubeObject, fallback: string): readonly Condition[] {
  const status = object['status']
  if (typeof status !== 'object' || status === null || !('conditions' in status)) return []
  const { conditions } = status
  if (!Array.isArray(conditions)) return []
  return conditions.filter(isCondition).map((condition) => ({
    ...condition,
    lastTransitionTime: text(condition.lastTransitionTime, fallback),
    lastUpdateTime: text(condition.lastUpdateTime, fallback),
  }))
}

function isCondition(value: unknown): value is Condition {
  if (typeof value !== 'object' || value === null) return false
  if (!('type' in value) || typeof value.type !== 'string') return false
  return 'status' in value && typeof value.status === 'string'
}

function text(value: unknown, fallback: string): string {
  return typeof value === 'string' ? value : fallback
}
