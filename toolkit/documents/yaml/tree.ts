import type { TextOrigin } from './document-fault.ts'
import type { YamlStyle } from './yaml-stream.ts'

/** Where a node stands: offsets into the text of its document. */
export interface Extent {
  /** Of the first character, be it of an anchor or a tag. */
  readonly outerStart: number
  /** Behind the anchor and tag; equal to `outerStart` without them. */
  readonly propsEnd: number
  /** Of the first character of the value itself; an empty value starts and ends where it would be put. */
  readonly start: number
  /** Behind the last character of the value; comments, and blank lines that mean nothing, are outside. */
  readonly end: number
  /** The full tag, such as `tag:yaml.org,2002:int`, when one is written. */
  readonly tag: string | undefined
}

/** Text, a number, a boolean or null. */
export interface ScalarNode extends Extent {
  readonly kind: 'scalar'
  readonly style: Exclude<YamlStyle, 'block' | 'flow' | 'alias'>
  readonly value: string | number | boolean | null
}

/** A reference to an anchored node; its value is that node's own. */
export interface AliasNode extends Extent {
  readonly kind: 'alias'
  readonly target: TreeNode
  readonly value: unknown
}

/** One `key: value` of a map. */
export interface MapEntry {
  /** Offset of the key, or of the `?` before it. */
  readonly start: number
  readonly key: ScalarNode | AliasNode
  /** The key as Kubernetes reads it. */
  readonly name: string
  /** Behind the `:`, or `undefined` when the entry has none. */
  readonly colonEnd: number | undefined
  readonly value: TreeNode
}

/** A map in block or flow style. */
export interface MapNode extends Extent {
  readonly kind: 'map'
  readonly flow: boolean
  /** The column of its keys, from 0; meaningless in flow style. */
  readonly indent: number
  /** In text order, without `<<`. */
  readonly entries: ReadonlyMap<string, MapEntry>
  readonly value: Readonly<Record<string, unknown>>
}

/** One item of a sequence. */
export interface SeqItem {
  /** Offset of the `-`, or in flow style of the value. */
  readonly start: number
  readonly value: TreeNode
}

/** A sequence in block or flow style. */
export interface SeqNode extends Extent {
  readonly kind: 'seq'
  readonly flow: boolean
  /** The column of its dashes, from 0; meaningless in flow style. */
  readonly indent: number
  readonly items: readonly SeqItem[]
  readonly value: readonly unknown[]
}

/** A node of a document with its place in the text. */
export type TreeNode = ScalarNode | AliasNode | MapNode | SeqNode

/** One parsed document. */
export interface YamlTree {
  readonly origin: TextOrigin
  readonly text: string
  /** Whether the text is JSON as it stands. */
  readonly json: boolean
  /** `undefined` when the document holds no content. */
  readonly root: TreeNode | undefined
  /** Offsets of all comments, ascending. */
  readonly comments: readonly number[]
}
