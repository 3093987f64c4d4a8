import { decodeBase64 } from '../bytes/base64.ts'
import { encodeHex } from '../bytes/hex.ts'
import { isFingerprint } from '../keys/fingerprint.ts'
import type { Fingerprint } from '../keys/fingerprint.ts'
import { isItemName } from './names.ts'
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

// All annotations of an object may take 256 KiB together; the rest is for those of others. What does
// not fit is left out: an item without an entry only costs trying every key.
const LONGEST_ANNOTATION = 192 * 1024

const VERSION_LINE = 'v1'

/**
 * Writes the annotation: a line `v1`, then one line an item, sorted by item name, each
 * `name fingerprint time digest` with single spaces; time is RFC 3339 in UTC to the second. Ends
 * with a newline, so that it is a plain block scalar in YAML and merges line by line in Git.
 */
export function formatItemsAnnotation(entries: Iterable<ItemEntry>): string {
  const sorted = [...entries].toSorted((a, b) => (a.item < b.item ? -1 : 1))
  let text = `${VERSION_LINE}\n`
  for (const { item, fingerprint, sealedAt, digest } of sorted) {
    const line = `${item} ${fingerprint} ${formatTime(sealedAt)} ${digest}\n`
    if (text.length + line.length > LONGEST_ANNOTATION) break
    text += line
  }
  return text
}

/**
 * Reads the annotation, by item. Lines that are not entries are ignored; of two entries for one item
 * the last counts; of a version this one does not know nothing is read.
 */
export function parseItemsAnnotation(text: string | undefined): Map<string, ItemEntry> {
  const entries = new Map<string, ItemEntry>()
  if (text === undefined || text.length > LONGEST_ANNOTATION) return entries
  for (const line of text.split('\n')) {
    if (/^v[0-9]+\r?$/.test(line) && line.trimEnd() !== VERSION_LINE) return new Map()
    const entry = parseEntry(line)
    if (entry !== undefined) entries.set(entry.item, entry)
  }
  return entries
}

/** The entries of a SealedSecret that are about the very values it holds (their digest matches). */
export async function currentEntries(sealed: SealedSecret): Promise<Map<string, ItemEntry>> {
  const entries = parseItemsAnnotation(sealed.metadata.annotations?.[ITEMS_ANNOTATION])
  for (const [item, entry] of entries) {
    const value = sealed.encryptedData.get(item)
    const digest = value === undefined ? undefined : await digestOf(value)
    if (digest !== entry.digest) entries.delete(item)
  }
  return entries
}

/** The key each item was sealed for, where the annotation says so of the very value that is there. */
export async function itemHints(sealed: SealedSecret): Promise<Map<string, Fingerprint>> {
  const entries = await currentEntries(sealed)
  return new Map(Array.from(entries, ([item, entry]) => [item, entry.fingerprint]))
}

/** What an entry holds about a sealed value; `undefined` when the value is not base64. */
export async function digestOf(sealed: string): Promise<string | undefined> {
  const bytes = decodeBase64(sealed)
  if (bytes === undefined) return undefined
  return encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

function parseEntry(line: string): ItemEntry | undefined {
  const [item = '', fingerprint = '', time = '', digest = '', ...more] = line.trimEnd().split(' ')
  const sealedAt = parseTime(time)
  if (more.length > 0 || sealedAt === undefined || !isItemName(item)) return undefined
  if (!isFingerprint(fingerprint) || !/^[0-9a-f]{64}$/.test(digest)) return undefined
  return { item, fingerprint, sealedAt, digest }
}

function formatTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}

function parseTime(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return undefined
  const time = new Date(text)
  return Number.isNaN(time.getTime()) ? undefined : time
}
