import { decodeBase64, encodeBase64 } from '../bytes/base64.ts'
import type { Bytes } from '../bytes/bytes.ts'

/** One block of a PEM text. */
export interface PemBlock {
  /** What stands after `BEGIN`, such as `CERTIFICATE`. */
  readonly type: string
  /** Whether lines such as `Proc-Type: 4,ENCRYPTED` precede the data. */
  readonly hasHeaders: boolean
  readonly bytes: Bytes
}

const BEGIN = '-----BEGIN '
const END = '-----END '
const DASHES = '-----'

/**
 * Finds the blocks of a PEM text by the rules of Go's `pem.Decode`: a block reaches from the last
 * begin line before an end line to that end line; text between blocks is skipped, and so is a block
 * whose lines or base64 are broken; spaces and tabs inside the data are ignored.
 */
export function* parsePem(text: string): Generator<PemBlock, void> {
  const lines = text.split('\n')
  let begin: number | undefined
  for (const [index, line] of lines.entries()) {
    if (line.startsWith(BEGIN)) begin = index
    if (begin === undefined || !line.startsWith(END)) continue
    const block = readBlock(lines.slice(begin, index + 1))
    if (block !== undefined) yield block
    begin = undefined
  }
}

/** One PEM block, 64 characters a line, with a trailing newline (RFC 7468 §2). */
export function formatPem(type: string, bytes: Uint8Array): string {
  const lines = encodeBase64(bytes).match(/.{1,64}/g) ?? []
  return [`${BEGIN}${type}${DASHES}`, ...lines, `${END}${type}${DASHES}`, ''].join('\n')
}

function readBlock([first = '', ...rest]: readonly string[]): PemBlock | undefined {
  const last = rest.pop() ?? ''
  const type = typeOf(first, BEGIN)
  if (type === undefined || type !== typeOf(last, END)) return undefined
  const firstData = rest.findIndex((line) => !line.includes(':'))
  // Where there are headers alone they are taken for data, and are no base64.
  const data = rest.slice(Math.max(firstData, 0))
  const bytes = decodeBase64(data.join('').replace(/[ \t]/g, ''))
  return bytes && { type, hasHeaders: data.length < rest.length, bytes }
}

function typeOf(line: string, marker: string): string | undefined {
  const label = line.trimEnd().slice(marker.length)
  return label.endsWith(DASHES) ? label.slice(0, -DASHES.length) : undefined
}
