import { isIPv6 } from 'node:net'
import { WaxsealError } from '../../src/errors.ts'

/** Where to listen; without a host on all addresses. */
export interface ListenAddress {
  readonly host: string | undefined
  readonly port: number
}

/**
 * Reads `host:port`, `:port` or `[ipv6]:port`, as Go's `net.Listen` takes them.
 *
 * @throws ERR_USAGE when it is none of these
 */
export function parseListenAddress(text: string): ListenAddress {
  const match = /^(?:\[([^\]]*)\]|([^:[\]]*)):(\d{1,5})$/.exec(text)
  const [, bracketed, plain, digits] = match ?? []
  const port = Number(digits)
  const isValid = match !== null && port <= 65_535 && (bracketed === undefined || isIPv6(bracketed))
  if (!isValid) {
    throw new WaxsealError('ERR_USAGE', 'this is not an address to listen on', {
      hint: 'write host:port, :port or [ipv6]:port',
    })
  }
  const host = bracketed ?? plain
  return { host: host === '' ? undefined : host, port }
}
