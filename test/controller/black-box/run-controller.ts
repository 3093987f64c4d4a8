import { runController, type ControllerOptions } from '../../../controller/index.ts'

/** A controller that runs in this process. */
export interface RunningController {
  /** Certificate and probes. */
  readonly url: string
  readonly metricsUrl: string
  /** Everything it has logged. */
  output(): string
  /** Stops it; gives its exit code. */
  stop(): Promise<number>
}

/**
 * Starts a controller on free ports and waits until it is ready.
 *
 * @throws what ends the controller before
 */
export async function startController(options: ControllerOptions): Promise<RunningController> {
  const abort = new AbortController()
  const lines: string[] = []
  const stream = { write: (text: string): unknown => lines.push(text) }
  const ended = runController(
    {
      listenAddr: '127.0.0.1:0',
      listenMetricsAddr: '127.0.0.1:0',
      keySize: 2048,
      logFormat: 'json',
      logLevel: 'debug',
      ...options,
    },
    { env: {}, stdout: stream, stderr: stream, version: '0.0.0-test', signal: abort.signal },
  )
  const { url, metricsUrl } = await Promise.race([
    logged(lines, 'ready').then(() => logged(lines, 'controller started')),
    ended.then(() => Promise.reject(new Error('the controller ended'))),
  ])
  return {
    url: String(url),
    metricsUrl: String(metricsUrl),
    output: () => lines.join(''),
    async stop() {
      abort.abort()
      return ended
    },
  }
}

async function logged(lines: readonly string[], message: string): Promise<Record<string, unknown>> {
  for (;;) {
    const line = lines.find((text) => text.includes(`"msg":"${message}"`))
    if (line !== undefined) return JSON.parse(line) as Record<string, unknown>
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
