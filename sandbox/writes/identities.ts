/** What the server itself gives to new objects. */
export interface Identities {
  /** The time as RFC 3339, whole seconds, UTC. */
  now(): string
  /** A random UUID (RFC 9562, version 4). */
  uid(): string
  /** A name made from `generateName`: five random characters behind it, at most 63 in all. */
  name(prefix: string): string
}

/** Characters of generated names: no vowels and no look-alikes. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'
const SUFFIX_LENGTH = 5
const MAX_PREFIX_LENGTH = 63 - SUFFIX_LENGTH

/**
 * Identities from a clock and a source of randomness.
 *
 * @param random - gives that many random bytes
 */
export function createIdentities(
  clock: () => Date,
  random: (byteLength: number) => Uint8Array,
): Identities {
  return {
    now: () =>
      clock()
        .toISOString()
        .replace(/\.\d+Z$/, 'Z'),
    uid: () => {
      const hex = Array.from(random(16), (byte, index) => {
        const bits = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte
        return bits.toString(16).padStart(2, '0')
      }).join('')
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    },
    name: (prefix) => {
      const suffix = Array.from(random(SUFFIX_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length])
      return prefix.slice(0, MAX_PREFIX_LENGTH) + suffix.join('')
    },
  }
}
