import { insertBlockEntry, openBlockMap } from './insert-block-entry.ts'
import { insertFlowEntry, writeFlow } from './insert-flow-entry.ts'
import type { Splice } from './layout.ts'
import { locateDeepest, type Located } from './locate.ts'
import { MAX_KEY_LENGTH } from './limits.ts'
import { refuseEdit } from './refuse-edit.ts'
import { replaceScalar } from './replace-scalar.ts'
import type { YamlTree } from './tree.ts'
import type { YamlPath } from './yaml-stream.ts'

/** Text to be put into a document. */
export interface NewText {
  readonly text: string
  /** As a literal block where block style allows one. */
  readonly block: boolean
}

/**
 * The changes of the text that put a value at `path`.
 *
 * @throws WaxsealError ERR_DOCUMENT_SHAPE
 */
export function planSet(tree: YamlTree, path: YamlPath, value: NewText): readonly Splice[] {
  if (tree.root === undefined) refuseEdit(tree, 0, 'a map was expected in an empty document')
  const located = locateDeepest(tree.root, path)
  const { node } = located
  const missing = path.slice(located.depth)
  if (missing.length === 0) {
    if (node.kind === 'map' || node.kind === 'seq') {
      refuseEdit(tree, node.start, 'text was expected here, not a map or a list')
    }
    return replaceScalar(tree, located, value)
  }
  const names = missing.filter((part) => typeof part === 'string')
  if (names.length < missing.length) refuseEdit(tree, node.start, 'there is no such list item')
  if (names.some((name) => name.length > MAX_KEY_LENGTH)) {
    refuseEdit(tree, node.start, `a key of more than ${MAX_KEY_LENGTH} characters cannot be added`)
  }
  return insert(tree, located, { names, value })
}

function insert(
  tree: YamlTree,
  located: Located,
  entry: { names: readonly string[]; value: NewText },
): readonly Splice[] {
  const { node, within } = located
  if (node.kind === 'map' && !node.flow) return insertBlockEntry(tree, node, entry)
  const isNull = node.kind === 'scalar' && node.value === null
  const isEmpty = node.kind === 'map' && /^\{[ \t]*\}$/.test(tree.text.slice(node.start, node.end))
  const canOpen = within?.kind === 'map' && !within.parent.flow && !tree.json
  if (canOpen && (isNull || isEmpty)) return openBlockMap(tree, within, entry)
  if (node.kind === 'map') return insertFlowEntry(tree, node, entry)
  if (!isNull) refuseEdit(tree, node.start, 'a map was expected here')
  const lead = node.start === node.end && !/\s/.test(tree.text[node.start - 1] ?? ' ') ? ' ' : ''
  const text = `${lead}{${writeFlow(tree, undefined, entry)}}`
  return [{ start: node.outerStart, end: node.end, text }]
}
