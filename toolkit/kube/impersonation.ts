import { isFields, text } from './kubeconfig.ts'
import type { Fields } from './kubeconfig.ts'

/** The headers for acting as somebody else, from `as`, `as-groups`, `as-uid` and `as-user-extra`. */
export function impersonation(user: Fields): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {}
  const name = text(user['as'])
  if (name !== undefined) headers['impersonate-user'] = name
  const groups = strings(user['as-groups'])
  if (groups.length > 0) headers['impersonate-group'] = groups
  const uid = text(user['as-uid'])
  if (uid !== undefined) headers['impersonate-uid'] = uid
  const extra = user['as-user-extra']
  for (const [key, values] of Object.entries(isFields(extra) ? extra : {})) {
    headers[`impersonate-extra-${encodeURIComponent(key)}`] = strings(values)
  }
  return headers
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
