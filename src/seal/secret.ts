import { decodeBase64 } from '../bytes/base64.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'
import { Plaintext } from '../plaintext.ts'
import { Fields, invalidField } from './fields.ts'
import { quoteName } from './names.ts'
import type { ObjectMeta } from './object-meta.ts'
import { readObjectMeta } from './read-object-meta.ts'

/** A Kubernetes Secret about to be sealed. */
export interface Secret {
  /** As it came, unknown fields included. */
  readonly metadata: ObjectMeta
  readonly type: string | undefined
  readonly immutable: boolean | undefined
  /** `data`, decoded, overlaid by `stringData`. */
  readonly data: ReadonlyMap<string, Plaintext>
}

/** How {@link parseSecret} reads. */
export interface ParseSecretOptions {
  /** Accept a Secret without a single item. */
  readonly allowEmpty?: boolean
}

const KNOWN_FIELDS = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'type',
  'immutable',
  'data',
  'stringData',
])

/**
 * Reads a v1 Secret from a parsed document.
 *
 * Stricter than upstream where a value could get lost or stay in plain sight: a field no Secret has
 * is refused, and so is a value that is not text (YAML reads an unquoted `yes` or `1.50` as
 * something else than what is written).
 *
 * @throws WaxsealError `ERR_ALREADY_SEALED` for a SealedSecret, `ERR_MANIFEST_KIND` for anything else
 *   that is no Secret, `ERR_MANIFEST_INVALID` naming the field, `ERR_MANIFEST_EMPTY`
 */
export function parseSecret(value: unknown, options: ParseSecretOptions = {}): Secret {
  const fields = new Fields(value)
  assertSecretKind(fields)
  for (const name of fields.all.keys()) {
    if (KNOWN_FIELDS.has(name)) continue
    throw new WaxsealError('ERR_MANIFEST_INVALID', `a Secret has no field ${quoteName(name)}`, {
      hint: 'take it out; a misspelt data or stringData would stay unsealed',
    })
  }
  const metadata = readObjectMeta(fields.object('metadata'))
  const type = fields.text('type')
  const immutable = fields.flag('immutable')
  const data = readItems(fields)
  if (data.size > 0 || options.allowEmpty === true) return { metadata, type, immutable, data }
  throw new WaxsealError('ERR_MANIFEST_EMPTY', 'the Secret has neither data nor stringData', {
    hint: 'fill it, or allow it to be empty',
  })
}

function assertSecretKind(fields: Fields): void {
  const kind = fields.text('kind')
  if (kind === 'SealedSecret') {
    throw new WaxsealError('ERR_ALREADY_SEALED', 'this is a SealedSecret already', {
      hint: 'change its items one by one, or seal the Secret it was made from',
    })
  }
  if (kind === 'Secret' && fields.text('apiVersion') === 'v1') return
  const found = kind === undefined ? 'an object without kind' : `kind ${quoteName(kind)}`
  const hint = 'write the Secrets of the list as documents of their own'
  const options = kind === 'List' ? { hint } : {}
  throw new WaxsealError('ERR_MANIFEST_KIND', `expected a v1 Secret, found ${found}`, options)
}

/** Go's serialisation, and so upstream's recovery, writes an empty value as `null`. */
function decodeItem(value: unknown): Bytes | undefined {
  if (value === null) return new Uint8Array()
  return typeof value === 'string' ? decodeBase64(value) : undefined
}

function readItems(fields: Fields): Map<string, Plaintext> {
  const items = new Map<string, Plaintext>()
  try {
    const data = fields.object('data')
    for (const [name, value] of data.all) {
      const bytes = decodeItem(value)
      if (bytes === undefined) throw invalidField(data.pathOf(name), 'standard, padded base64')
      items.set(name, new Plaintext(bytes))
    }
    const stringData = fields.object('stringData')
    for (const [name, value] of stringData.all) {
      if (typeof value !== 'string') throw invalidField(stringData.pathOf(name), 'quoted text')
      items.get(name)?.dispose()
      items.set(name, Plaintext.fromText(value))
    }
    return items
  } catch (error) {
    for (const plaintext of items.values()) plaintext.dispose()
    throw error
  }
}
