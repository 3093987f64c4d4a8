import { WaxsealError } from '../../src/errors.ts'
import { readAsset } from '../assets/index.ts'

/** What the manifests are made for. */
export interface InstallOptions {
  /** Where the controller runs and keeps its keys. */
  readonly namespace: string
  /** The container image of the controller. */
  readonly image: string
  /** Name of all its objects; kubeseal looks for a Service of the default one. */
  readonly name?: string
}

/** The name under which kubeseal and other clients look for the controller's Service. */
export const DEFAULT_CONTROLLER_NAME = 'sealed-secrets-controller'

/** In the order in which they are applied. */
const FILES = ['crd.yaml', 'rbac.yaml', 'controller.yaml']

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
/** Registry with port, path, tag and digest; nothing that YAML would read as something else. */
const IMAGE = /^[a-z0-9][a-zA-Z0-9._/:@-]{0,500}$/

/**
 * Everything that a cluster needs to run the controller, as one YAML stream for `kubectl apply -f`:
 * the kind, the rights, the Deployment and its Services.
 *
 * @throws ERR_USAGE when the namespace, the name or the image cannot be one
 */
export function installManifest(options: InstallOptions): string {
  const { namespace, image, name = DEFAULT_CONTROLLER_NAME } = options
  assertMatches('namespace', namespace, DNS_LABEL)
  assertMatches('name', name, DNS_LABEL)
  assertMatches('image', image, IMAGE)
  const values: Record<string, string> = { namespace, image, name }
  return FILES.map((file) =>
    readAsset(`deploy/${file}`).replaceAll(
      /\{\{(\w+)\}\}/g,
      (_, word: string) => values[word] ?? '',
    ),
  ).join('---\n')
}

function assertMatches(what: string, value: string, pattern: RegExp): void {
  if (pattern.test(value)) return
  throw new WaxsealError('ERR_USAGE', `the ${what} of the controller is not a valid one`, {
    hint: `give a valid --${what}`,
  })
}
