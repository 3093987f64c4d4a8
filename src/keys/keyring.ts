import type { Bytes } from '../bytes/bytes.ts'
import { WaxsealError } from '../errors.ts'
import { Plaintext } from '../plaintext.ts'
import { readSealedValue, VALUE_CIPHER } from '../seal/sealed-value.ts'
import type { SealedValue } from '../seal/sealed-value.ts'
import type { SealedItem, UnsealedItem, Unsealer } from '../seal/unsealer.ts'
import type { Certificate } from './certificate.ts'
import type { Fingerprint } from './fingerprint.ts'
import { SESSION_KEY_BYTES } from './sealing-key.ts'
import type { SealingKey } from './sealing-key.ts'

/** A sealing key with its certificate, which is what new values are sealed for. */
export interface CertifiedKey extends SealingKey {
  readonly certificate: Certificate
}

/** A key and its place in time. */
export interface KeyringEntry {
  readonly key: SealingKey
  /** Orders the keys instead of the certificate's `notBefore`. */
  readonly orderedAt?: Date
}

/** Sealing keys: the newest one seals, all of them unseal. */
export class Keyring implements Unsealer {
  /** Every key once, the newest first. */
  readonly keys: readonly SealingKey[]

  constructor(entries: Iterable<KeyringEntry>) {
    // Sorting is stable, so of equally new keys the one given first stays first.
    const newestFirst = [...entries].toSorted((a, b) => timeOf(b) - timeOf(a))
    const byFingerprint = new Map<Fingerprint, SealingKey>()
    for (const { key } of newestFirst) {
      const known = byFingerprint.get(key.fingerprint)
      // Setting a key again leaves it in its place.
      if (known === undefined || !isCertified(known)) byFingerprint.set(key.fingerprint, key)
    }
    this.keys = [...byFingerprint.values()]
  }

  /**
   * The newest key that has a certificate: by `orderedAt`, else by `notBefore`; of two equally new
   * ones, the one given first.
   *
   * @throws WaxsealError `ERR_KEYRING_EMPTY`
   */
  get newest(): CertifiedKey {
    const newest = this.keys.find(isCertified)
    if (newest !== undefined) return newest
    throw new WaxsealError('ERR_KEYRING_EMPTY', 'there is no sealing key with a certificate', {
      hint: 'generate one, or restore it from a backup',
    })
  }

  /**
   * Opens a sealed value with the hinted key if there is one, else with whichever key fits.
   *
   * Failure looks the same whatever the reason: without a session key the ciphertext is still
   * decrypted once, with a random one.
   *
   * @throws WaxsealError `ERR_UNSEAL_FAILED`, always the same, with no cause
   */
  async unseal({ label, sealed, hint }: SealedItem): Promise<UnsealedItem> {
    const value = readSealedValue(sealed)
    if (value === undefined) throw unsealFailed()
    const { sessionKey, fingerprint } = await this.#unwrap(value, label, hint)
    try {
      const opened = await decryptValue(sessionKey, value.ciphertext)
      if (opened === undefined || fingerprint === undefined) throw unsealFailed()
      return { plaintext: new Plaintext(opened), fingerprint }
    } finally {
      sessionKey.fill(0)
    }
  }

  async #unwrap(
    { wrapped, modulusBits }: SealedValue,
    label: Bytes,
    hint: Fingerprint | undefined,
  ): Promise<{ sessionKey: Bytes; fingerprint?: Fingerprint }> {
    // The prefix says publicly how long the key is, so others need not be tried.
    const candidates = this.keys.filter((key) => modulusBits === wrappedBits(key))
    const hinted = candidates.findIndex((key) => key.fingerprint === hint)
    if (hinted > 0) candidates.unshift(...candidates.splice(hinted, 1))
    for (const key of candidates) {
      const sessionKey = await key.unwrap(wrapped, label)
      if (sessionKey !== undefined) return { sessionKey, fingerprint: key.fingerprint }
    }
    return { sessionKey: crypto.getRandomValues(new Uint8Array(SESSION_KEY_BYTES)) }
  }
}

/** The one way in which a value does not open. */
function unsealFailed(): WaxsealError {
  return new WaxsealError('ERR_UNSEAL_FAILED', 'no sealing key could unseal this value')
}

async function decryptValue(sessionKey: Bytes, ciphertext: Bytes): Promise<Bytes | undefined> {
  try {
    const key = await crypto.subtle.importKey('raw', sessionKey, 'AES-GCM', false, ['decrypt'])
    return new Uint8Array(await crypto.subtle.decrypt(VALUE_CIPHER, key, ciphertext))
  } catch {
    return undefined
  }
}

function timeOf({ key, orderedAt }: KeyringEntry): number {
  const time = orderedAt ?? key.certificate?.notBefore
  return time?.getTime() ?? 0
}

function wrappedBits({ modulusBits }: SealingKey): number {
  return Math.ceil(modulusBits / 8) * 8
}

function isCertified(key: SealingKey): key is CertifiedKey {
  return key.certificate !== undefined
}
