import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { isLoopback } from '../http/index.ts'
import type { KubeCredentials, KubeTls } from './kube-access.ts'

/** The connections of one client. */
export interface AgentPool {
  /** The agent for a call; watches have their own, so that they don't take the place of calls. */
  agentFor(credentials: KubeCredentials, isWatch: boolean): HttpAgent
  /** Closes all connections, idle or not; a proxy's agent keeps none. */
  destroy(): void
}

/** An idle connection is given up before load balancers in between usually do so silently. */
const IDLE_MS = 55_000

/** A pool for one server; agents are made anew when the TLS material changes. */
export function createAgentPool(
  server: URL,
  maxConnections: number,
  proxyEnv: Readonly<Record<string, string | undefined>> | undefined,
): AgentPool {
  const shared = {
    keepAlive: true,
    timeout: IDLE_MS,
    ...(proxyEnv !== undefined && !isLoopback(server.hostname) && { proxyEnv: { ...proxyEnv } }),
  }
  const create = (tls: KubeTls, maxSockets: number): HttpAgent =>
    server.protocol === 'https:'
      ? new HttpsAgent({ ...shared, maxSockets, ...tls })
      : new HttpAgent({ ...shared, maxSockets })
  let current: { tls: KubeTls; calls: HttpAgent; watches: HttpAgent } | undefined
  return {
    agentFor({ tls, proxyAgent }, isWatch) {
      if (proxyAgent !== undefined) return proxyAgent
      if (current?.tls !== tls) {
        // The old agents are left to finish: their idle connections end by themselves.
        current = { tls, calls: create(tls, maxConnections), watches: create(tls, Infinity) }
      }
      return isWatch ? current.watches : current.calls
    },
    destroy() {
      current?.calls.destroy()
      current?.watches.destroy()
    },
  }
}
