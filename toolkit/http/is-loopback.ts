import { isIPv4, isIPv6 } from 'node:net'

/**
 * Whether a host, as a URL spells it, can only be this machine: `localhost`, 127.0.0.0/8 or `[::1]`.
 */
export function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase()
  if (isIPv4(host)) return host.startsWith('127.')
  if (isIPv6(host)) return host === '::1'
  return host === 'localhost' || host.endsWith('.localhost')
}
