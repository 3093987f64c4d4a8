import { parseArgs } from 'node:util'

/** What `npm run demo -- …` understands. */
export interface DemoOptions {
  /** Leave sandbox and controller running. */
  readonly keep: boolean
  /** Run on this cluster instead of the sandbox. */
  readonly kubeconfig: string | undefined
  /** Don't ask before using that cluster. */
  readonly yes: boolean
}

/** What `--help` prints. */
export const DEMO_USAGE = `npm run demo                        on a sandbox, an API server in one process
npm run demo -- --keep              and leave sandbox and controller running for your own kubectl
npm run demo -- --kubeconfig FILE   on the cluster of FILE's current context; asks first, --yes does not
`

/**
 * Reads the arguments; `undefined` when help was asked for.
 *
 * @throws TypeError for an unknown or contradicting argument
 */
export function parseDemoOptions(args: readonly string[]): DemoOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      keep: { type: 'boolean', default: false },
      kubeconfig: { type: 'string' },
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return undefined
  if (values.keep && values.kubeconfig !== undefined) {
    throw new TypeError('--keep is for the sandbox: on a cluster everything is removed again')
  }
  return { keep: values.keep, kubeconfig: values.kubeconfig, yes: values.yes }
}
