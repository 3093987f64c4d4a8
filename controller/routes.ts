import type { Keyring } from '../src/index.ts'
import type { Route } from '../toolkit/http/index.ts'

/** What the routes look at. */
export interface RoutesOptions {
  /** The keys in use at the moment of the call. */
  readonly keyring: () => Keyring
  /** Whether the keys are loaded and the mirrors complete. */
  readonly isReady: () => boolean
}

/** The certificate and the two probes; paths, types and words are upstream's. */
export function createRoutes({ keyring, isReady }: RoutesOptions): readonly Route[] {
  const contentType = 'text/plain; charset=utf-8'
  return [
    { path: '/healthz', handle: () => ({ status: 200, contentType, body: 'ok\n' }) },
    {
      path: '/readyz',
      handle: () =>
        isReady()
          ? { status: 200, contentType, body: 'ok\n' }
          : { status: 503, contentType, body: 'not ready\n' },
    },
    {
      path: '/v1/cert.pem',
      handle: () => {
        if (keyring().keys.every((key) => key.certificate === undefined)) {
          return { status: 500, contentType, body: 'cannot get certificate\n' }
        }
        const { pem } = keyring().newest.certificate
        return { status: 200, contentType: 'application/x-pem-file', body: pem }
      },
    },
  ]
}
