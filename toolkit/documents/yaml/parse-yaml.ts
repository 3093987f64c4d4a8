import { WaxsealError } from '../../../src/errors.ts'
import { assertReadable } from './assert-readable.ts'
import { MAX_STREAM_LENGTH } from './limits.ts'
import { splitStream } from './split-stream.ts'
import { StreamDocument } from './stream-document.ts'
import type { YamlDocument, YamlStream } from './yaml-stream.ts'

const BOM = '\ufeff'

/** What {@link parseYaml} may be told. */
export interface ParseYamlOptions {
  /** Stands before the position in error messages: the file's name, or `stdin`. */
  readonly name?: string
}

/**
 * Reads a stream of YAML documents, a JSON document, or JSON objects one after the other.
 *
 * @throws WaxsealError ERR_DOCUMENT_SYNTAX | ERR_DOCUMENT_DUPLICATE_KEY | ERR_INPUT_TOO_LARGE; the
 *   message holds line and column, never text of the document
 */
export function parseYaml(text: string, options: ParseYamlOptions = {}): YamlStream {
  if (text.length > MAX_STREAM_LENGTH) {
    const name = options.name === undefined ? '' : `${options.name}: `
    const megabytes = MAX_STREAM_LENGTH / 1024 / 1024
    throw new WaxsealError('ERR_INPUT_TOO_LARGE', `${name}longer than ${megabytes} MiB`)
  }
  return new Stream(text, options.name)
}

class Stream implements YamlStream {
  readonly documents: readonly YamlDocument[]
  readonly #bom: string
  readonly #pieces: readonly { readonly text: string }[]

  constructor(text: string, name: string | undefined) {
    this.#bom = text.startsWith(BOM) ? BOM : ''
    const documents: StreamDocument[] = []
    const pieces: { readonly text: string }[] = []
    const budget = { used: 0 }
    let firstLine = 1
    for (const piece of splitStream(text.slice(this.#bom.length))) {
      const origin = { name, text: piece.text, firstLine }
      assertReadable(origin)
      firstLine += countLineBreaks(piece.text)
      if (!piece.isDocument) {
        pieces.push(piece)
        continue
      }
      const index = pieces.length
      const document = new StreamDocument(origin, budget, (next) => this.#fits(index, next))
      documents.push(document)
      pieces.push(document)
    }
    this.documents = documents
    this.#pieces = pieces
  }

  toString(): string {
    return this.#bom + this.#pieces.map((piece) => piece.text).join('')
  }

  /** Whether the stream still falls into the same documents with another text in one place. */
  #fits(index: number, text: string): boolean {
    const around = this.#pieces.slice(Math.max(index - 1, 0), index + 2).map((piece) => piece.text)
    around[Math.min(index, 1)] = text
    const pieces = splitStream(around.join(''))
    return pieces.length === around.length && pieces.every((piece, i) => piece.text === around[i])
  }
}

function countLineBreaks(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++
  return count
}
