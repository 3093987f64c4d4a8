const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The only carrier of a secret value.
 *
 * It cannot be printed, logged, serialised or inspected: every such attempt gives `[plaintext]`.
 * The bytes are lent, synchronously and as often as needed, until {@link Plaintext.dispose} zeroes
 * them. JavaScript gives no guarantee that no copy is left in memory; SECURITY.md says so.
 */
export class Plaintext implements Disposable {
  readonly #bytes: Uint8Array<ArrayBuffer>
  #live = true

  /** @param bytes - taken over, not copied; the caller must not use them afterwards */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes
  }

  /** The UTF-8 bytes of `text`. The string itself cannot be erased. */
  static fromText(text: string): Plaintext {
    return new Plaintext(new TextEncoder().encode(text))
  }

  /** Length in bytes. */
  get byteLength(): number {
    return this.#bytes.byteLength
  }

  /**
   * Lends the bytes to `borrow` for the length of the call.
   *
   * A borrower that starts something asynchronous must have copied the bytes when it returns, as
   * WebCrypto does.
   *
   * @throws TypeError after {@link Plaintext.dispose}
   */
  use<T>(borrow: (bytes: Uint8Array<ArrayBuffer>) => T): T {
    if (!this.#live) throw new TypeError('plaintext used after it was disposed of')
    return borrow(this.#bytes)
  }

  /** The bytes as text, or `undefined` when they are not UTF-8. The string cannot be erased. */
  toText(): string | undefined {
    return this.use((bytes) => {
      try {
        return decoder.decode(bytes)
      } catch {
        return undefined
      }
    })
  }

  /** Whether both hold the same bytes; the time taken depends on the lengths only. */
  equals(other: Plaintext): boolean {
    return this.use((a) =>
      other.use((b) => {
        if (a.byteLength !== b.byteLength) return false
        let difference = 0
        for (let i = 0; i < a.byteLength; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0)
        return difference === 0
      }),
    )
  }

  /** Zeroes the bytes; every later use throws. */
  dispose(): void {
    this.#live = false
    this.#bytes.fill(0)
  }

  [Symbol.dispose](): void {
    this.dispose()
  }

  toString(): string {
    return '[plaintext]'
  }

  toJSON(): string {
    return '[plaintext]'
  }

  static {
    Object.defineProperty(this.prototype, Symbol.for('nodejs.util.inspect.custom'), {
      value: () => '[plaintext]',
    })
  }
}
