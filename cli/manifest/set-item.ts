import { WaxsealError } from '../../src/errors.ts'
import {
  type Certificate,
  formatItemsAnnotation,
  ITEMS_ANNOTATION,
  parseItemsAnnotation,
  parseSealedSecret,
  type Place,
  scopeOf,
  type SealedSecret,
  sealingLabel,
  sealItem,
} from '../../src/index.ts'
import type { Plaintext } from '../../src/plaintext.ts'
import type { YamlDocument } from '../../toolkit/documents/index.ts'

/** A SealedSecret that can take a value, and what a value in it is sealed for. */
export interface ItemTarget {
  readonly document: YamlDocument
  readonly sealed: SealedSecret
  readonly place: Place
}

/**
 * Checks that a document can take a value, before anyone is asked for one.
 *
 * @throws WaxsealError `ERR_LEGACY_DATA`, `ERR_NAMESPACE_MISSING`, `ERR_NAME_MISSING`, and the errors
 * of reading
 */
export function itemTarget(document: YamlDocument): ItemTarget {
  const sealed = parseSealedSecret(document.value)
  if (sealed.legacyData !== undefined) {
    throw new WaxsealError('ERR_LEGACY_DATA', 'the file has its items in the old field spec.data', {
      hint: 'unseal it and seal it again; the controller refuses both fields together',
    })
  }
  const { name, namespace, annotations } = sealed.metadata
  const place = { scope: scopeOf(annotations), name, namespace }
  assertPlaced(place)
  return { document, sealed, place }
}

/** The file itself must say what its values are bound to, or it would not open where it goes. */
function assertPlaced(place: Place): void {
  try {
    sealingLabel(place)
  } catch (error) {
    if (!(error instanceof WaxsealError)) throw error
    const field = error.code === 'ERR_NAME_MISSING' ? 'metadata.name' : 'metadata.namespace'
    throw new WaxsealError(error.code, error.message, { hint: `add ${field} to the file` })
  }
}

/** The new value of one item. */
export interface ItemChange {
  readonly item: string
  readonly plaintext: Plaintext
  readonly certificate: Certificate
  readonly at: Date
}

/**
 * Seals one value into a SealedSecret, in the scope, name and namespace it has. Nothing but the item
 * and its line in the items annotation changes.
 *
 * @throws WaxsealError `ERR_DOCUMENT_SHAPE`, and the errors of sealing
 */
export async function setItem(
  { document, sealed, place }: ItemTarget,
  { item, plaintext, certificate, at }: ItemChange,
): Promise<'added' | 'replaced'> {
  const fresh = await sealItem(item, plaintext, { ...place, certificate, at })
  const entries = parseItemsAnnotation(sealed.metadata.annotations?.[ITEMS_ANNOTATION])
  entries.set(item, fresh.entry)
  document.setScalar(['spec', 'encryptedData', item], fresh.sealed)
  document.setBlock(
    ['metadata', 'annotations', ITEMS_ANNOTATION],
    formatItemsAnnotation(entries.values()),
  )
  return sealed.encryptedData.has(item) ? 'replaced' : 'added'
}
