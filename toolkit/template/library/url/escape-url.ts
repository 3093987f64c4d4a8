import { failTemplate } from '../../template-failure.ts'

/** The part of a URL a text is put into: each lets other characters through. */
export type UrlPart = 'path' | 'query' | 'host' | 'zone' | 'user' | 'fragment'

const UNRESERVED = 'A-Za-z0-9\\-_.~'
const HOST = `${UNRESERVED}!$&'()*+,;=:[\\]<>"`

/** Characters that stand for themselves, as Go's net/url has them. */
const ALLOWED: Readonly<Record<UrlPart, RegExp>> = {
  path: new RegExp(`^[${UNRESERVED}$&+,/:;=@]$`),
  query: new RegExp(`^[${UNRESERVED}]$`),
  host: new RegExp(`^[${HOST}]$`),
  zone: new RegExp(`^[${HOST}]$`),
  user: new RegExp(`^[${UNRESERVED}$&+,;=]$`),
  fragment: new RegExp(`^[${UNRESERVED}$&+,/:;=?@!()*]$`),
}

/** Bytes that may not stand in that part as `%XX`; in a query a space becomes `+`. */
export function escapeUrl(text: string, part: UrlPart): string {
  const allowed = ALLOWED[part]
  return text.replaceAll(/[^]/g, (byte) => {
    if (allowed.test(byte)) return byte
    if (byte === ' ' && part === 'query') return '+'
    return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  })
}

/**
 * The bytes behind `%XX`; what Go refuses to unescape in that part is refused too.
 *
 * @throws TemplateFailure
 */
export function unescapeUrl(text: string, part: UrlPart): string {
  const hostLike = part === 'host' || part === 'zone'
  return text.replaceAll(/%([0-9A-Fa-f]{2})?|[^%]/g, (match, hex: string | undefined) => {
    if (!match.startsWith('%')) {
      if (hostLike && match < '\x80' && !ALLOWED.host.test(match)) failTemplate('text is not a URL')
      return match
    }
    if (hex === undefined) return failTemplate('text is not a URL')
    const byte = String.fromCharCode(Number.parseInt(hex, 16))
    if (hostLike && hex !== '25' && !mayBeEscaped(byte, part)) failTemplate('text is not a URL')
    return byte
  })
}

/** In a host only bytes beyond ASCII may be escaped, in a zone also what a host may hold. */
function mayBeEscaped(byte: string, part: UrlPart): boolean {
  if (part === 'host') return byte >= '\x80'
  return byte === ' ' || ALLOWED.host.test(byte)
}
