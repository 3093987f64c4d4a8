import type { OwnerReference } from '../kube/index.ts'
import { type AppliedRecord, formatAppliedRecord } from './applied-record.ts'
import { encodeItems, type SecretFields } from './build-secret.ts'
import type { LiveSecret } from './live-secret.ts'
import type { Standing } from './standing.ts'
import type { OwnershipRules, WantedSecret } from './wanted-secret.ts'

/** What is known of a live Secret before its target is worked out. */
export interface Situation {
  readonly standing: Standing
  readonly record: AppliedRecord
  readonly rules: OwnershipRules
}

/** The fields the Secret should have, given what is there and what we may touch. */
export function targetFields(
  wanted: WantedSecret,
  live: LiveSecret,
  { standing, record, rules }: Situation,
): SecretFields {
  const data = encodeItems(wanted.data)
  if (standing === 'patched') {
    const managed = live.annotations.get(rules.managedAnnotation) === 'true'
    return {
      labels: merged(live.labels, wanted.labels),
      annotations: merged(live.annotations, wanted.annotations),
      ownerReferences: managed ? references(wanted, live) : ownerReferencesOf(live),
      type: wanted.type || live.type,
      immutable: live.immutable,
      data: merged(live.data, data),
    }
  }
  const keep = standing === 'owned'
  const labels = keep ? without(live.labels, record.labels) : new Map<string, string>()
  const annotations = keep ? without(live.annotations, record.annotations) : new Map()
  return {
    labels: merged(labels, wanted.labels),
    annotations: withRecord(
      merged(annotations, wanted.annotations),
      formatAppliedRecord(wanted),
      rules,
    ),
    ownerReferences: references(wanted, live),
    type: wanted.type || 'Opaque',
    // The API server never lets go of it once it is set.
    immutable: wanted.immutable || live.immutable,
    data,
  }
}

/** Ours, and those of others that don't claim to control the Secret: there can be one controller only. */
function references(wanted: WantedSecret, live: LiveSecret): readonly OwnerReference[] {
  const others = ownerReferencesOf(live).filter(
    (ref) => ref.uid !== wanted.owner.uid && ref.controller !== true,
  )
  return [...others, ...ownReferences(wanted)]
}

/** The reference to the owner, when the Secret is to have one. */
export function ownReferences(wanted: WantedSecret): readonly OwnerReference[] {
  if (!wanted.setOwnerReference) return []
  const { apiVersion, kind, name, uid } = wanted.owner
  return [{ apiVersion, kind, name, uid, controller: true }]
}

function ownerReferencesOf(live: LiveSecret): readonly OwnerReference[] {
  return live.object.metadata.ownerReferences ?? []
}

/**
 * Whether a write would change nothing of worth. A record that is merely missing is none: a Secret
 * made by another controller for the same owner is left as it is until something differs.
 */
export function isSatisfied(
  target: SecretFields,
  live: LiveSecret,
  rules: OwnershipRules,
): boolean {
  const annotations = live.annotations.has(rules.appliedAnnotation)
    ? target.annotations
    : without(target.annotations, new Set([rules.appliedAnnotation]))
  return (
    sameMap(target.labels, live.labels) &&
    sameMap(annotations, live.annotations) &&
    sameReferences(target.ownerReferences, ownerReferencesOf(live)) &&
    target.immutable === live.immutable &&
    sameMap(target.data, live.data)
  )
}

function sameReferences(a: readonly OwnerReference[], b: readonly OwnerReference[]): boolean {
  return sameMap(referenceSet(a), referenceSet(b))
}

function referenceSet(list: readonly OwnerReference[]): Map<string, string> {
  return new Map(list.map((reference) => [referenceFields(reference), '']))
}

function referenceFields({ apiVersion, kind, name, uid, controller }: OwnerReference): string {
  return JSON.stringify([apiVersion, kind, name, uid, controller === true])
}

/** Whether two maps hold the same entries, whatever their order. */
export function sameMap(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
}

function merged(
  base: ReadonlyMap<string, string>,
  over: ReadonlyMap<string, string>,
): Map<string, string> {
  return new Map([...base, ...over])
}

function without(map: ReadonlyMap<string, string>, keys: ReadonlySet<string>): Map<string, string> {
  return new Map([...map].filter(([key]) => !keys.has(key)))
}

/** The annotations with our record in them, and none that was slipped in under its name. */
export function withRecord(
  annotations: ReadonlyMap<string, string>,
  record: string | undefined,
  rules: OwnershipRules,
): Map<string, string> {
  const result = without(annotations, new Set([rules.appliedAnnotation]))
  if (record !== undefined) result.set(rules.appliedAnnotation, record)
  return result
}
