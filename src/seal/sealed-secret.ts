import { WaxsealError } from '../errors.ts'
import type { ObjectMeta } from './object-meta.ts'

/** What the Secret will look like, besides its items. */
export interface SecretTemplate {
  readonly metadata: ObjectMeta
  readonly type: string | undefined
  readonly immutable: boolean | undefined
  /** Go templates over the items, by the item they make; `undefined` when there are none. */
  readonly data: ReadonlyMap<string, string> | undefined
}

/** A SealedSecret (bitnami.com/v1alpha1). */
export interface SealedSecret {
  /** As it came, unknown fields included; its annotations select the scope. */
  readonly metadata: ObjectMeta
  /** The sealed value of each item, base64. */
  readonly encryptedData: ReadonlyMap<string, string>
  readonly template: SecretTemplate
  /** `spec.data` of kubeseal before 0.7: one sealed value that holds a whole Secret as JSON. */
  readonly legacyData: string | undefined
}

/** How {@link parseSealedSecret} reads. */
export interface ParseSealedSecretOptions {
  /**
   * A sealed value of the wrong type reads as an empty one, which fails to unseal under its own name;
   * without this it is an error.
   */
  readonly lenient?: boolean
}

/**
 * Reads a SealedSecret from a parsed document.
 *
 * @throws WaxsealError `ERR_MANIFEST_KIND`, `ERR_MANIFEST_INVALID` naming the field
 */
export function parseSealedSecret(
  value: unknown,
  options: ParseSealedSecretOptions = {},
): SealedSecret {
  throw new WaxsealError('ERR_INTERNAL', `not yet ${typeof value} ${options.lenient}`)
}

/**
 * The object to write as YAML or JSON: `apiVersion`, `kind`, `metadata`, `spec` in this order, items
 * sorted by name.
 */
export function toSealedSecretManifest(sealed: SealedSecret): Record<string, unknown> {
  throw new WaxsealError('ERR_INTERNAL', `not yet ${sealed.encryptedData.size}`)
}
