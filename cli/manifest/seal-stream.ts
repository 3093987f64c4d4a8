import { WaxsealError } from '../../src/errors.ts'
import { decodeText, parseYaml, type YamlDocument } from '../../toolkit/documents/index.ts'
import { checkStrings } from './check-strings.ts'
import { rewriteSecret, type RewriteLosses } from './rewrite-secret.ts'
import { kindName, roleOf } from './role-of.ts'
import { sealDocument, type SealRequest } from './seal-document.ts'
import type { SealedText } from './seal-text.ts'

/**
 * Seals every Secret of a stream of documents; all other documents stay byte for byte.
 *
 * @throws {@link WaxsealError} `ERR_MANIFEST_KIND`, `ERR_ALREADY_SEALED`, `ERR_USAGE`, and those of the
 * first document that cannot be read or sealed
 */
export async function sealStream(
  bytes: Uint8Array,
  name: string,
  request: SealRequest,
): Promise<SealedText> {
  const stream = parseYaml(decodeText(bytes, name), { name })
  const documents = stream.documents.filter((document) => !document.isEmpty)
  const secrets = documents.filter((document) => roleOf(document.value) === 'secret')
  refuseWrongNumber(documents, secrets.length, request)
  const warnings: string[] = []
  let items = 0
  for (const document of secrets) {
    checkStrings(document)
    const sealed = await sealDocument(document.value, request)
    warnings.push(...describeLosses(rewriteSecret(document, sealed)))
    items += sealed.encryptedData.size
  }
  return {
    format: documents.every((document) => document.format === 'json') ? 'json' : 'yaml',
    text: stream.toString(),
    values: documents.map((document) => document.value),
    secrets: secrets.length,
    items,
    warnings,
  }
}

function describeLosses({ valueComments, otherComments }: RewriteLosses): string[] {
  const warnings: string[] = []
  if (valueComments.length > 0) {
    const word = valueComments.length === 1 ? 'line' : 'lines'
    const lines = valueComments.join(', ')
    warnings.push(
      `dropped comments among the values (${word} ${lines}): they may hold an old value`,
    )
  }
  if (otherComments > 0) {
    const comments = otherComments === 1 ? '1 comment' : `${otherComments} comments`
    warnings.push(`dropped ${comments} that had no place in the sealed document`)
  }
  return warnings
}

function refuseWrongNumber(
  documents: readonly YamlDocument[],
  secrets: number,
  request: SealRequest,
): void {
  if (secrets > 1 && request.name !== undefined) {
    throw new WaxsealError('ERR_USAGE', `--name is for one Secret, here are ${secrets}`, {
      hint: 'leave it out, or seal the Secrets one by one',
    })
  }
  if (secrets > 0) return
  const values = documents.map(({ value }) => value)
  if (values.length > 0 && values.every((value) => roleOf(value) === 'sealed')) {
    throw new WaxsealError('ERR_ALREADY_SEALED', 'already sealed', {
      hint: '`waxseal set` changes a value of a sealed file',
    })
  }
  const found = values.length === 0 ? 'nothing' : [...new Set(values.map(kindName))].join(', ')
  throw new WaxsealError('ERR_MANIFEST_KIND', `expected a Secret, found ${found}`, {
    hint: 'only v1 Secrets are sealed',
  })
}
