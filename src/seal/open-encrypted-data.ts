import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'
import type { Fingerprint } from '../keys/fingerprint.ts'
import type { Plaintext } from '../plaintext.ts'
import { itemHints } from './items-annotation.ts'
import { quoteName } from './names.ts'
import { disposeAll } from './opened-secret.ts'
import type { OpenedSecret } from './opened-secret.ts'
import type { SealedSecret } from './sealed-secret.ts'
import type { TemplateRenderer } from './template-renderer.ts'
import type { Unsealer } from './unsealer.ts'

/** With what `spec.encryptedData` is opened. */
export interface Opener {
  readonly unsealer: Unsealer
  readonly label: Bytes
  readonly renderer?: TemplateRenderer | undefined
}

// An error is read by people and stored in a status; the rest is counted.
const MOST_NAMES = 20

/**
 * Opens every item of `spec.encryptedData`, or none, and adds what `spec.template.data` makes of
 * them; an item that was sealed wins over one a template makes, as upstream does since 0.37.
 *
 * @throws WaxsealError `ERR_UNSEAL_FAILED` naming the items, `ERR_TEMPLATE_UNSUPPORTED`
 */
export async function openEncryptedData(
  sealed: SealedSecret,
  opener: Opener,
): Promise<OpenedSecret> {
  const { template } = sealed
  if (template.data !== undefined && opener.renderer === undefined) {
    throw new WaxsealError('ERR_TEMPLATE_UNSUPPORTED', 'spec.template.data cannot be rendered', {
      hint: 'seal the finished values instead of templates over them',
    })
  }
  const { data, usedKeys } = await openItems(sealed, opener)
  if (template.data === undefined || opener.renderer === undefined) {
    return { template, data, usedKeys }
  }
  try {
    const rendered = await opener.renderer.render(template.data, data)
    for (const [item, plaintext] of rendered) {
      if (data.has(item)) plaintext.dispose()
      else data.set(item, plaintext)
    }
  } catch (error) {
    disposeAll(data.values())
    throw error
  }
  return { template, data, usedKeys }
}

async function openItems(
  sealed: SealedSecret,
  { unsealer, label }: Opener,
): Promise<{ data: Map<string, Plaintext>; usedKeys: Set<Fingerprint> }> {
  const hints = await itemHints(sealed)
  const items = [...sealed.encryptedData]
  const outcomes = await Promise.allSettled(
    items.map(([item, text]) => unsealer.unseal({ label, sealed: text, hint: hints.get(item) })),
  )
  const data = new Map<string, Plaintext>()
  const usedKeys = new Set<Fingerprint>()
  const failures = new Map<string, unknown>()
  for (const [index, [item]] of items.entries()) {
    const outcome = outcomes[index]
    if (outcome?.status === 'fulfilled') {
      data.set(item, outcome.value.plaintext)
      usedKeys.add(outcome.value.fingerprint)
    } else failures.set(item, outcome?.reason)
  }
  if (failures.size === 0) return { data, usedKeys }
  disposeAll(data.values())
  throw unsealFailed(failures)
}

/** One error for all items that did not open; a failure of another kind (a key service) goes first. */
function unsealFailed(failures: ReadonlyMap<string, unknown>): unknown {
  for (const reason of failures.values()) {
    if (!(reason instanceof WaxsealError && reason.code === 'ERR_UNSEAL_FAILED')) return reason
  }
  const names = [...failures.keys()].toSorted()
  const shown = names.slice(0, MOST_NAMES).map(quoteName).join(', ')
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''
  return new WaxsealError('ERR_UNSEAL_FAILED', `no sealing key could unseal: ${shown}${more}`, {
    hint: 'check that name, namespace and scope are those it was sealed for, and that its key is there',
  })
}
