import { WaxsealError } from '../errors.ts'
import { Fields, invalidField } from './fields.ts'
import { quoteName } from './names.ts'
import type { ObjectMeta } from './object-meta.ts'
import { readObjectMeta } from './read-object-meta.ts'
import { sortedObject } from './sorted-object.ts'

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

/** The `apiVersion` of a SealedSecret. */
export const SEALED_SECRET_API_VERSION = 'bitnami.com/v1alpha1'

/**
 * Reads a SealedSecret from a parsed document.
 *
 * @throws WaxsealError `ERR_MANIFEST_KIND`, `ERR_MANIFEST_INVALID` naming the field
 */
export function parseSealedSecret(
  value: unknown,
  options: ParseSealedSecretOptions = {},
): SealedSecret {
  const fields = new Fields(value)
  assertSealedSecretKind(fields)
  if (fields.get('spec') === undefined) throw invalidField('spec', 'an object')
  const spec = fields.object('spec')
  return {
    metadata: readObjectMeta(fields.object('metadata')),
    encryptedData: readEncryptedData(spec.object('encryptedData'), options.lenient === true),
    template: readTemplate(spec.object('template')),
    legacyData: spec.text('data'),
  }
}

/**
 * The object to write as YAML or JSON: `apiVersion`, `kind`, `metadata`, `spec` in this order, items
 * sorted by name.
 */
export function toSealedSecretManifest(sealed: SealedSecret): Record<string, unknown> {
  const { metadata, type, immutable, data } = sealed.template
  return {
    apiVersion: SEALED_SECRET_API_VERSION,
    kind: 'SealedSecret',
    metadata: sealed.metadata,
    spec: {
      ...(sealed.legacyData !== undefined && { data: sealed.legacyData }),
      encryptedData: sortedObject(sealed.encryptedData),
      template: {
        metadata,
        ...(type !== undefined && { type }),
        ...(immutable !== undefined && { immutable }),
        ...(data !== undefined && { data: sortedObject(data) }),
      },
    },
  }
}

function assertSealedSecretKind(fields: Fields): void {
  const kind = fields.text('kind')
  const apiVersion = fields.text('apiVersion')
  if (kind === 'SealedSecret' && apiVersion === SEALED_SECRET_API_VERSION) return
  const found = [apiVersion, kind].map((part) => (part === undefined ? 'nothing' : quoteName(part)))
  throw new WaxsealError(
    'ERR_MANIFEST_KIND',
    `expected a SealedSecret of ${SEALED_SECRET_API_VERSION}, found ${found.join(' ')}`,
    kind === 'Secret' ? { hint: 'seal it first' } : {},
  )
}

function readEncryptedData(fields: Fields, isLenient: boolean): Map<string, string> {
  const items = new Map<string, string>()
  for (const [name, value] of fields.all) {
    if (typeof value !== 'string' && !isLenient) throw invalidField(fields.pathOf(name), 'text')
    items.set(name, typeof value === 'string' ? value : '')
  }
  return items
}

function readTemplate(fields: Fields): SecretTemplate {
  return {
    metadata: readObjectMeta(fields.object('metadata')),
    type: fields.text('type'),
    immutable: fields.flag('immutable'),
    data: readTemplateData(fields.object('data')),
  }
}

/** An entry of `null` has no effect in a cluster, and none here. */
function readTemplateData(fields: Fields): Map<string, string> | undefined {
  const templates = new Map<string, string>()
  for (const [name, value] of fields.all) {
    if (value === null) continue
    if (typeof value !== 'string') throw invalidField(fields.pathOf(name), 'text')
    templates.set(name, value)
  }
  return templates.size === 0 ? undefined : templates
}
