import type { ExitCode } from '../../src/errors.ts'
import type { Certificate } from '../../src/index.ts'
import { clusterNamed, type ClusterConfig, loadConfig } from '../../toolkit/config/index.ts'
import { certificateReport } from '../certificate/describe-certificate.ts'
import { warnExpiry } from '../certificate/warn-expiry.ts'
import type { Options } from '../command/options.ts'
import { writeUserFile } from '../input/user-file.ts'
import type { Io } from '../io.ts'
import { note } from '../output/talk.ts'
import { formatJson } from '../output/format-json.ts'

/** A certificate is public. */
const CERTIFICATE_MODE = 0o644
const DEFAULT_NAME = 'sealed-secrets-controller'
const DEFAULT_NAMESPACE = 'kube-system'
/** Options that say which cluster; a URL needs none of them. */
const CLUSTER_OPTIONS = [
  'cluster',
  'controller-name',
  'controller-namespace',
  'kubeconfig',
  'context',
] as const

/** `waxseal cert fetch` */
export async function run(options: Options, io: Io): Promise<ExitCode> {
  const certificate = await fetch(options, io)
  const report = certificateReport(certificate, io.now())
  const text =
    options.text('output') === 'json'
      ? formatJson({ ...report, pem: certificate.pem })
      : certificate.pem
  const target = options.text('write')
  if (target === undefined) await io.stdout.write(text)
  else {
    const change = await writeUserFile(target, text, { mode: CERTIFICATE_MODE }, io)
    await note(io, `${target} ${change}: fingerprint ${certificate.fingerprint}`)
  }
  await warnExpiry(certificate, io)
  return 0
}

async function fetch(options: Options, io: Io): Promise<Certificate> {
  const url = options.positionals[0]
  if (url !== undefined) {
    const other = CLUSTER_OPTIONS.find((name) => options.has(name))
    if (other !== undefined) throw options.error(`give either a URL or --${other}`)
    const { fetchCertificate } = await import('../certificate/fetch-certificate.ts')
    return fetchCertificate(url, io)
  }
  const name = options.text('cluster')
  const cluster: ClusterConfig | undefined =
    name === undefined ? undefined : clusterNamed(await loadConfig({ from: io.cwd }), name)
  const { fetchFromCluster } = await import('../certificate/fetch-from-cluster.ts')
  return fetchFromCluster(
    {
      kubeconfig: options.text('kubeconfig'),
      context: options.text('context') ?? cluster?.context,
      name: options.text('controller-name') ?? cluster?.controller?.name ?? DEFAULT_NAME,
      namespace:
        options.text('controller-namespace') ?? cluster?.controller?.namespace ?? DEFAULT_NAMESPACE,
    },
    io,
  )
}
