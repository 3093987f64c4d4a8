const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/

/** What is wrong with a name as a DNS subdomain (RFC 1123), `undefined` when nothing is. */
export function checkSubdomain(name: string): string | undefined {
  if (
    name.length <= 253 &&
    name.split('.').every((part) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(part))
  ) {
    return undefined
  }
  return `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character, and be at most 253 characters long`
}

/** What is wrong with a name as a DNS label (RFC 1123), `undefined` when nothing is. */
export function checkLabelName(name: string): string | undefined {
  if (LABEL.test(name)) return undefined
  if (name.includes('.')) return 'must not contain dots'
  return `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character, and be at most 63 characters long`
}

/** What is wrong with the name of a Service, a DNS label of RFC 1035. */
export function checkServiceName(name: string): string | undefined {
  return checkLabelName(name) ?? (/^[a-z]/.test(name) ? undefined : 'must begin with a letter')
}

/** What is wrong with a name as part of a path: RBAC names may be anything else. */
export function checkPathSegment(name: string): string | undefined {
  if (name === '.' || name === '..') return `may not be '${name}'`
  return /[/%]/.test(name) ? "may not contain '/' or '%'" : undefined
}

/** What is wrong with the key of a label or annotation, `undefined` when nothing is. */
export function checkQualifiedName(key: string): string | undefined {
  const slash = key.indexOf('/')
  const prefix = slash < 0 ? undefined : key.slice(0, slash)
  const name = key.slice(slash + 1)
  const prefixFits = prefix === undefined || checkSubdomain(prefix.toLowerCase()) === undefined
  if (prefixFits && /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(name)) return undefined
  return `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character, and be at most 63 characters long; the prefix, if any, is a DNS subdomain`
}

/** What is wrong with the value of a label, `undefined` when nothing is. */
export function checkLabelValue(value: string): string | undefined {
  if (/^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/.test(value)) return undefined
  return `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character, and be at most 63 characters long`
}
