import type { LiveSecret } from './live-secret.ts'
import type { AppliedRecord } from './applied-record.ts'
import type { Owner, OwnershipRules } from './wanted-secret.ts'

/**
 * What an owner may do with a live Secret.
 *
 * - `owned`: it made it; its own fields follow it, those of others survive
 * - `adopted`: marked as managed; everything in it is replaced, and it is owned from then on
 * - `patched`: marked to be patched; items, labels and annotations are added, none is removed
 * - `foreign`: somebody else's; hands off
 */
export type Standing = 'owned' | 'adopted' | 'patched' | 'foreign'

/** Only the exact value `"true"` counts in an annotation, as upstream reads them. */
export function standingOf(
  live: LiveSecret,
  owner: Owner,
  record: AppliedRecord,
  rules: OwnershipRules,
): Standing {
  if (live.annotations.get(rules.patchAnnotation) === 'true') return 'patched'
  const references = live.object.metadata.ownerReferences ?? []
  const controlled = references.some((ref) => ref.controller === true && ref.uid === owner.uid)
  if (controlled || record.by === owner.uid) return 'owned'
  if (live.annotations.get(rules.managedAnnotation) === 'true') return 'adopted'
  return 'foreign'
}
