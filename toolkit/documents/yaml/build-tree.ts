import { isAlias, isMap, isScalar, isSeq } from 'yaml'
import type { Alias, CST, Pair, ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import type { ComposedDocument } from './compose-document.ts'
import { documentFault, type DocumentFault, type TextOrigin } from './document-fault.ts'
import { MAX_ALIASED_NODES } from './limits.ts'
import { isJson } from './is-json.ts'
import { MISFIT, readScalar } from './read-scalar.ts'
import type { AliasNode, Extent, MapEntry, MapNode, ScalarNode } from './tree.ts'
import type { SeqItem, SeqNode, TreeNode, YamlTree } from './tree.ts'

/** The tokens before a node: indicator, anchor, tag, comments, white space. */
interface Lead {
  readonly tokens: readonly CST.SourceToken[]
  readonly indicator: CST.SourceToken['type']
  /** Where an empty value would be put if there is no indicator. */
  readonly at: number
}

/** A node that aliases may name; `node` is missing while it is being read. */
interface Anchored {
  node: TreeNode | undefined
  /** How many nodes it unfolds to. */
  weight: number
}

const STYLES = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single-quoted',
  QUOTE_DOUBLE: 'double-quoted',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
} as const

/**
 * Turns a composed document into the tree the rest of this room works on: every node with its
 * value and its place in the text.
 *
 * @throws WaxsealError ERR_DOCUMENT_SYNTAX | ERR_DOCUMENT_DUPLICATE_KEY | ERR_INPUT_TOO_LARGE
 */
export function buildTree(composed: ComposedDocument, origin: TextOrigin): YamlTree {
  const { contents, before, comments } = composed
  const isVoid =
    contents === null || (isScalar(contents) && !contents.srcToken && contents.tag === undefined)
  const root = isVoid
    ? undefined
    : new TreeBuilder(origin).node(contents, {
        tokens: before,
        indicator: 'doc-start',
        at: contents.range[0],
      })
  return { origin, text: origin.text, json: isJson(origin.text), root, comments }
}

class TreeBuilder {
  readonly #origin: TextOrigin
  readonly #anchors = new Map<string, Anchored>()
  /** Nodes so far, those behind aliases counted every time. */
  #count = 0
  #aliased = 0

  constructor(origin: TextOrigin) {
    this.#origin = origin
  }

  node(source: ParsedNode, lead: Lead): TreeNode {
    const before = this.#count++
    if (isAlias(source)) return this.#alias(source, lead)
    const anchored: Anchored = { node: undefined, weight: 0 }
    if (source.anchor !== undefined) this.#anchors.set(source.anchor, anchored)
    anchored.node = this.#content(source, lead)
    anchored.weight = this.#count - before
    return anchored.node
  }

  #content(source: Scalar.Parsed | YAMLMap.Parsed | YAMLSeq.Parsed, lead: Lead): TreeNode {
    if (isMap(source)) return this.#map(source, lead)
    if (isSeq(source)) return this.#seq(source, lead)
    return this.#scalar(source, lead)
  }

  #alias(source: Alias.Parsed, lead: Lead): AliasNode {
    const place = extent(lead, source.range[0], source.range[1])
    const anchored = this.#anchors.get(source.source)
    if (anchored === undefined) this.#fail(place.start, 'an alias whose anchor is not above it')
    if (anchored.node === undefined) this.#fail(place.start, 'an alias inside its own anchor')
    this.#count += anchored.weight
    this.#aliased += anchored.weight
    if (this.#aliased > MAX_ALIASED_NODES) {
      this.#fail(place.start, 'aliases unfold to too many values', 'ERR_INPUT_TOO_LARGE')
    }
    const target = anchored.node
    return { kind: 'alias', ...place, tag: undefined, target, value: target.value }
  }

  #scalar(source: Scalar.Parsed, lead: Lead): ScalarNode {
    const place = extent(lead, ...(source.srcToken ? source.range : ([] as const)))
    const value = readScalar(source, this.#origin.text)
    if (value === MISFIT) this.#fail(place.start, 'the tag does not fit the value')
    const style = STYLES[source.type ?? 'PLAIN']
    return { kind: 'scalar', ...place, tag: source.tag, style, value }
  }

  #map(source: YAMLMap.Parsed, lead: Lead): MapNode {
    const entries = new Map<string, MapEntry>()
    const value: Record<string, unknown> = Object.create(null)
    let end = source.range[0]
    for (const pair of source.items) {
      const entry = this.#entry(pair)
      end = Math.max(entry.key.end, entry.colonEnd ?? 0, entry.value.end)
      if (isMergeKey(entry.key, this.#origin.text)) {
        this.#merge(entry.value, value)
        continue
      }
      if (entries.has(entry.name)) {
        this.#fail(entry.start, 'a key that is there already', 'ERR_DOCUMENT_DUPLICATE_KEY')
      }
      entries.set(entry.name, entry)
      value[entry.name] = entry.value.value
    }
    const flow = source.flow === true
    const closed = source.srcToken?.type === 'flow-collection'
    const place = extent(lead, source.range[0], closed ? source.range[1] : end)
    const indent = source.srcToken?.indent ?? 0
    return { kind: 'map', ...place, tag: source.tag, flow, indent, entries, value }
  }

  #entry(pair: Pair<ParsedNode, ParsedNode | null>): MapEntry {
    const token = pair.srcToken
    const before = token?.start ?? []
    const key = this.node(pair.key, {
      tokens: before,
      indicator: 'explicit-key-ind',
      at: pair.key.range[0],
    })
    if (key.kind === 'map' || key.kind === 'seq' || !isKeyValue(key.value)) {
      this.#fail(key.start, 'a key that is no text')
    }
    const name = String(key.value)
    const tokens = token?.sep ?? []
    const colon = tokens.find((candidate) => candidate.type === 'map-value-ind')
    const lead: Lead = { tokens, indicator: 'map-value-ind', at: key.end }
    const value = pair.value === null ? emptyValue(lead) : this.node(pair.value, lead)
    const mark = before.find((candidate) => candidate.type === 'explicit-key-ind')
    return {
      start: mark?.offset ?? key.outerStart,
      key,
      name,
      colonEnd: colon && colon.offset + 1,
      value,
    }
  }

  /** Go's order: what is merged in overrides what stands above it, what stands below overrides it. */
  #merge(source: TreeNode, target: Record<string, unknown>): void {
    const parts =
      source.kind === 'seq' ? source.items.map((item) => item.value).toReversed() : [source]
    for (const part of parts) {
      const isMapping = part.kind === 'map' || part.kind === 'alias'
      if (!isMapping || !isRecord(part.value)) {
        this.#fail(part.start, 'a merge key (<<) takes a map or a list of maps')
      }
      Object.assign(target, part.value)
    }
  }

  #seq(source: YAMLSeq.Parsed, lead: Lead): SeqNode {
    const token = source.srcToken
    const flow = token?.type === 'flow-collection'
    const leads = (token?.items ?? []).filter((item) => isItem(item, flow))
    const items: SeqItem[] = []
    let end = source.range[0]
    source.items.forEach((item, index) => {
      const before = leads[index]?.start ?? []
      const dash = before.find((candidate) => candidate.type === 'seq-item-ind')
      // the start of `a: b` inside `[a: b]` belongs to the key
      const tokens = isPairOf(item) ? [] : before
      const value = this.node(item, { tokens, indicator: 'seq-item-ind', at: item.range[0] })
      end = Math.max(value.end, dash === undefined ? 0 : dash.offset + 1)
      items.push({ start: dash?.offset ?? value.outerStart, value })
    })
    const place = extent(lead, source.range[0], flow ? source.range[1] : end)
    const value = items.map((item) => item.value.value)
    return {
      kind: 'seq',
      ...place,
      tag: source.tag,
      flow,
      indent: token?.indent ?? 0,
      items,
      value,
    }
  }

  #fail(
    offset: number,
    message: string,
    code: DocumentFault['code'] = 'ERR_DOCUMENT_SYNTAX',
  ): never {
    throw documentFault(this.#origin, { code, offset, message })
  }
}

/** `start` and `end` are missing for a value that is not written. */
function extent(lead: Lead, start?: number, end?: number): Omit<Extent, 'tag'> {
  const { tokens, indicator, at } = lead
  const from = tokens.findIndex((token) => token.type === indicator) + 1
  const props = tokens
    .slice(from)
    .filter((token) => token.type === 'anchor' || token.type === 'tag')
  const first = props[0]
  const last = props.at(-1) ?? tokens[from - 1]
  const begin = start ?? (last === undefined ? at : last.offset + last.source.length)
  return {
    outerStart: first?.offset ?? begin,
    propsEnd: first === undefined || last === undefined ? begin : last.offset + last.source.length,
    start: begin,
    end: end ?? begin,
  }
}

function emptyValue(lead: Lead): ScalarNode {
  return { kind: 'scalar', ...extent(lead), tag: undefined, style: 'plain', value: null }
}

function isMergeKey(key: TreeNode, text: string): boolean {
  return (
    key.kind === 'scalar' && key.value === '<<' && key.tag === undefined && text[key.start] === '<'
  )
}

/** Comments at the end of a sequence are items to the package's parser. */
function isItem(item: CST.CollectionItem, flow: boolean): boolean {
  if (!flow) return item.start.some((token) => token.type === 'seq-item-ind')
  return (
    item.value !== undefined ||
    item.key !== undefined ||
    item.sep !== undefined ||
    item.start.some((token) => ['anchor', 'tag', 'explicit-key-ind'].includes(token.type))
  )
}

function isPairOf(item: ParsedNode): boolean {
  return isMap(item) && item.srcToken === undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isKeyValue(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}
