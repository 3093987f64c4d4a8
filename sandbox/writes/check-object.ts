import type { KubeObject } from '../objects/kube-object.ts'
import { refuse } from '../objects/refuse.ts'
import type { Cause } from '../objects/status-error.ts'
import type { Kind } from '../kinds/kind.ts'
import { checkMetadata } from '../kinds/metadata.ts'
import { validate } from '../schema/validate.ts'

/**
 * The last gate before an object is stored.
 *
 * @throws StatusError 422 with everything that is wrong
 */
export function checkObject(kind: Kind, next: KubeObject, previous: KubeObject | undefined): void {
  const { name = '' } = next.metadata
  if (next.kind !== kind.kind) {
    const message = `Invalid value: must be ${kind.kind}`
    const cause = { reason: 'FieldValueInvalid', message, field: 'kind' } as const
    throw refuse.invalid({ ...kind, kind: next.kind }, name, [cause])
  }
  const causes = [
    ...checkMetadata(kind, next.metadata),
    ...newFinalizers(next, previous),
    ...checkSchema(kind, next),
    ...kind.check(next, previous),
  ]
  if (causes.length > 0) throw refuse.invalid(kind, name, causes)
}

function checkSchema(kind: Kind, next: KubeObject): Cause[] {
  if (!kind.custom) return []
  const { apiVersion: _a, kind: _k, metadata: _m, ...rest } = next
  return validate(kind.schema, rest)
}

/** Once deletion has begun, finalizers can only go. */
function newFinalizers(next: KubeObject, previous: KubeObject | undefined): Cause[] {
  if (previous?.metadata.deletionTimestamp === undefined) return []
  const before = previous.metadata.finalizers ?? []
  const added = (next.metadata.finalizers ?? []).filter((name) => !before.includes(name))
  return added.map(() => ({
    reason: 'FieldValueForbidden',
    message: 'Forbidden: no new finalizers can be added if the object is being deleted',
    field: 'metadata.finalizers',
  }))
}
