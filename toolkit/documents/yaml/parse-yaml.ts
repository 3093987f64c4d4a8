import type { YamlStream } from './yaml-stream.ts'

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
  throw new TypeError(`not built yet: ${text.length} ${options.name ?? ''}`)
}
