import type { Bytes } from '../bytes/bytes.ts'
import { assertNotExpired } from '../keys/certificate.ts'
import type { Certificate } from '../keys/certificate.ts'
import type { Plaintext } from '../plaintext.ts'
import { digestOf } from './items-annotation.ts'
import type { ItemEntry } from './items-annotation.ts'
import { sealingLabel } from './label.ts'
import { assertItemName, assertNamespace, assertObjectName } from './names.ts'
import type { Scope } from './scope.ts'
import { sealValue } from './seal-value.ts'

/** What an item is sealed for: the key, the place it may be opened in, the time of sealing. */
export interface SealTarget {
  readonly certificate: Certificate
  readonly scope: Scope
  readonly namespace?: string | undefined
  readonly name?: string | undefined
  readonly at: Date
}

/** A sealed item for a SealedSecret, and its line for the items annotation. */
export interface NewItem {
  /** The value for `spec.encryptedData[item]`. */
  readonly sealed: string
  readonly entry: ItemEntry
}

/**
 * Seals one item of a Secret.
 *
 * @throws WaxsealError `ERR_CERTIFICATE_EXPIRED`, `ERR_NAMESPACE_MISSING`, `ERR_NAME_MISSING`,
 *   `ERR_MANIFEST_INVALID` for a name Kubernetes would refuse, `ERR_CERTIFICATE_WEAK`, `ERR_INPUT_TOO_LARGE`
 */
export async function sealItem(
  item: string,
  plaintext: Plaintext,
  target: SealTarget,
): Promise<NewItem> {
  const label = checkTarget(target)
  assertItemName(item)
  const { certificate, at } = target
  const sealed = await sealValue(plaintext, certificate, label)
  const digest = (await digestOf(sealed)) ?? ''
  const sealedAt = new Date(Math.floor(at.getTime() / 1000) * 1000)
  return { sealed, entry: { item, fingerprint: certificate.fingerprint, sealedAt, digest } }
}

/**
 * Makes sure that what is sealed for the target can be opened there.
 *
 * @returns the label of its values
 * @throws WaxsealError `ERR_CERTIFICATE_EXPIRED`, `ERR_NAMESPACE_MISSING`, `ERR_NAME_MISSING`,
 *   `ERR_MANIFEST_INVALID` for a name Kubernetes would refuse
 */
export function checkTarget(target: SealTarget): Bytes {
  const { certificate, namespace, name, at } = target
  assertNotExpired(certificate, at)
  if (namespace !== undefined) assertNamespace(namespace)
  if (name !== undefined) assertObjectName(name)
  return sealingLabel(target)
}
