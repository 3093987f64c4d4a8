import { WaxsealError } from '../errors.ts'
import type { Fingerprint } from '../keys/fingerprint.ts'
import type { SealedSecret } from './sealed-secret.ts'

/** The annotation on `SealedSecret.metadata` that says what each item was sealed with, and when. */
export const ITEMS_ANNOTATION = 'waxseal.dev/items'

/** What the items annotation says of one item; unauthenticated, so a hint and never a proof. */
export interface ItemEntry {
  readonly item: string
  /** The key the value was sealed for. */
  readonly fingerprint: Fingerprint
  /** To the second. */
  readonly sealedAt: Date
  /** Lower-case hex SHA-256 of the decoded sealed value this entry is about. */
  readonly digest: string
}

/** Writes the annotation. */
export function formatItemsAnnotation(entries: Iterable<ItemEntry>): string {
  throw new WaxsealError('ERR_INTERNAL', `not yet ${Array.from(entries).length}`)
}

/** Reads the annotation, by item. */
export function parseItemsAnnotation(text: string | undefined): Map<string, ItemEntry> {
  throw new WaxsealError('ERR_INTERNAL', `not yet ${text?.length}`)
}

/** The entries of a SealedSecret that are about the very values it holds (their digest matches). */
export async function currentEntries(sealed: SealedSecret): Promise<Map<string, ItemEntry>> {
  await Promise.resolve(sealed)
  throw new WaxsealError('ERR_INTERNAL', 'not yet')
}

/** The key each item was sealed for, where the annotation says so of the very value that is there. */
export async function itemHints(sealed: SealedSecret): Promise<Map<string, Fingerprint>> {
  const entries = await currentEntries(sealed)
  return new Map(Array.from(entries, ([item, entry]) => [item, entry.fingerprint]))
}
