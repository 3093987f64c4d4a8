import { WaxsealError } from '../../src/errors.ts'
import {
  currentEntries,
  parseSealedValue,
  type SealedItem,
  type SealedSecret,
  type SealedValue,
  scopeOf,
  sealingLabel,
  type UnsealedItem,
  type Unsealer,
} from '../../src/index.ts'
import type { Plaintext } from '../../src/plaintext.ts'

/** The tag of AES-GCM at the end of every sealed value, in bytes. */
const TAG_BYTES = 16

/** What is known of one item. */
export interface ItemReport {
  readonly item: string
  /** Of the value, in bytes; `undefined` when the sealed value is malformed. */
  readonly bytes: number | undefined
  /** Of the RSA key it was sealed for. */
  readonly bits: number | undefined
  /** The sealing key: the one that opened it, else what the annotation says of this very value. */
  readonly fingerprint: string | undefined
  readonly sealedAt: Date | undefined
  /** Whether a key opened it; `undefined` when none was tried. */
  readonly opens: boolean | undefined
  /** The value; whoever takes the report disposes of it. */
  readonly value: Plaintext | undefined
}

/**
 * Describes every item of a SealedSecret; with keys, tries to open each.
 *
 * @throws {@link WaxsealError} `ERR_NAMESPACE_MISSING`, `ERR_NAME_MISSING` when keys are to be tried
 */
export async function describeItems(
  sealed: SealedSecret,
  unsealer: Unsealer | undefined,
): Promise<ItemReport[]> {
  const entries = await currentEntries(sealed)
  const reports: ItemReport[] = []
  for (const [item, text] of sealed.encryptedData) {
    const shape = parse(text)
    const entry = entries.get(item)
    const opened = unsealer && (await open(unsealer, toItem(sealed, text, entry?.fingerprint)))
    reports.push({
      item,
      bytes: shape && shape.ciphertext.byteLength - TAG_BYTES,
      bits: shape?.modulusBits,
      fingerprint: opened?.fingerprint ?? entry?.fingerprint,
      sealedAt: entry?.sealedAt,
      opens: unsealer && opened !== undefined,
      value: opened?.plaintext,
    })
  }
  return reports
}

function toItem(sealed: SealedSecret, text: string, hint: SealedItem['hint']): SealedItem {
  const { name, namespace, annotations } = sealed.metadata
  const label = sealingLabel({ scope: scopeOf(annotations), namespace, name })
  return { label, sealed: text, hint }
}

function parse(text: string): SealedValue | undefined {
  try {
    return parseSealedValue(text)
  } catch (error) {
    if (error instanceof WaxsealError) return undefined
    throw error
  }
}

async function open(unsealer: Unsealer, item: SealedItem): Promise<UnsealedItem | undefined> {
  try {
    return await unsealer.unseal(item)
  } catch (error) {
    if (error instanceof WaxsealError && error.code === 'ERR_UNSEAL_FAILED') return undefined
    throw error
  }
}
