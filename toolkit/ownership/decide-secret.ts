import { WaxsealError } from '../../src/index.ts'
import type { KubeObject } from '../kube/index.ts'
import { formatAppliedRecord, readAppliedRecord } from './applied-record.ts'
import { buildSecret, encodeItems, type SecretFields } from './build-secret.ts'
import type { LiveSecret } from './live-secret.ts'
import { standingOf } from './standing.ts'
import { isSatisfied, ownReferences, sameMap, targetFields, withRecord } from './target-fields.ts'
import type { OwnershipRules, WantedSecret } from './wanted-secret.ts'

/** What is to be done so that the cluster has the wanted Secret; manifests hold values, never log one. */
export type SecretPlan =
  | { readonly kind: 'create'; readonly manifest: KubeObject }
  /** Carries the uid and resourceVersion of what was read: anything newer answers 409. */
  | { readonly kind: 'replace'; readonly manifest: KubeObject }
  | { readonly kind: 'unchanged' }
  /** It is being deleted; its disappearance is the next event. */
  | { readonly kind: 'wait' }
  /** Nothing may be written until somebody changes something. */
  | { readonly kind: 'refuse'; readonly error: WaxsealError }

/** Compares what is wanted with what is there; pure. */
export function decideSecret(
  wanted: WantedSecret,
  live: LiveSecret | undefined,
  rules: OwnershipRules,
): SecretPlan {
  if (live === undefined) return { kind: 'create', manifest: newSecret(wanted, rules) }
  if (live.object.metadata.deletionTimestamp !== undefined) return { kind: 'wait' }
  const record = readAppliedRecord(live, wanted.owner, rules.appliedAnnotation)
  const standing = standingOf(live, wanted.owner, record, rules)
  if (standing === 'foreign') return { kind: 'refuse', error: notOwned(wanted, rules) }
  const target = targetFields(wanted, live, { standing, record, rules })
  if (target.type !== live.type) return { kind: 'refuse', error: otherType(wanted, live, target) }
  if (live.immutable && !sameMap(target.data, live.data)) {
    return { kind: 'refuse', error: immutable(wanted) }
  }
  if (isSatisfied(target, live, rules)) return { kind: 'unchanged' }
  return { kind: 'replace', manifest: buildSecret(target, live.object) }
}

function newSecret(wanted: WantedSecret, rules: OwnershipRules): KubeObject {
  const metadata = {
    namespace: wanted.namespace,
    name: wanted.name,
    ...(wanted.finalizers.length > 0 ? { finalizers: [...wanted.finalizers] } : {}),
  }
  const fields: SecretFields = {
    labels: wanted.labels,
    annotations: withRecord(wanted.annotations, formatAppliedRecord(wanted), rules),
    ownerReferences: ownReferences(wanted),
    type: wanted.type || 'Opaque',
    immutable: wanted.immutable,
    data: encodeItems(wanted.data),
  }
  return buildSecret(fields, { metadata })
}

function notOwned(wanted: WantedSecret, rules: OwnershipRules): WaxsealError {
  return new WaxsealError(
    'ERR_NOT_OWNED',
    `the Secret ${wanted.name} already exists and is not managed by ${wanted.owner.kind} ${wanted.owner.name}`,
    {
      hint: `delete it, or annotate it with ${rules.managedAnnotation}: "true" to have it overwritten`,
    },
  )
}

function otherType(wanted: WantedSecret, live: LiveSecret, target: SecretFields): WaxsealError {
  return new WaxsealError(
    'ERR_SECRET_IMMUTABLE',
    `the Secret ${wanted.name} has the type ${live.type}, which can never be changed to ${target.type}`,
    { hint: 'delete the Secret and it is created again with the new type' },
  )
}

function immutable(wanted: WantedSecret): WaxsealError {
  return new WaxsealError(
    'ERR_SECRET_IMMUTABLE',
    // The words "the target Secret is immutable" are upstream's; people search for them.
    `the target Secret is immutable: the data of ${wanted.name} can never be changed`,
    { hint: 'delete the Secret and it is created again with the new data' },
  )
}
