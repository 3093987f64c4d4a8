import { WaxsealError } from '../../src/errors.ts'
import type { KubeAccess } from './kube-access.ts'
import type { KubeClient } from './kube-client.ts'

/** How a client behaves. */
export interface KubeClientOptions {
  /** Such as `waxseal/0.1.0`. */
  readonly userAgent?: string
  /** Longest wait for the answer to one call, in milliseconds; 30,000 by default. */
  readonly timeoutMs?: number
  /** How often a call that was answered 429 is sent again; 5 by default. */
  readonly retries?: number
  /** Connections at once, watches apart; 32 by default. */
  readonly maxConnections?: number
}

/** A client with connections of its own, kept alive between calls. */
export function createKubeClient(access: KubeAccess, options: KubeClientOptions = {}): KubeClient {
  throw new WaxsealError(
    'ERR_INTERNAL',
    `not built yet: ${access.server} ${options.userAgent ?? ''}`,
  )
}
