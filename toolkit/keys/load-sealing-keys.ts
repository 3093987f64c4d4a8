import {
  formatPem,
  parsePem,
  parseSecret,
  type SealingKeySource,
  WaxsealError,
} from '../../src/index.ts'
import { parseYaml } from '../documents/index.ts'

/** A sealing key read from a file, not yet imported. */
export interface LoadedKey extends SealingKeySource {
  /** The name of the key Secret it stood in. */
  readonly name?: string
}

const RSA_BLOCKS = ['RSA PRIVATE KEY', 'PRIVATE KEY']
const LISTS = ['List', 'SecretList']

/**
 * Finds the sealing keys in a text: PEM (PKCS#1 or PKCS#8, several blocks), or key Secrets as JSON or
 * YAML, also as several documents or in a v1 List. Secrets without `tls.key` are passed over. A
 * certificate beside a PEM key is taken as its own where there is only one key.
 *
 * @throws WaxsealError `ERR_KEY_MALFORMED` when there is none, the errors of reading YAML and Secrets
 */
export function loadSealingKeys(text: string): LoadedKey[] {
  // In YAML and JSON a PEM text is indented, quoted or base64.
  const keys = /^-----BEGIN /m.test(text) ? fromPem(text) : fromManifests(text)
  if (keys.length > 0) return keys
  throw new WaxsealError('ERR_KEY_MALFORMED', 'no private key found', {
    hint: 'give a PEM file, or a key Secret with tls.key as JSON or YAML',
  })
}

function fromPem(text: string): LoadedKey[] {
  const blocks = [...parsePem(text)]
  const keys = blocks.filter(({ type }) => RSA_BLOCKS.includes(type))
  const hasCertificate = blocks.some(({ type }) => type === 'CERTIFICATE')
  const loaded: LoadedKey[] =
    keys.length > 1
      ? keys.map(({ type, bytes }) => ({ privateKeyPem: formatPem(type, bytes) }))
      : [{ privateKeyPem: text, ...(hasCertificate && { certificatePem: text }) }]
  for (const { bytes } of blocks) bytes.fill(0)
  return loaded
}

function fromManifests(text: string): LoadedKey[] {
  return parseYaml(text).documents.flatMap((document) =>
    document.isEmpty ? [] : fromManifest(document.value),
  )
}

function fromManifest(value: unknown): LoadedKey[] {
  const fields = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])
  const items: unknown = fields.get('items')
  if (LISTS.includes(String(fields.get('kind'))) && Array.isArray(items)) {
    return items.flatMap(fromSecret)
  }
  return fromSecret(value)
}

function fromSecret(value: unknown): LoadedKey[] {
  const { metadata, data } = parseSecret(value, { allowEmpty: true })
  const privateKeyPem = data.get('tls.key')?.toText()
  const certificatePem = data.get('tls.crt')?.toText()
  for (const plaintext of data.values()) plaintext.dispose()
  if (privateKeyPem === undefined) return []
  return [
    {
      privateKeyPem,
      // An empty certificate is what upstream leaves when there is none.
      ...(certificatePem && { certificatePem }),
      ...(metadata.name !== undefined && { name: metadata.name }),
    },
  ]
}
