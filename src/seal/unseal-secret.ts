import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'
import type { Fingerprint } from '../keys/fingerprint.ts'
import type { Plaintext } from '../plaintext.ts'
import { sealingLabel } from './label.ts'
import type { ObjectMeta, StringMap } from './object-meta.ts'
import { openEncryptedData } from './open-encrypted-data.ts'
import { openLegacyData } from './open-legacy-data.ts'
import { disposeAll } from './opened-secret.ts'
import type { OpenedSecret } from './opened-secret.ts'
import { scopeOf } from './scope.ts'
import type { SealedSecret } from './sealed-secret.ts'
import type { TemplateRenderer } from './template-renderer.ts'
import type { Unsealer } from './unsealer.ts'

/** How a SealedSecret is opened. */
export interface UnsealOptions {
  /** Open `spec.data` of kubeseal before 0.7; false unless told. */
  readonly acceptLegacyData?: boolean
  /** Without one, `spec.template.data` is refused. */
  readonly renderer?: TemplateRenderer
}

/** The Secret a SealedSecret stands for; whoever takes it disposes of its plaintexts. */
export interface UnsealedSecret {
  /** The SealedSecret's own. */
  readonly name: string
  /** The SealedSecret's own; only a cluster-wide one can be without. */
  readonly namespace: string | undefined
  readonly type: string | undefined
  readonly immutable: boolean | undefined
  readonly labels: StringMap
  readonly annotations: StringMap
  readonly finalizers: readonly string[]
  readonly data: ReadonlyMap<string, Plaintext>
  /** The metadata the template asks for, whole; name and namespace in it have no force. */
  readonly templateMetadata: ObjectMeta
  /** The keys that opened the items. */
  readonly usedKeys: ReadonlySet<Fingerprint>
}

/**
 * Opens every item of a SealedSecret, or nothing: items that fail are named together in one error.
 *
 * @throws WaxsealError `ERR_UNSEAL_FAILED`, `ERR_TEMPLATE_UNSUPPORTED`, `ERR_LEGACY_DATA`,
 *   `ERR_NAMESPACE_MISSING`, `ERR_NAME_MISSING`
 */
export async function unsealSecret(
  sealed: SealedSecret,
  unsealer: Unsealer,
  options: UnsealOptions = {},
): Promise<UnsealedSecret> {
  const { name, namespace, annotations } = sealed.metadata
  const label = sealingLabel({ scope: scopeOf(annotations), namespace, name })
  if (!name) throw new WaxsealError('ERR_NAME_MISSING', 'the SealedSecret has no name')
  const { template, data, usedKeys } = await open(sealed, unsealer, { ...options, label })
  return {
    name,
    namespace,
    type: template.type,
    immutable: template.immutable,
    labels: template.metadata.labels ?? {},
    annotations: template.metadata.annotations ?? {},
    finalizers: template.metadata.finalizers ?? [],
    data,
    templateMetadata: template.metadata,
    usedKeys,
  }
}

/** Zeroes every plaintext of an unsealed Secret. */
export function disposeUnsealed(unsealed: UnsealedSecret): void {
  disposeAll(unsealed.data.values())
}

async function open(
  sealed: SealedSecret,
  unsealer: Unsealer,
  { label, renderer, acceptLegacyData = false }: UnsealOptions & { label: Bytes },
): Promise<OpenedSecret> {
  const { legacyData } = sealed
  if (legacyData === undefined) return openEncryptedData(sealed, { unsealer, label, renderer })
  if (acceptLegacyData) return openLegacyData(sealed, legacyData, { unsealer, label })
  throw new WaxsealError('ERR_LEGACY_DATA', 'the SealedSecret has the old field spec.data', {
    hint: 'seal the Secret again with a current tool, or accept the old field',
  })
}
