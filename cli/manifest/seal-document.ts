import {
  type Certificate,
  parseSecret,
  type Scope,
  scopeOf,
  type SealedSecret,
  sealSecret,
} from '../../src/index.ts'

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

/**
 * Seals the Secret that a parsed document is.
 *
 * @throws WaxsealError of reading and sealing it
 */
export async function sealDocument(value: unknown, request: SealRequest): Promise<SealedSecret> {
  const secret = parseSecret(value, { allowEmpty: request.allowEmpty })
  try {
    const own = scopeOf(secret.metadata.annotations)
    const fallback = own === 'strict' ? request.defaultScope : undefined
    return await sealSecret(secret, { ...request, scope: request.scope ?? fallback })
  } finally {
    for (const plaintext of secret.data.values()) plaintext.dispose()
  }
}
