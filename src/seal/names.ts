import { WaxsealError } from '../errors.ts'

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const DNS_LABEL = new RegExp(`^${LABEL}$`)
const DNS_SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`)
const LONGEST_NAME = 253
const LONGEST_NAMESPACE = 63

/**
 * Whether Kubernetes takes `name` as a key of a Secret: 1 to 253 of `A-Z a-z 0-9 - _ .`, not `.` and
 * not beginning with `..`. `__proto__` is such a name.
 */
export function isItemName(name: string): boolean {
  return /^[-._a-zA-Z0-9]{1,253}$/.test(name) && name !== '.' && !name.startsWith('..')
}

/** @throws WaxsealError `ERR_MANIFEST_INVALID` unless {@link isItemName} */
export function assertItemName(name: string): void {
  if (isItemName(name)) return
  throw new WaxsealError('ERR_MANIFEST_INVALID', `${quoteName(name)} cannot name an item`, {
    hint: 'use letters, digits, - _ and . only, 253 at most, and not .. at the beginning',
  })
}

/**
 * Sealing for a name Kubernetes refuses makes an item nothing can ever open.
 *
 * @throws WaxsealError `ERR_MANIFEST_INVALID` unless `name` is a DNS-1123 subdomain
 */
export function assertObjectName(name: string): void {
  if (name.length <= LONGEST_NAME && DNS_SUBDOMAIN.test(name)) return
  throw new WaxsealError('ERR_MANIFEST_INVALID', `${quoteName(name)} cannot name a Secret`, {
    hint: 'use lower-case letters, digits, - and . only, 253 at most',
  })
}

/** @throws WaxsealError `ERR_MANIFEST_INVALID` unless `namespace` is a DNS-1123 label */
export function assertNamespace(namespace: string): void {
  if (namespace.length <= LONGEST_NAMESPACE && DNS_LABEL.test(namespace)) return
  const quoted = quoteName(namespace)
  throw new WaxsealError('ERR_MANIFEST_INVALID', `${quoted} cannot name a namespace`, {
    hint: 'use lower-case letters, digits and - only, 63 at most',
  })
}

/** A name from a manifest as it may stand in a message: one line of printable ASCII, not too long. */
export function quoteName(name: string): string {
  if (isItemName(name)) return name
  const short = name.length > 60 ? `${name.slice(0, 60)}…` : name
  return JSON.stringify(short).replace(/[^ -~…]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
