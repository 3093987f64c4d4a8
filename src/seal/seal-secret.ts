import { WaxsealError } from '../errors.ts'
import type { Certificate } from '../keys/certificate.ts'
import { formatItemsAnnotation, ITEMS_ANNOTATION } from './items-annotation.ts'
import type { MutableObjectMeta, ObjectMeta } from './object-meta.ts'
import { scopeOf, withScope } from './scope.ts'
import type { Scope } from './scope.ts'
import { checkTarget, sealItem } from './seal-item.ts'
import type { SealTarget } from './seal-item.ts'
import { LARGEST_SECRET } from './seal-value.ts'
import type { SealedSecret } from './sealed-secret.ts'
import type { Secret } from './secret.ts'

/** How a Secret is sealed. */
export interface SealOptions {
  readonly certificate: Certificate
  /** Instead of the scope the Secret's own annotations select. */
  readonly scope?: Scope | undefined
  /** Where the Secret does not name one; where it names another, sealing fails. */
  readonly namespace?: string | undefined
  /** Instead of the Secret's own name. */
  readonly name?: string | undefined
  /** The time of sealing, for the items annotation and the certificate's expiry. */
  readonly at: Date
}

interface NamedTarget extends SealTarget {
  readonly name: string
}

/** What the API server wrote into an object it gave out; `managedFields` would be refused on apply. */
const SERVER_FIELDS = new Set([
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'ownerReferences',
  'managedFields',
])

/** The first two hold the whole Secret in plain sight; the last belongs on the SealedSecret. */
const STRIPPED_ANNOTATIONS = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'kubecfg.ksonnet.io/last-applied-configuration',
  ITEMS_ANNOTATION,
]

/**
 * Seals every item of a Secret; type, immutable, labels, annotations and the rest of its metadata go
 * into the template, without what the API server or `kubectl apply` put there.
 *
 * A cluster-wide Secret keeps the namespace it has and is given none.
 *
 * @throws WaxsealError `ERR_NAMESPACE_MISMATCH` and the errors of `sealItem`
 */
export async function sealSecret(secret: Secret, options: SealOptions): Promise<SealedSecret> {
  const target = chooseTarget(secret.metadata, options)
  // An empty Secret has no item that would check it.
  checkTarget(target)
  assertSize(secret)
  const newItems = await Promise.all(
    Array.from(secret.data, ([item, plaintext]) => sealItem(item, plaintext, target)),
  )
  const annotations = withScope(undefined, target.scope)
  if (newItems.length > 0) {
    annotations[ITEMS_ANNOTATION] = formatItemsAnnotation(newItems.map(({ entry }) => entry))
  }
  return {
    metadata: { ...identityOf(target), annotations },
    encryptedData: new Map(newItems.map(({ entry, sealed }) => [entry.item, sealed])),
    template: {
      metadata: templateMetadata(secret.metadata, target),
      type: secret.type,
      immutable: secret.immutable,
      data: undefined,
    },
    legacyData: undefined,
  }
}

function chooseTarget(metadata: ObjectMeta, options: SealOptions): NamedTarget {
  const scope = options.scope ?? scopeOf(metadata.annotations)
  const name = options.name ?? metadata.name
  if (!name) {
    throw new WaxsealError('ERR_NAME_MISSING', 'the Secret has no name', {
      hint: 'give one with --name or in metadata.name',
    })
  }
  const { certificate, at } = options
  return { certificate, at, scope, name, namespace: chooseNamespace(metadata, scope, options) }
}

function chooseNamespace(
  { namespace: own }: ObjectMeta,
  scope: Scope,
  { namespace: given }: SealOptions,
): string | undefined {
  if (scope === 'cluster-wide') return own
  if (own === undefined || given === undefined || own === given) return own ?? given
  throw new WaxsealError('ERR_NAMESPACE_MISMATCH', 'the Secret is in another namespace', {
    hint: 'leave out --namespace, or change metadata.namespace',
  })
}

function assertSize(secret: Secret): void {
  let size = 0
  for (const plaintext of secret.data.values()) size += plaintext.byteLength
  if (size <= LARGEST_SECRET) return
  throw new WaxsealError('ERR_INPUT_TOO_LARGE', 'the values of the Secret are larger than 1 MiB', {
    hint: 'a Kubernetes Secret holds 1 MiB at most; split it',
  })
}

function identityOf({ name, namespace }: NamedTarget): ObjectMeta {
  return namespace === undefined ? { name } : { name, namespace }
}

function templateMetadata(metadata: ObjectMeta, target: NamedTarget): ObjectMeta {
  const kept: MutableObjectMeta = Object.assign(Object.create(null), identityOf(target))
  const annotations = withScope(metadata.annotations, target.scope)
  for (const name of STRIPPED_ANNOTATIONS) delete annotations[name]
  for (const [field, value] of Object.entries({ ...metadata, annotations })) {
    const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0
    if (!SERVER_FIELDS.has(field) && !isEmpty && !(field in kept)) kept[field] = value
  }
  return kept
}
