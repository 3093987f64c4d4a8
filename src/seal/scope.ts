import { WaxsealError } from '../errors.ts'
import type { StringMap } from './object-meta.ts'

/** What a sealed value is bound to: name and namespace, the namespace, or nothing. */
export type Scope = 'strict' | 'namespace-wide' | 'cluster-wide'

/** Every scope, the strictest first. */
export const SCOPES: readonly Scope[] = ['strict', 'namespace-wide', 'cluster-wide']

/** Set to `"true"` on a SealedSecret whose items are bound to its namespace only. */
export const NAMESPACE_WIDE_ANNOTATION = 'sealedsecrets.bitnami.com/namespace-wide'
/** Set to `"true"` on a SealedSecret whose items are bound to nothing; wins over namespace-wide. */
export const CLUSTER_WIDE_ANNOTATION = 'sealedsecrets.bitnami.com/cluster-wide'

/**
 * The scope a user's word names.
 *
 * @throws WaxsealError `ERR_SCOPE_UNKNOWN`
 */
export function parseScope(word: string): Scope {
  const scope = SCOPES.find((known) => known === word)
  if (scope !== undefined) return scope
  throw new WaxsealError('ERR_SCOPE_UNKNOWN', 'the scope is not one waxseal knows', {
    hint: `use one of ${SCOPES.join(', ')}`,
  })
}

/**
 * The scope annotations select; only the exact value `"true"` counts, as upstream reads them.
 */
export function scopeOf(annotations: StringMap | undefined): Scope {
  if (annotations?.[CLUSTER_WIDE_ANNOTATION] === 'true') return 'cluster-wide'
  if (annotations?.[NAMESPACE_WIDE_ANNOTATION] === 'true') return 'namespace-wide'
  return 'strict'
}

/** A copy of the annotations that selects `scope` and holds no other scope annotation. */
export function withScope(
  annotations: StringMap | undefined,
  scope: Scope,
): Record<string, string> {
  const result: Record<string, string> = Object.assign(Object.create(null), annotations)
  delete result[CLUSTER_WIDE_ANNOTATION]
  delete result[NAMESPACE_WIDE_ANNOTATION]
  if (scope === 'cluster-wide') result[CLUSTER_WIDE_ANNOTATION] = 'true'
  if (scope === 'namespace-wide') result[NAMESPACE_WIDE_ANNOTATION] = 'true'
  return result
}
