import { isIP } from 'node:net'

/**
 * Where the service proxy sends the requests for a Service: `ADDRESS:PORT`, loopback only.
 *
 * A real cluster finds Pods behind a Service; here nothing runs, so the Service itself says which
 * process on this machine answers for it.
 */
export const SERVICE_ENDPOINT_ANNOTATION = 'sandbox.waxseal.dev/endpoint'

/** An address on this machine. */
export interface Endpoint {
  readonly host: string
  readonly port: number
}

const FORM = /^(127(?:\.\d{1,3}){3}|localhost|\[::1\]):(\d{1,5})$/

/** Reads the annotation's value; `undefined` when it is not a port of the loopback interface. */
export function parseEndpoint(text: string): Endpoint | undefined {
  const [, host, digits] = FORM.exec(text) ?? []
  const port = Number(digits)
  if (host === undefined || port < 1 || port > 65_535) return undefined
  // Not looked up: a name server must not decide where requests go.
  const address = host === 'localhost' ? '127.0.0.1' : host.replaceAll(/[[\]]/g, '')
  return isIP(address) > 0 ? { host: address, port } : undefined
}
