import { WaxsealError } from '../errors.ts'
import type { Fingerprint } from '../keys/fingerprint.ts'
import type { Plaintext } from '../plaintext.ts'
import type { ObjectMeta, StringMap } from './object-meta.ts'
import type { SealedSecret } from './sealed-secret.ts'
import type { Unsealer } from './unsealer.ts'

/** Makes items from the Go templates of `spec.template.data`. */
export interface TemplateRenderer {
  /** @returns the items to add; must not dispose of the plaintexts it is lent */
  render(
    templates: ReadonlyMap<string, string>,
    items: ReadonlyMap<string, Plaintext>,
  ): Promise<ReadonlyMap<string, Plaintext>>
}

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
  await Promise.resolve([sealed, unsealer, options])
  throw new WaxsealError('ERR_INTERNAL', 'not yet')
}

/** Zeroes every plaintext of an unsealed Secret. */
export function disposeUnsealed(unsealed: UnsealedSecret): void {
  for (const plaintext of unsealed.data.values()) plaintext.dispose()
}
