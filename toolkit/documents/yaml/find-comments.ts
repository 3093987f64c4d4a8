import { commentsBetween, endOfLines, lineEnd } from './layout.ts'
import type { Located } from './locate.ts'
import type { YamlTree } from './tree.ts'

/**
 * The offsets of the comments inside a node, from behind its key to the last one after it that
 * stands deeper than the key.
 */
export function findComments(tree: YamlTree, { node, within }: Located): readonly number[] {
  const { text } = tree
  if (within === undefined) {
    return commentsBetween(tree, node.outerStart, endOfLines(text, node.end, 1))
  }
  const start = within.kind === 'map' ? within.entry.key.end : within.item.start
  const end = within.parent.flow
    ? lineEnd(text, node.end)
    : endOfLines(text, node.end, within.parent.indent + 1)
  return commentsBetween(tree, start, end)
}
