import { randomBytes } from 'node:crypto'

/** What a canary looks like somewhere. */
interface Needle {
  readonly canary: string
  readonly form: string
  readonly bytes: Buffer
}

/** Pieces shorter than this could occur by accident. */
const SHORTEST = 9

/** Knows secret values by name and finds them, or pieces of them, in anything a program wrote. */
export class CanaryWatch {
  readonly #needles: Needle[] = []

  /**
   * Watches for a value: whole as it is and as a JSON string, and each of `tokens` (parts of it that
   * would give it away) plain, in base64 at every alignment, and in hex.
   */
  add(canary: string, value: Buffer, tokens: readonly Buffer[]): void {
    this.#need(canary, 'plain', value)
    const json = JSON.stringify(value.toString('utf8')).slice(1, -1)
    if (Buffer.from(value.toString('utf8')).equals(value)) {
      this.#need(canary, 'JSON', Buffer.from(json))
    }
    for (const token of tokens) {
      this.#need(canary, 'plain', token)
      this.#need(canary, 'hex', Buffer.from(token.toString('hex')))
      this.#need(canary, 'hex', Buffer.from(token.toString('hex').toUpperCase()))
      for (const shift of [0, 1, 2]) {
        const text = base64Inside(token, shift)
        this.#need(canary, 'base64', Buffer.from(text))
        const url = text.replaceAll('+', '-').replaceAll('/', '_')
        this.#need(canary, 'base64', Buffer.from(url))
      }
    }
  }

  /** Names every canary in `bytes` with the form it has there. */
  find(bytes: Buffer | string): string[] {
    const haystack = Buffer.from(bytes)
    const found = this.#needles.filter((needle) => haystack.includes(needle.bytes))
    return [...new Set(found.map(({ canary, form }) => `${canary} (${form})`))].toSorted()
  }

  #need(canary: string, form: string, bytes: Buffer): void {
    if (bytes.byteLength < SHORTEST) throw new RangeError(`${canary}: too short to be recognised`)
    this.#needles.push({ canary, form, bytes })
  }
}

/** The characters of a base64 text that do not depend on what stands before and after the token. */
function base64Inside(token: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), token])
    .toString('base64')
    .replaceAll('=', '')
  const start = Math.ceil((shift * 8) / 6)
  const end = Math.floor(((shift + token.byteLength) * 8) / 6)
  return text.slice(start, end)
}

/** Random letters and digits, the same in YAML, JSON and URLs. */
export function randomToken(): string {
  return `k${randomBytes(8).toString('hex')}z`
}
