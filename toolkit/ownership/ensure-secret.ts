import { WaxsealError } from '../../src/index.ts'
import { isKubeStatus, type KubeClient, type KubeObject, SECRETS } from '../kube/index.ts'
import { decideSecret, type SecretPlan } from './decide-secret.ts'
import { readLiveSecret } from './live-secret.ts'
import type { OwnershipRules, WantedSecret } from './wanted-secret.ts'

/** How a Secret is read and written. */
export interface EnsureSecretOptions {
  readonly client: KubeClient
  readonly rules: OwnershipRules
  /** Under which the API server notes what we set. */
  readonly fieldManager: string
  /** `false`: nothing is known to be there, so create it at once instead of reading first. */
  readonly mayExist: boolean
  readonly signal?: AbortSignal
}

/** What was done, and the Secret's identity afterwards. */
export interface EnsuredSecret {
  readonly outcome: 'created' | 'replaced' | 'unchanged' | 'waiting'
  readonly uid: string | undefined
  readonly resourceVersion: string | undefined
}

/** How often somebody else may win the race for one Secret before the caller backs off. */
const MAX_RACES = 5

/**
 * Makes the live Secret as wanted: reads, decides, writes on the condition that nothing changed in
 * between, and decides again when something did.
 *
 * @throws ERR_NOT_OWNED when the Secret is somebody else's, ERR_SECRET_IMMUTABLE when its data or
 * type can never become what is wanted, KubeError for anything the API server refuses
 */
export async function ensureSecret(
  wanted: WantedSecret,
  options: EnsureSecretOptions,
): Promise<EnsuredSecret> {
  let read = options.mayExist
  for (let race = 1; ; race++) {
    const live = read ? await readSecret(wanted, options) : undefined
    const plan = decideSecret(wanted, live && readLiveSecret(live), options.rules)
    try {
      return await applyPlan(plan, live, options)
    } catch (error) {
      const overtaken = isKubeStatus(error, 409) || (live && isKubeStatus(error, 404))
      if (!overtaken || race === MAX_RACES) throw error
      read = true
    }
  }
}

async function applyPlan(
  plan: SecretPlan,
  live: KubeObject | undefined,
  { client, fieldManager, signal }: EnsureSecretOptions,
): Promise<EnsuredSecret> {
  const write = { fieldManager, ...(signal === undefined ? {} : { signal }) }
  switch (plan.kind) {
    case 'create':
      return ensured('created', await client.create(SECRETS, plan.manifest, write))
    case 'replace':
      return ensured('replaced', await client.replace(SECRETS, plan.manifest, write))
    case 'unchanged':
      return ensured('unchanged', live)
    case 'wait':
      return ensured('waiting', live)
    case 'refuse':
      throw plan.error
    default:
      plan satisfies never
      throw new WaxsealError('ERR_INTERNAL', 'a plan for a Secret has no known kind')
  }
}

function readSecret(
  { namespace, name }: WantedSecret,
  { client, signal }: EnsureSecretOptions,
): Promise<KubeObject | undefined> {
  return client.find(SECRETS, { namespace, name }, signal === undefined ? {} : { signal })
}

function ensured(outcome: EnsuredSecret['outcome'], secret: KubeObject | undefined): EnsuredSecret {
  const { uid, resourceVersion } = secret?.metadata ?? {}
  return { outcome, uid, resourceVersion }
}
