import { toSealedSecretManifest } from '../../src/index.ts'
import { parseJson } from './parse-json.ts'
import { roleOf } from './role-of.ts'
import { sealDocument, type SealRequest } from './seal-document.ts'
import { formatJson } from '../output/format-json.ts'

/** A text whose Secrets have been sealed. */
export interface SealedText {
  readonly format: 'yaml' | 'json'
  /** The whole text: other documents as they were. */
  readonly text: string
  /** Every document that is not empty, for another output format. */
  readonly values: readonly unknown[]
  readonly secrets: number
  readonly items: number
  readonly warnings: readonly string[]
}

/**
 * Seals every Secret of a text: YAML, JSON, several documents. What is one JSON object needs no
 * parser of YAML, and none is loaded for it.
 *
 * @throws WaxsealError of the first document that cannot be sealed
 */
export async function sealText(
  bytes: Uint8Array,
  name: string,
  request: SealRequest,
): Promise<SealedText> {
  const value = parseJson(bytes)
  if (value === undefined || roleOf(value) !== 'secret') {
    const { sealStream } = await import('./seal-stream.ts')
    return sealStream(bytes, name, request)
  }
  const sealed = await sealDocument(value, request)
  const manifest = toSealedSecretManifest(sealed)
  return {
    format: 'json',
    text: formatJson(manifest),
    values: [manifest],
    secrets: 1,
    items: sealed.encryptedData.size,
    warnings: [],
  }
}
