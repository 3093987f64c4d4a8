import type { LiveSecret } from './live-secret.ts'
import type { WantedSecret } from './wanted-secret.ts'

/**
 * What we set on a Secret beside its data: the keys of its labels and annotations, and the owner we
 * acted for. Whatever is not in it belongs to somebody else and survives.
 */
export interface AppliedRecord {
  /** uid of the owner, the only trace of it on a Secret without an owner reference. */
  readonly by: string | undefined
  readonly labels: ReadonlySet<string>
  readonly annotations: ReadonlySet<string>
}

const EMPTY: AppliedRecord = { by: undefined, labels: new Set(), annotations: new Set() }

/**
 * The value of the annotation that records what is ours, or `undefined` when there is nothing to
 * record: JSON with the members `by`, `labels` and `annotations`, keys sorted.
 */
export function formatAppliedRecord(wanted: WantedSecret): string | undefined {
  const bare = wanted.labels.size === 0 && wanted.annotations.size === 0
  if (bare && wanted.setOwnerReference) return undefined
  return JSON.stringify({
    by: wanted.owner.uid,
    labels: [...wanted.labels.keys()].toSorted(),
    annotations: [...wanted.annotations.keys()].toSorted(),
  })
}

/**
 * What was ours on a live Secret: by our annotation or, on a Secret that another controller made for
 * the same owner, by the field manager that set the owner reference. A record that cannot be read
 * counts as empty, which removes too little rather than too much.
 */
export function readAppliedRecord(
  live: LiveSecret,
  owner: { uid: string },
  annotation: string,
): AppliedRecord {
  const text = live.annotations.get(annotation)
  if (text === undefined) return fromManagedFields(live.managedFields, owner.uid)
  try {
    const value: unknown = JSON.parse(text)
    if (!isObject(value)) return EMPTY
    return {
      by: typeof value['by'] === 'string' ? value['by'] : undefined,
      labels: stringSet(value['labels']),
      annotations: stringSet(value['annotations']),
    }
  } catch {
    return EMPTY
  }
}

/** Field sets name a member `x` as `f:x`, and a list entry by its key fields as `k:{"uid":"…"}`. */
function fromManagedFields(managedFields: readonly unknown[], uid: string): AppliedRecord {
  const reference = `k:${JSON.stringify({ uid })}`
  for (const entry of managedFields) {
    const metadata = member(member(entry, 'fieldsV1'), 'f:metadata')
    const references = member(metadata, 'f:ownerReferences')
    if (!isObject(references) || !Object.hasOwn(references, reference)) continue
    return {
      by: undefined,
      labels: fieldNames(member(metadata, 'f:labels')),
      annotations: fieldNames(member(metadata, 'f:annotations')),
    }
  }
  return EMPTY
}

function fieldNames(fields: unknown): Set<string> {
  if (!isObject(fields)) return new Set()
  return new Set(
    Object.keys(fields)
      .filter((name) => name.startsWith('f:'))
      .map((name) => name.slice(2)),
  )
}

function stringSet(value: unknown): Set<string> {
  return new Set(Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [])
}

function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
