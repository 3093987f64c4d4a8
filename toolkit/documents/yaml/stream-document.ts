import { WaxsealError } from '../../../src/errors.ts'
import { assertReadable } from './assert-readable.ts'
import type { TokenBudget } from './compose-document.ts'
import { documentFault, type TextOrigin } from './document-fault.ts'
import { REMOVED, sameValue, valueWith } from './expected-value.ts'
import { findComments } from './find-comments.ts'
import { applySplices, type Splice } from './layout.ts'
import { MAX_KEY_LENGTH } from './limits.ts'
import { locate, locateDeepest, locateThrough, valueAt, type Located } from './locate.ts'
import { quotesOf } from './neighbours.ts'
import { nodeText } from './node-text.ts'
import { parseTree } from './parse-tree.ts'
import { planDelete } from './plan-delete.ts'
import { planReplace } from './plan-replace.ts'
import { planSet, type NewText } from './plan-set.ts'
import { PositionFinder } from './position-finder.ts'
import { refuseEdit } from './refuse-edit.ts'
import type { TreeNode, YamlTree } from './tree.ts'
import { writeScalar } from './write-scalar.ts'
import type {
  YamlDocument,
  YamlEntry,
  YamlPath,
  YamlPosition,
  YamlSource,
  YamlStyle,
} from './yaml-stream.ts'

/** A document that is edited by changing its text and reading it again. */
export class StreamDocument implements YamlDocument {
  /** Asked before another text of this document is taken over. */
  readonly #accept: (text: string) => boolean
  #tree: YamlTree
  #positions: PositionFinder

  constructor(origin: TextOrigin, budget: TokenBudget, accept: (text: string) => boolean) {
    this.#accept = accept
    this.#tree = parseTree(origin, budget)
    this.#positions = new PositionFinder(origin.text, origin.firstLine)
  }

  /** The text of the document with its markers, and the comments around it. */
  get text(): string {
    return this.#tree.text
  }

  get value(): unknown {
    return this.#tree.root?.value ?? null
  }

  get isEmpty(): boolean {
    return this.value === null
  }

  get format(): 'yaml' | 'json' {
    return this.#tree.json ? 'json' : 'yaml'
  }

  get line(): number {
    return this.#positions.find(this.#tree.root?.outerStart ?? 0).line
  }

  get(path: YamlPath): unknown {
    return valueAt(this.value, path)
  }

  has(path: YamlPath): boolean {
    return this.get(path) !== undefined
  }

  source(path: YamlPath): YamlSource | undefined {
    const located = locateThrough(this.#tree.root, path)
    return located && this.#sourceOf(located.node)
  }

  entries(path: YamlPath): readonly YamlEntry[] {
    const located = locateThrough(this.#tree.root, path)
    const node = located?.node.kind === 'alias' ? located.node.target : located?.node
    if (node?.kind !== 'map') return []
    return [...node.entries.values()].map((entry) => ({
      key: entry.name,
      keySource: this.#sourceOf(entry.key),
      value: entry.value.value,
      valueSource: this.#sourceOf(entry.value),
    }))
  }

  comments(path: YamlPath): readonly YamlPosition[] {
    const located = locate(this.#tree.root, path)
    if (located === undefined) return []
    return findComments(this.#tree, located).map((offset) => this.#positions.find(offset))
  }

  nodeText(path: YamlPath, options: { readonly indent?: number } = {}): string | undefined {
    const located = locate(this.#tree.root, path)
    return located && nodeText(this.#tree, located, options.indent ?? 0)
  }

  setScalar(path: YamlPath, text: string): void {
    this.#set(path, { text, block: false })
  }

  setBlock(path: YamlPath, text: string): void {
    // blank lines that follow a block which ends in some would become part of it
    this.#set(path, { text, block: !text.endsWith('\n\n') })
  }

  #set(path: YamlPath, value: NewText): void {
    const isThere = locate(this.#tree.root, path)?.node.kind === 'scalar'
    if (isThere && this.get(path) === value.text) return
    const expected = valueWith(this.value, path, () => value.text)
    this.#edit(planSet(this.#tree, path, value), expected)
  }

  delete(path: YamlPath): boolean {
    const located = this.#locateOwn(path)
    const holder = locate(this.#tree.root, path.slice(0, -1))
    if (located?.within === undefined || holder === undefined) return false
    const expected = valueWith(this.value, path, () => REMOVED)
    this.#edit(planDelete(this.#tree, located.within, holder), expected)
    return true
  }

  rename(path: YamlPath, key: string): boolean {
    const located = this.#locateOwn(path)
    if (located?.within === undefined) return false
    const { within } = located
    if (within.kind === 'seq' || key.length > MAX_KEY_LENGTH) {
      refuseEdit(this.#tree, located.node.start, 'this cannot be given another key')
    }
    const { entry, parent } = within
    if (entry.name === key) return true
    const taken = parent.entries.get(key)
    if (taken !== undefined) {
      const message = 'the new key is there already'
      const fault = { code: 'ERR_DOCUMENT_DUPLICATE_KEY', offset: taken.start, message } as const
      throw documentFault(this.#tree.origin, fault)
    }
    const style = { quotes: quotesOf(this.#tree, entry.key), flow: parent.flow }
    const start = entry.key.tag === undefined ? entry.key.start : entry.key.outerStart
    const splice = { start, end: entry.key.end, text: writeScalar(key, style) }
    const without = valueWith(this.value, path, () => REMOVED)
    const expected = valueWith(without, [...path.slice(0, -1), key], () => entry.value.value)
    this.#edit([splice], expected)
    return true
  }

  /** What is to go or to be renamed has to be written in its place, not merged in or behind an alias. */
  #locateOwn(path: YamlPath): Located | undefined {
    const { root } = this.#tree
    const located = locate(root, path)
    if (root !== undefined && located === undefined && this.has(path)) {
      const offset = locateDeepest(root, path).node.start
      refuseEdit(this.#tree, offset, 'this is there by an alias or a merge key only')
    }
    return located
  }

  replace(text: string): void {
    const replacement = applySplices(this.text, [planReplace(this.#tree, text)])
    const origin = { ...this.#tree.origin, text: replacement }
    assertReadable(origin)
    const tree = parseTree(origin)
    if (!this.#accept(replacement)) {
      const message = 'the new content is not one document'
      throw documentFault(origin, { code: 'ERR_DOCUMENT_SYNTAX', offset: 0, message })
    }
    this.#take(tree)
  }

  /** Takes an edit over only when the text then reads as it should: layouts have too many corners. */
  #edit(splices: readonly Splice[], expected: unknown): void {
    const origin = { ...this.#tree.origin, text: applySplices(this.text, splices) }
    const tree = readBack(origin)
    const isRight = tree !== undefined && sameValue(tree.root?.value, expected)
    const staysJson = !this.#tree.json || tree?.json === true
    if (!isRight || !staysJson || !this.#accept(origin.text)) {
      const offset = Math.min(splices[0]?.start ?? 0, this.text.length)
      refuseEdit(this.#tree, offset, 'this cannot be changed in place')
    }
    this.#take(tree)
  }

  #take(tree: YamlTree): void {
    this.#tree = tree
    this.#positions = new PositionFinder(tree.text, tree.origin.firstLine)
  }

  #sourceOf(node: TreeNode): YamlSource {
    const style = styleOf(node)
    return {
      ...this.#positions.find(node.start),
      style,
      isString: typeof node.value === 'string',
      spelling: style === 'plain' ? this.text.slice(node.start, node.end) : undefined,
    }
  }
}

function styleOf(node: TreeNode): YamlStyle {
  if (node.kind === 'scalar') return node.style
  if (node.kind === 'alias') return 'alias'
  return node.flow ? 'flow' : 'block'
}

function readBack(origin: TextOrigin): YamlTree | undefined {
  try {
    return parseTree(origin)
  } catch (error) {
    if (error instanceof WaxsealError) return undefined
    throw error
  }
}
