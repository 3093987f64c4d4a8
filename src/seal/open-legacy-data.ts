import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'
import type { Plaintext } from '../plaintext.ts'
import type { OpenedSecret } from './opened-secret.ts'
import { parseSecret } from './secret.ts'
import type { Secret } from './secret.ts'
import type { SealedSecret } from './sealed-secret.ts'
import type { Unsealer } from './unsealer.ts'

/**
 * Opens `spec.data` of kubeseal before 0.7: one value that holds a whole Secret as JSON, from which
 * type, data and metadata are taken; the template has no say.
 *
 * @throws WaxsealError `ERR_LEGACY_DATA` when `spec.encryptedData` is there too or the value holds no
 *   Secret, `ERR_UNSEAL_FAILED`
 */
export async function openLegacyData(
  { encryptedData }: SealedSecret,
  sealed: string,
  { unsealer, label }: { unsealer: Unsealer; label: Bytes },
): Promise<OpenedSecret> {
  if (encryptedData.size > 0) {
    throw new WaxsealError(
      'ERR_LEGACY_DATA',
      'the SealedSecret has spec.encryptedData and the old spec.data',
      { hint: 'take out spec.data' },
    )
  }
  const { plaintext, fingerprint } = await unsealer.unseal({ label, sealed })
  try {
    const { data, ...template } = parseLegacySecret(plaintext)
    return { template, data, usedKeys: new Set([fingerprint]) }
  } finally {
    plaintext.dispose()
  }
}

function parseLegacySecret(plaintext: Plaintext): Secret {
  try {
    return parseSecret(JSON.parse(plaintext.toText() ?? ''), { allowEmpty: true })
  } catch {
    // The reason could quote the value.
    throw new WaxsealError('ERR_LEGACY_DATA', 'spec.data does not hold a Secret', {
      hint: 'seal the Secret again with a current tool',
    })
  }
}
