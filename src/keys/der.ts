import { concatBytes } from '../bytes/bytes.ts'
import type { Bytes } from '../bytes/bytes.ts'

/** The tags this project reads and writes (X.690 §8; universal class, constructed where DER says so). */
export const DER = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  /** `[0]` constructed, the version of a certificate. */
  context0: 0xa0,
} as const

/** One element: its tag, its contents and its whole encoding, as views of the input. */
export interface DerElement {
  readonly tag: number
  readonly contents: Bytes
  readonly encoding: Bytes
}

/** The input is not DER of the expected form; turned into a coded error by whoever knows what it is. */
export class DerError extends Error {
  override readonly name = 'DerError'
}

/**
 * Reads DER elements one after the other (X.690 §10: definite, minimal lengths; low tag numbers).
 * Nothing is read twice and nothing recursively, so the cost is bounded by the length of the input.
 */
export class DerReader {
  readonly #bytes: Bytes
  #offset = 0

  constructor(bytes: Bytes) {
    this.#bytes = bytes
  }

  /** The tag of the next element, or `undefined` at the end. */
  get nextTag(): number | undefined {
    return this.#bytes[this.#offset]
  }

  /** @throws DerError when the next element is missing, broken or of another tag */
  read(tag: number): DerElement {
    const start = this.#offset
    if (this.#byte() !== tag) throw new DerError('another tag')
    const length = this.#length()
    const contents = this.#offset
    if (length > this.#bytes.byteLength - contents) throw new DerError('length beyond the end')
    this.#offset = contents + length
    return {
      tag,
      contents: this.#bytes.subarray(contents, this.#offset),
      encoding: this.#bytes.subarray(start, this.#offset),
    }
  }

  /** A reader of the elements inside the next one. @throws DerError as {@link DerReader.read} */
  enter(tag: number): DerReader {
    return new DerReader(this.read(tag).contents)
  }

  /**
   * The next INTEGER, which must not be negative, as big-endian bytes without leading zeros.
   *
   * @throws DerError when it is negative or not minimal
   */
  readUnsigned(): Bytes {
    const { contents } = this.read(DER.integer)
    const [first, second] = contents
    if (first === undefined || first > 0x7f) throw new DerError('not a non-negative integer')
    if (first !== 0) return contents
    if (second !== undefined && second < 0x80) throw new DerError('integer with surplus zeros')
    return contents.subarray(1)
  }

  /** @throws DerError when something is left */
  end(): void {
    if (this.#offset !== this.#bytes.byteLength) throw new DerError('trailing bytes')
  }

  #length(): number {
    const first = this.#byte()
    if (first < 0x80) return first
    let length = 0
    // Three bytes reach 16 MiB, far above every bound on the input.
    const count = first & 0x7f
    if (count < 1 || count > 3) throw new DerError('length of an unsupported form')
    for (let i = 0; i < count; i++) length = (length << 8) | this.#byte()
    if (length < 0x80 || length < 2 ** (8 * (count - 1))) throw new DerError('length not minimal')
    return length
  }

  #byte(): number {
    const byte = this.#bytes[this.#offset]
    if (byte === undefined) throw new DerError('ends too early')
    this.#offset++
    return byte
  }
}

/** One element with the given contents, its length in the shortest form. */
export function encodeDer(tag: number, ...contents: readonly Uint8Array[]): Bytes {
  const length = contents.reduce((sum, part) => sum + part.byteLength, 0)
  return concatBytes(Uint8Array.from([tag, ...encodeLength(length)]), ...contents)
}

/** An INTEGER from big-endian bytes read as an unsigned number. */
export function encodeDerUnsigned(magnitude: Uint8Array): Bytes {
  const first = magnitude.findIndex((byte) => byte !== 0)
  const minimal = first < 0 ? new Uint8Array() : magnitude.subarray(first)
  const needsZero = (minimal[0] ?? 0x80) > 0x7f
  return encodeDer(DER.integer, Uint8Array.from(needsZero ? [0] : []), minimal)
}

function encodeLength(length: number): number[] {
  if (length < 0x80) return [length]
  const digits: number[] = []
  for (let rest = length; rest > 0; rest >>>= 8) digits.unshift(rest & 255)
  return [0x80 | digits.length, ...digits]
}
