import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'
import type { Scope } from './scope.ts'

/** Where a sealed value is meant to be opened. */
export interface Place {
  readonly scope: Scope
  readonly namespace?: string | undefined
  readonly name?: string | undefined
}

/**
 * The OAEP label of a value, UTF-8: `namespace/name` (strict), `namespace` (namespace-wide) or no
 * bytes (cluster-wide).
 *
 * @throws WaxsealError `ERR_NAMESPACE_MISSING`, `ERR_NAME_MISSING`
 */
export function sealingLabel({ scope, namespace, name }: Place): Bytes {
  if (scope === 'cluster-wide') return new Uint8Array()
  if (!namespace) {
    throw new WaxsealError('ERR_NAMESPACE_MISSING', `a ${scope} secret needs a namespace`, {
      hint: 'give one with --namespace or in metadata.namespace',
    })
  }
  if (scope === 'namespace-wide') return new TextEncoder().encode(namespace)
  if (!name) {
    throw new WaxsealError('ERR_NAME_MISSING', 'a strict secret needs a name', {
      hint: 'give one with --name or in metadata.name',
    })
  }
  return new TextEncoder().encode(`${namespace}/${name}`)
}
