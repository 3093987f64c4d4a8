import { WaxsealError } from '../../src/errors.ts'

/** Longest line that is taken; what goes beyond is an accident, such as a pasted file. */
const LIMIT_BYTES = 64 * 1024

const CTRL_C = 0x03
const CTRL_D = 0x04
const BACKSPACE = 0x08
const NEWLINE = 0x0a
const RETURN = 0x0d
const CTRL_U = 0x15
const CTRL_W = 0x17
const ESCAPE = 0x1b
const DELETE = 0x7f

/** A line typed on a terminal in raw mode: bytes in, a line out, nothing shown. */
export class HiddenLine {
  #bytes = new Uint8Array(256)
  #length = 0

  get byteLength(): number {
    return this.#length
  }

  /**
   * Takes what was typed; keys that edit a line work, other control keys are ignored.
   *
   * @throws {@link WaxsealError} `ERR_INPUT_TOO_LARGE`
   */
  feed(chunk: Uint8Array): 'open' | 'done' | 'interrupted' {
    for (let i = 0; i < chunk.byteLength; i++) {
      const byte = chunk[i] ?? 0
      if (byte === NEWLINE || byte === RETURN || byte === CTRL_D) return 'done'
      if (byte === CTRL_C) return 'interrupted'
      if (byte === ESCAPE) i = endOfSequence(chunk, i)
      else if (byte === BACKSPACE || byte === DELETE) this.#dropCharacter()
      else if (byte === CTRL_U || byte === CTRL_W) this.#clear()
      else if (byte >= 0x20 || byte === 0x09) this.#push(byte)
    }
    return 'open'
  }

  /** The bytes typed so far; the line is empty afterwards and its own copy zeroed. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length)
    this.#clear()
    return taken
  }

  #push(byte: number): void {
    if (this.#length === LIMIT_BYTES) {
      throw new WaxsealError('ERR_INPUT_TOO_LARGE', 'the line is longer than 64 KiB')
    }
    if (this.#length === this.#bytes.byteLength) {
      const grown = new Uint8Array(this.#length * 2)
      grown.set(this.#bytes)
      this.#bytes.fill(0)
      this.#bytes = grown
    }
    this.#bytes[this.#length++] = byte
  }

  /** One character may be several bytes of UTF-8. */
  #dropCharacter(): void {
    while (this.#length > 0) {
      const byte = this.#bytes[--this.#length] ?? 0
      this.#bytes[this.#length] = 0
      if ((byte & 0xc0) !== 0x80) return
    }
  }

  #clear(): void {
    this.#bytes.fill(0)
    this.#length = 0
  }
}

/** Index of the last byte of an escape sequence such as an arrow key (`ESC [ A`), or of the escape. */
function endOfSequence(chunk: Uint8Array, start: number): number {
  const kind = chunk[start + 1]
  if (kind !== 0x5b && kind !== 0x4f) return start
  let end = start + 2
  while (end < chunk.byteLength && ((chunk[end] ?? 0) < 0x40 || (chunk[end] ?? 0) > 0x7e)) end++
  return end
}
