/** What {@link formatYaml} may be told. */
export interface FormatYamlOptions {
  /** Columns before every line; default 0. */
  readonly indent?: number
}

/**
 * Writes a value as kubectl does: two spaces, sequences at the column of their key, keys in the
 * given order, no folded lines, literal blocks for text of several lines, quotes where YAML 1.1 or
 * 1.2 would read something else. `undefined` members are left out. Ends in a line break.
 */
export function formatYaml(value: unknown, options: FormatYamlOptions = {}): string {
  throw new TypeError(`not built yet: ${typeof value} ${options.indent ?? 0}`)
}
