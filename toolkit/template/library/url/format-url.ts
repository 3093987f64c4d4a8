import { escapeUrl } from './escape-url.ts'
import { formatUserInfo } from './parse-url.ts'
import type { ParsedUrl } from './parse-url.ts'

/** A URL as Go's `URL.String` writes it. */
export function formatUrl(url: ParsedUrl): string {
  const { scheme, opaque, query, fragment } = url
  const start = scheme === '' ? '' : `${scheme}:`
  const middle = opaque === '' ? hierarchy(url, start) : opaque
  return (
    start +
    middle +
    (query === '' ? '' : `?${query}`) +
    (fragment === '' ? '' : `#${escapeUrl(fragment, 'fragment')}`)
  )
}

function hierarchy({ scheme, user, host, path }: ParsedUrl, start: string): string {
  const hasAuthority = (scheme !== '' && path !== '') || host !== '' || user !== undefined
  const credentials = user === undefined ? '' : `${formatUserInfo(user)}@`
  const authority = hasAuthority ? `//${credentials}${escapeUrl(host, 'host')}` : ''
  const escaped = path === '*' ? '*' : escapeUrl(path, 'path')
  const slash = escaped !== '' && !escaped.startsWith('/') && host !== '' ? '/' : ''
  // A colon in the first segment of a relative path would be read as the end of a scheme.
  const [segment = ''] = escaped.split('/')
  const dot = start + authority + slash === '' && segment.includes(':') ? './' : ''
  return authority + slash + dot + escaped
}
