import { WaxsealError } from '../../src/errors.ts'

/** What a document is to the commands that seal and unseal. */
export type Role = 'secret' | 'sealed' | 'other'

/**
 * Tells a Secret and a SealedSecret from every other document.
 *
 * @throws {@link WaxsealError} `ERR_MANIFEST_KIND` for a document that is no proper Secret and yet
 * holds one: kept as it is, it would carry plaintext where a sealed file is expected
 */
export function roleOf(value: unknown): Role {
  const { apiVersion, kind, items, stringData } = toRecord(value)
  if (kind === 'SealedSecret') return 'sealed'
  if (kind === 'Secret' && apiVersion === 'v1') return 'secret'
  if (typeof kind === 'string' && kind.toLowerCase() === 'secret') {
    throw new WaxsealError('ERR_MANIFEST_KIND', 'a Secret must be kind Secret of apiVersion v1', {
      hint: 'correct apiVersion and kind',
    })
  }
  if (Array.isArray(items) && items.some((item) => toRecord(item)['kind'] === 'Secret')) {
    throw new WaxsealError('ERR_MANIFEST_KIND', 'a List that holds Secrets cannot be sealed', {
      hint: 'give the Secrets as documents of their own, separated by ---',
    })
  }
  if (stringData !== undefined) {
    throw new WaxsealError('ERR_MANIFEST_KIND', 'a document with stringData is no v1 Secret', {
      hint: 'set apiVersion: v1 and kind: Secret',
    })
  }
  return 'other'
}

/** The kind a document says it is, for messages; never other content. */
export function kindName(value: unknown): string {
  const { kind } = toRecord(value)
  return typeof kind === 'string' && /^[A-Za-z][A-Za-z0-9]{0,62}$/.test(kind) ? kind : 'no kind'
}

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
}
