import { availableParallelism } from 'node:os'

import type { ExitCode } from '../src/index.ts'
import { type HttpServer, type ServedAnswer, serveHttp } from '../toolkit/http/index.ts'
import { createKubeClient, loadKubeconfig } from '../toolkit/kube/index.ts'
import { createLogger, errorFields } from '../toolkit/log/index.ts'
import { type Clock, SYSTEM_CLOCK } from '../toolkit/reconcile/index.ts'
import { createController } from './create-controller.ts'
import { createControllerMetrics } from './controller-metrics.ts'
import { CONTROLLER_DEFAULTS, type ControllerOptions, ownNamespace } from './options.ts'
import { createRoutes } from './routes.ts'

/** What the program needs from its surroundings. */
export interface ControllerDeps {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Takes the log up to `info`. */
  readonly stdout: { write(text: string): unknown }
  /** Takes warnings and errors. */
  readonly stderr: { write(text: string): unknown }
  /** Such as `0.1.0`. */
  readonly version: string
  /** The time of the machine by default. */
  readonly clock?: Clock
  /** Ends the controller. */
  readonly signal: AbortSignal
}

/**
 * The program behind `waxseal controller`: runs until `signal` aborts, then ends what it is doing and
 * resolves with 0.
 *
 * @throws ERR_KUBECONFIG_INVALID, ERR_NAMESPACE_MISSING, ERR_USAGE for an address that cannot be
 * listened on, ERR_KEY_EXAMPLE, ERR_KEY_MALFORMED and others when no key in the cluster can be used
 */
export async function runController(
  options: ControllerOptions,
  deps: ControllerDeps,
): Promise<ExitCode> {
  const settings = { ...CONTROLLER_DEFAULTS, ...options }
  const { env, stdout, stderr, version, clock = SYSTEM_CLOCK } = deps
  const log = createLogger({
    format: settings.logFormat,
    level: settings.logLevel,
    clock,
    write: (line, level) => {
      const stream = level === 'warn' || level === 'error' ? stderr : stdout
      stream.write(line)
    },
  })
  // Outside a pod only a kubeconfig that was named: never the one of whoever happens to start it.
  const source =
    options.kubeconfig === undefined ? { inCluster: true } : { path: options.kubeconfig }
  const context = options.context === undefined ? {} : { context: options.context }
  const access = await loadKubeconfig({ env, ...source, ...context })
  const namespace = ownNamespace(options, env, access.namespace)
  const client = createKubeClient(access, { userAgent: `waxseal-controller/${version}` })
  const metrics = createControllerMetrics(version)
  const controller = createController({
    settings,
    namespace,
    client,
    metrics,
    log,
    clock,
    lanes: availableParallelism(),
  })
  const onError = (error: unknown): void => log.error('cannot answer', errorFields(error))
  const serve = { onAnswer: (answer: ServedAnswer) => metrics.countAnswer(answer), onError }
  const servers: HttpServer[] = []
  try {
    const routes = createRoutes(controller)
    servers.push(await serveHttp({ ...serve, address: settings.listenAddr, routes }))
    const side = { address: settings.listenMetricsAddr, routes: [metrics.route] }
    servers.push(await serveHttp({ ...serve, ...side }))
    const [url, metricsUrl] = servers.map((server) => server.url)
    log.info('controller started', { version, namespace, server: access.server, url, metricsUrl })
    await controller.run(deps.signal)
    log.info('controller stopped')
    return 0
  } finally {
    await Promise.all(servers.map((server) => server.close()))
    client.close()
  }
}
