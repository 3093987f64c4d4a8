import { resolve } from 'node:path'
import type { ControllerOptions } from '../../controller/index.ts'
import type { ExitCode } from '../../src/errors.ts'
import type { Options } from '../command/options.ts'
import { readDuration, readWholeNumber } from '../command/read-number.ts'
import type { Io } from '../io.ts'
import { logOutput } from '../output/log-output.ts'
import { buildInfo } from '../version.ts'

/** More workers than sealing keys can keep busy on any machine. */
const MOST_WORKERS = 1024

/** `waxseal controller` */
export async function run(options: Options, io: Io): Promise<ExitCode> {
  const settings = readSettings(options, io)
  const { runController } = await import('../../controller/main.ts')
  return runController(settings, {
    env: io.env,
    stdout: logOutput(io.stdout),
    stderr: logOutput(io.stderr),
    version: buildInfo().version,
    signal: io.interruption(),
  })
}

function readSettings(options: Options, io: Io): ControllerOptions {
  const kubeconfig = options.text('kubeconfig')
  const all = options.text('all-namespaces')
  const bits = { least: 2048, most: 8192 }
  return withoutAbsent({
    kubeconfig: kubeconfig && resolve(io.cwd, kubeconfig),
    context: options.text('context'),
    namespace: options.text('namespace'),
    allNamespaces: all === undefined ? undefined : all === 'true',
    additionalNamespaces: options.text('additional-namespaces')?.split(',').filter(Boolean),
    listenAddr: options.text('listen-addr'),
    listenMetricsAddr: options.text('listen-metrics-addr'),
    keyPrefix: options.text('key-prefix'),
    keySize: readWholeNumber(options, 'key-size', bits),
    keyTtlSeconds: readDuration(options, 'key-ttl'),
    commonName: options.text('my-cn'),
    workers: readWholeNumber(options, 'workers', { least: 1, most: MOST_WORKERS }),
    logFormat: options.text('log-format') as ControllerOptions['logFormat'],
    logLevel: options.text('log-level') as ControllerOptions['logLevel'],
    allowExampleKeys: options.has('allow-example-keys'),
  })
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Leaves out what was not given, so that the program's own defaults hold. */
function withoutAbsent<T extends object>(values: T): Defined<T> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as Defined<T>
}
