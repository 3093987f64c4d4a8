import { failTemplate } from '../../template-failure.ts'
import { escapeUrl, unescapeUrl } from './escape-url.ts'
import { isIpv6 } from './is-ipv6.ts'

/** Name and password in front of a host. */
export interface UserInfo {
  readonly username: string
  readonly password: string | undefined
}

/** A URL in its parts, unescaped, as Go's `net/url` has them. */
export interface ParsedUrl {
  readonly scheme: string
  readonly opaque: string
  readonly user: UserInfo | undefined
  readonly host: string
  readonly path: string
  readonly query: string
  readonly fragment: string
}

const NO_URL = 'text is not a URL'

/**
 * Reads a URL as Go's `url.Parse` does (Go 1.26).
 *
 * @throws TemplateFailure
 */
export function parseUrl(text: string): ParsedUrl {
  const [beforeFragment, fragment = ''] = cut(text, '#')
  const parsed = parseWithoutFragment(beforeFragment)
  return { ...parsed, fragment: unescapeUrl(fragment, 'fragment') }
}

function parseWithoutFragment(text: string): Omit<ParsedUrl, 'fragment'> {
  if (/[\0-\x1f\x7f]/.test(text)) failTemplate(NO_URL)
  const empty = { scheme: '', opaque: '', user: undefined, host: '', path: '', query: '' }
  if (text === '*') return { ...empty, path: '*' }
  if (text.startsWith(':')) failTemplate(NO_URL)
  const [, written, scheme = '', afterScheme = text] =
    /^(([A-Za-z][A-Za-z0-9+.-]*):)?([^]*)$/.exec(text) ?? []
  const [rest, query = ''] = cut(written === undefined ? text : afterScheme, '?')
  const parts = { ...empty, scheme: scheme.toLowerCase(), query }
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...parts, opaque: rest }
    // Else it would be read as a scheme.
    if ((cut(rest, '/')[0] ?? '').includes(':')) failTemplate(NO_URL)
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) {
    return { ...parts, path: unescapeUrl(rest, 'path') }
  }
  const slash = rest.indexOf('/', 2)
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash)
  const path = slash < 0 ? '' : unescapeUrl(rest.slice(slash), 'path')
  return { ...parts, ...parseAuthority(authority, parts.scheme), path }
}

function parseAuthority(
  authority: string,
  scheme: string,
): { user: UserInfo | undefined; host: string } {
  const at = authority.lastIndexOf('@')
  const host = parseHost(authority.slice(at + 1), scheme)
  return { user: at < 0 ? undefined : parseUserInfo(authority.slice(0, at)), host }
}

/** Reads `name` or `name:password`. */
export function parseUserInfo(text: string): UserInfo {
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(text)) failTemplate(NO_URL)
  const [username, password] = cut(text, ':')
  return {
    username: unescapeUrl(username, 'user'),
    password: password === undefined ? undefined : unescapeUrl(password, 'user'),
  }
}

/** `name:password`, escaped. */
export function formatUserInfo({ username, password }: UserInfo): string {
  const name = escapeUrl(username, 'user')
  return password === undefined ? name : `${name}:${escapeUrl(password, 'user')}`
}

function parseHost(host: string, scheme: string): string {
  const bracket = host.lastIndexOf('[')
  if (bracket > 0) failTemplate(NO_URL)
  if (bracket === 0) return parseAddress(host)
  const web = scheme === 'http' || scheme === 'https'
  const colon = web ? host.indexOf(':') : host.lastIndexOf(':')
  if (colon >= 0) requirePort(host.slice(colon))
  return unescapeUrl(host, 'host')
}

/** `[::1]:80`, with a zone perhaps: `[fe80::1%25eth0]`. */
function parseAddress(host: string): string {
  const close = host.lastIndexOf(']')
  if (close < 0) failTemplate(NO_URL)
  const port = host.slice(close + 1)
  requirePort(port)
  const inside = host.slice(1, close)
  const zone = inside.indexOf('%25')
  const address =
    zone < 0
      ? unescapeUrl(inside, 'host')
      : unescapeUrl(inside.slice(0, zone), 'host') + unescapeUrl(inside.slice(zone), 'zone')
  if (!isIpv6(address)) failTemplate(NO_URL)
  return `[${address}]${unescapeUrl(port, 'host')}`
}

function requirePort(port: string): void {
  if (!/^(?::[0-9]*)?$/.test(port)) failTemplate(NO_URL)
}

/** The host without its port, and an address without its brackets. */
export function hostnameOf(host: string): string {
  const withoutPort = host.replace(/:[0-9]*$/, '')
  return /^\[[^]*\]$/.test(withoutPort) ? withoutPort.slice(1, -1) : withoutPort
}

function cut(text: string, separator: string): [string, string?] {
  const index = text.indexOf(separator)
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}
