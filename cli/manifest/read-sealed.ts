import { WaxsealError } from '../../src/errors.ts'
import {
  decodeText,
  parseYaml,
  type YamlDocument,
  type YamlStream,
} from '../../toolkit/documents/index.ts'
import { kindName, roleOf } from './role-of.ts'

/** A parsed text and those of its documents that are SealedSecrets: one at least. */
export interface SealedDocuments {
  readonly stream: YamlStream
  readonly sealed: readonly [YamlDocument, ...YamlDocument[]]
  /** How many other documents there are. */
  readonly others: number
}

/**
 * Finds the SealedSecrets of a text.
 *
 * @throws {@link WaxsealError} `ERR_MANIFEST_KIND` when there is none, and the errors of parsing
 */
export function readSealed(bytes: Uint8Array, name: string): SealedDocuments {
  const stream = parseYaml(decodeText(bytes, name), { name })
  const documents = stream.documents.filter((document) => !document.isEmpty)
  const [first, ...more] = documents.filter((document) => roleOf(document.value) === 'sealed')
  if (first === undefined) {
    const kinds = [...new Set(documents.map(({ value }) => kindName(value)))].join(', ')
    const isSecret = documents.some((document) => roleOf(document.value) === 'secret')
    throw new WaxsealError(
      'ERR_MANIFEST_KIND',
      `expected a SealedSecret, found ${kinds === '' ? 'nothing' : kinds}`,
      isSecret ? { hint: `it is not sealed yet: waxseal seal -i ${name}` } : {},
    )
  }
  return { stream, sealed: [first, ...more], others: documents.length - more.length - 1 }
}
