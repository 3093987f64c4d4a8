import { WaxsealError } from '../../src/errors.ts'
import {
  type Certificate,
  parseSecret,
  type Scope,
  scopeOf,
  type SealedSecret,
  sealSecret,
  toSealedSecretManifest,
} from '../../src/index.ts'
import type { YamlDocument, YamlStream } from '../../toolkit/documents/index.ts'
import { parseJson } from './parse-json.ts'
import { kindName, roleOf } from './role-of.ts'

/** How the Secrets of a text are sealed. */
export interface SealRequest {
  readonly certificate: Certificate
  readonly scope: Scope | undefined
  /** For Secrets whose annotations select none. */
  readonly defaultScope: Scope | undefined
  readonly namespace: string | undefined
  readonly name: string | undefined
  readonly allowEmpty: boolean
  readonly at: Date
}

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
 * Seals every Secret of a text.
 *
 * @throws {@link WaxsealError} of the first document that cannot be sealed
 */
export async function sealText(
  bytes: Uint8Array,
  name: string,
  request: SealRequest,
): Promise<SealedText> {
  const value = parseJson(bytes)
  if (value !== undefined && roleOf(value) === 'secret') return sealJson(value, request)
  const { decodeText, parseYaml } = await import('../../toolkit/documents/index.ts')
  const stream = parseYaml(decodeText(bytes, name), { name })
  const secrets = stream.documents.filter((document) => roleOf(document.value) === 'secret')
  refuseWrongNumber(stream, secrets.length, request)
  return sealStream(stream, secrets, request)
}

async function sealJson(value: unknown, request: SealRequest): Promise<SealedText> {
  const sealed = await sealValueOf(value, request)
  const manifest = toSealedSecretManifest(sealed)
  return {
    format: 'json',
    text: `${JSON.stringify(manifest, null, 2)}\n`,
    values: [manifest],
    secrets: 1,
    items: sealed.encryptedData.size,
    warnings: [],
  }
}

async function sealStream(
  stream: YamlStream,
  secrets: readonly YamlDocument[],
  request: SealRequest,
): Promise<SealedText> {
  const { checkStrings } = await import('./check-strings.ts')
  const { rewriteSecret } = await import('./rewrite-secret.ts')
  const warnings: string[] = []
  let items = 0
  for (const document of secrets) {
    checkStrings(document)
    const sealed = await sealValueOf(document.value, request)
    const { valueComments, otherComments } = rewriteSecret(document, sealed)
    items += sealed.encryptedData.size
    if (valueComments.length > 0) {
      const lines = `line${valueComments.length > 1 ? 's' : ''} ${valueComments.join(', ')}`
      warnings.push(`dropped comments among the values (${lines}): they may hold an old value`)
    }
    if (otherComments > 0) {
      const comments = otherComments === 1 ? '1 comment' : `${otherComments} comments`
      warnings.push(`dropped ${comments} that had no place in the sealed document`)
    }
  }
  const documents = stream.documents.filter((document) => !document.isEmpty)
  return {
    format: documents.every((document) => document.format === 'json') ? 'json' : 'yaml',
    text: stream.toString(),
    values: documents.map((document) => document.value),
    secrets: secrets.length,
    items,
    warnings,
  }
}

async function sealValueOf(value: unknown, request: SealRequest): Promise<SealedSecret> {
  const secret = parseSecret(value, { allowEmpty: request.allowEmpty })
  try {
    const own = scopeOf(secret.metadata.annotations)
    const fallback = own === 'strict' ? request.defaultScope : undefined
    return await sealSecret(secret, { ...request, scope: request.scope ?? fallback })
  } finally {
    for (const plaintext of secret.data.values()) plaintext.dispose()
  }
}

function refuseWrongNumber(stream: YamlStream, secrets: number, request: SealRequest): void {
  if (secrets > 1 && request.name !== undefined) {
    throw new WaxsealError('ERR_USAGE', `--name is for one Secret, here are ${secrets}`)
  }
  if (secrets > 0) return
  const values = stream.documents.filter((document) => !document.isEmpty).map(({ value }) => value)
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
