import { WaxsealError } from '../errors.ts'
import type { Plaintext } from '../plaintext.ts'
import type { ObjectMeta } from './object-meta.ts'

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

/**
 * Reads a v1 Secret from a parsed document.
 *
 * @throws WaxsealError `ERR_ALREADY_SEALED` for a SealedSecret, `ERR_MANIFEST_KIND` for anything else
 *   that is no Secret, `ERR_MANIFEST_INVALID` naming the field, `ERR_MANIFEST_EMPTY`
 */
export function parseSecret(value: unknown, options: ParseSecretOptions = {}): Secret {
  throw new WaxsealError('ERR_INTERNAL', `not yet ${typeof value} ${options.allowEmpty}`)
}
