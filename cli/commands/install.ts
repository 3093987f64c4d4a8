import type { ExitCode } from '../../src/errors.ts'
import { parseYaml } from '../../toolkit/documents/index.ts'
import { installManifest } from '../../toolkit/install/index.ts'
import type { Options } from '../command/options.ts'
import type { Io } from '../io.ts'
import { note } from '../output/talk.ts'
import { buildInfo } from '../version.ts'
import { formatJson } from '../output/format-json.ts'

/** Where kubeseal looks for the controller. */
const DEFAULT_NAMESPACE = 'kube-system'

/** `waxseal install` */
export async function run(options: Options, io: Io): Promise<ExitCode> {
  const useless = ['kubeconfig', 'context'].find((name) => options.has(name))
  if (useless !== undefined && !options.has('apply')) {
    throw options.error(`--${useless} needs --apply`)
  }
  const name = options.text('name')
  const image = options.text('image') ?? `waxseal:${buildInfo().version}`
  const manifest = installManifest({
    image,
    namespace: options.text('namespace') ?? DEFAULT_NAMESPACE,
    ...(name !== undefined && { name }),
  })
  if (options.has('apply')) {
    const { applyManifest } = await import('../cluster/apply-manifest.ts')
    await applyManifest(manifest, options, io)
  } else if (options.text('output') === 'json') {
    const values = parseYaml(manifest).documents.map((document) => document.value)
    await io.stdout.write(values.map((value) => formatJson(value)).join(''))
  } else {
    await io.stdout.write(manifest)
  }
  if (!options.has('image')) {
    await note(io, `the manifest names the image ${image}, which no registry has: see --image`)
  }
  return 0
}
