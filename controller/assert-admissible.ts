import { WaxsealError } from '../src/index.ts'
import type { WantedSecret } from '../toolkit/ownership/index.ts'
import { KEY_LABEL } from '../toolkit/sealing-keys/index.ts'

/** Where the controller's own keys are, and how they are named. */
export interface KeyPlace {
  readonly namespace: string
  readonly prefix: string
}

/**
 * The gate that every Secret passes before it is decided about.
 *
 * Refused is a Secret that would become a sealing key: whoever may create SealedSecrets in the
 * controller's namespace could else bring in a key of their own, newer than all others, and read
 * everything that is sealed from then on.
 *
 * @throws ERR_SECRET_FORBIDDEN
 */
export function assertAdmissible(wanted: WantedSecret, keys: KeyPlace): void {
  if (wanted.namespace !== keys.namespace) return
  if (!wanted.labels.has(KEY_LABEL) && wanted.name !== keys.prefix) return
  throw new WaxsealError('ERR_SECRET_FORBIDDEN', 'a SealedSecret may not become a sealing key', {
    hint: `remove the label ${KEY_LABEL} from its template, and do not name it ${keys.prefix}`,
  })
}
