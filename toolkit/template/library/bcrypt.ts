import { encodeBase64With } from './base64.ts'
import { fromBytes } from '../values/utf8.ts'

/** Rounds are 2^10, as Go's `bcrypt.DefaultCost` has it. */
const COST = 10
/** Longer passwords would be cut. */
export const LONGEST_PASSWORD = 72
/** Length of a salt, in bytes. */
export const SALT_BYTES = 16

const ALPHABET = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const MAGIC = 'OrpheanBeholderScryDoubt'
const PI_WORDS = 18 + 4 * 256

/** Blowfish's subkeys: 18 words, then four boxes of 256. */
interface Subkeys {
  readonly keys: Uint32Array
  readonly boxes: Uint32Array
}

/**
 * `$2a$10$…`: salt and hash of a password.
 *
 * Source: Provos and Mazières, "A Future-Adaptable Password Scheme" (1999).
 */
export function hashPassword(password: Uint8Array, salt: Uint8Array): string {
  const key = new Uint8Array([...password, 0])
  const subkeys = initialSubkeys()
  expandKey(subkeys, key, salt)
  const nothing = new Uint8Array(SALT_BYTES)
  for (let round = 0; round < 2 ** COST; round++) {
    expandKey(subkeys, key, nothing)
    expandKey(subkeys, salt, nothing)
  }
  const hash = encryptMagic(subkeys)
  // The last of the 24 bytes is left out by every implementation.
  const text = [salt, hash.subarray(0, 23)].map((bytes) =>
    encodeBase64With(ALPHABET, fromBytes(bytes)).replace(/=+$/, ''),
  )
  return `$2a$${COST}$${text.join('')}`
}

let piWords: Uint32Array | undefined

/** The digits of π behind the point, which Blowfish starts from. */
function initialSubkeys(): Subkeys {
  piWords ??= computePi()
  return { keys: piWords.slice(0, 18), boxes: piWords.slice(18) }
}

/** π = 16 arctan(1/5) - 4 arctan(1/239), in fixed point. */
function computePi(): Uint32Array {
  const GUARD = 64n
  const bits = BigInt(32 * PI_WORDS) + GUARD
  const arctan = (inverse: bigint): bigint => {
    const square = inverse * inverse
    let power = (1n << bits) / inverse
    let sum = power
    for (let n = 3n, sign = -1n; power > 0n; n += 2n, sign = -sign) {
      power /= square
      sum += (sign * power) / n
    }
    return sum
  }
  let fraction = (16n * arctan(5n) - 4n * arctan(239n) - (3n << bits)) >> GUARD
  const words = new Uint32Array(PI_WORDS)
  for (let i = PI_WORDS - 1; i >= 0; i--) {
    words[i] = Number(fraction & 0xffff_ffffn)
    fraction >>= 32n
  }
  return words
}

/** Mixes a key, and a salt on the way, into the subkeys. */
function expandKey({ keys, boxes }: Subkeys, key: Uint8Array, salt: Uint8Array): void {
  for (let i = 0; i < keys.length; i++) keys[i] = (keys[i] ?? 0) ^ wordAt(key, i)
  const block: [number, number] = [0, 0]
  let saltWord = 0
  for (const target of [keys, boxes]) {
    for (let i = 0; i < target.length; i += 2) {
      block[0] ^= wordAt(salt, saltWord++)
      block[1] ^= wordAt(salt, saltWord++)
      encrypt(block, keys, boxes)
      target[i] = block[0]
      target[i + 1] = block[1]
    }
  }
}

/** The big-endian word number `index` of bytes that repeat for ever. */
function wordAt(bytes: Uint8Array, index: number): number {
  let word = 0
  for (let i = 0; i < 4; i++) word = (word << 8) | (bytes[(index * 4 + i) % bytes.length] ?? 0)
  return word
}

function encrypt(block: [number, number], keys: Uint32Array, boxes: Uint32Array): void {
  let [left, right] = block
  for (let round = 0; round < 16; round++) {
    left ^= keys[round] ?? 0
    const mixed =
      ((((boxes[left >>> 24] ?? 0) + (boxes[256 + ((left >>> 16) & 0xff)] ?? 0)) ^
        (boxes[512 + ((left >>> 8) & 0xff)] ?? 0)) +
        (boxes[768 + (left & 0xff)] ?? 0)) |
      0
    const swapped = right ^ mixed
    right = left
    left = swapped
  }
  block[0] = right ^ (keys[17] ?? 0)
  block[1] = left ^ (keys[16] ?? 0)
}

function encryptMagic({ keys, boxes }: Subkeys): Uint8Array {
  const hash = new DataView(new ArrayBuffer(MAGIC.length))
  for (let offset = 0; offset < MAGIC.length; offset += 8) {
    const word = (at: number): number =>
      [0, 1, 2, 3].reduce((sum, i) => (sum << 8) | MAGIC.charCodeAt(at + i), 0)
    const block: [number, number] = [word(offset), word(offset + 4)]
    for (let i = 0; i < 64; i++) encrypt(block, keys, boxes)
    hash.setUint32(offset, block[0])
    hash.setUint32(offset + 4, block[1])
  }
  return new Uint8Array(hash.buffer)
}
