/** Where a node is: keys of maps and indexes of sequences, from the root of one document. */
export type YamlPath = readonly (string | number)[]

/** A place in the stream: both counted from 1, columns in characters (code points). */
export interface YamlPosition {
  readonly line: number
  readonly column: number
}

/** How a node is written. */
export type YamlStyle =
  'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded' | 'block' | 'flow' | 'alias'

/** How one node stands in the text. */
export interface YamlSource extends YamlPosition {
  readonly style: YamlStyle
  /** `false` for a scalar that Kubernetes reads as a number, a boolean or null, and for collections. */
  readonly isString: boolean
  /** A plain scalar as it is spelled, such as `1.50` or `yes`; `undefined` for any other style. */
  readonly spelling: string | undefined
}

/** One key of a map and its value, as they stand in the text. */
export interface YamlEntry {
  /** The key as Kubernetes reads it: `n` is `false`. */
  readonly key: string
  readonly keySource: YamlSource
  readonly value: unknown
  readonly valueSource: YamlSource
}

/** One document of a stream. Every change touches the tokens it is about and nothing else. */
export interface YamlDocument {
  /**
   * Null-prototype objects, arrays, strings, numbers, booleans and null, as Kubernetes reads them
   * (YAML 1.1 words, merge keys applied, aliases followed). Not to be changed by the caller.
   */
  readonly value: unknown
  /** Holds nothing but comments, markers and white space, or an explicit null. */
  readonly isEmpty: boolean
  /** `json` when the document is JSON as it stands; what is put into it then stays JSON. */
  readonly format: 'yaml' | 'json'
  /** The line on which its content (of an empty document: its text) starts, counted from 1. */
  readonly line: number

  /** The value at `path`, or `undefined` when nothing is there. */
  get(path: YamlPath): unknown
  /** Whether something, be it null, is at `path`. */
  has(path: YamlPath): boolean
  /** How the node at `path` is written, or `undefined` when nothing is there. */
  source(path: YamlPath): YamlSource | undefined
  /** The entries of the map at `path` in order, without those merged in by `<<`; none when it is not a map. */
  entries(path: YamlPath): readonly YamlEntry[]
  /**
   * Where comments stand inside the node at `path`, or right behind it on its last line. Below a map or
   * a list, comments that hold entries taken out of it (`# OLD_KEY: …`) count, wherever they start.
   */
  comments(path: YamlPath): readonly YamlPosition[]
  /**
   * The text of the map, sequence or scalar at `path`, comments included, ready to be put below a
   * key: a block collection starts at column `indent` (default 0) on a line of its own and ends in a
   * line break; anything else is one value without a line break at its end.
   *
   * `undefined` when nothing is there, or the text means something else elsewhere (an alias whose
   * anchor is outside): format the value instead.
   */
  nodeText(path: YamlPath, options?: { readonly indent?: number }): string | undefined

  /**
   * Adds a value (missing parents included) or replaces one, written as one line.
   *
   * @throws WaxsealError ERR_DOCUMENT_SHAPE when a collection stands at `path`, something else than a
   *   map stands above it, or the change would show elsewhere through an alias
   */
  setScalar(path: YamlPath, text: string): void
  /** Like {@link YamlDocument.setScalar}, as a literal block (`|`) where the document allows one. */
  setBlock(path: YamlPath, text: string): void
  /**
   * Removes one entry with the comments {@link YamlDocument.comments} finds in it; `false` when
   * nothing is there.
   *
   * @throws WaxsealError ERR_DOCUMENT_SHAPE when it is there by an alias or a merge key only, or others
   *   need its anchor
   */
  delete(path: YamlPath): boolean
  /**
   * Gives the entry at `path` another key, in its place; `false` when nothing is there.
   *
   * @throws WaxsealError ERR_DOCUMENT_DUPLICATE_KEY when the map has that key, ERR_DOCUMENT_SHAPE as
   *   {@link YamlDocument.delete}
   */
  rename(path: YamlPath, key: string): boolean
  /**
   * Swaps the whole content for `text` (one document without `---`). The marker lines and the
   * comments before and after the content stay; comments inside it go.
   *
   * @throws WaxsealError as {@link parseYaml} does, when `text` is not one document
   */
  replace(text: string): void
}

/** A parsed stream of documents; its text is byte for byte what was read, but for the edits made. */
export interface YamlStream {
  readonly documents: readonly YamlDocument[]
  toString(): string
}
