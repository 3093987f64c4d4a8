import { endOfNode } from './end-of-node.ts'
import { commentsBetween, endOfRemark } from './layout.ts'
import type { Located } from './locate.ts'
import type { YamlTree } from './tree.ts'

/** The offsets of the comments inside a node, from behind its key to where it ends. */
export function findComments(tree: YamlTree, { node, within }: Located): readonly number[] {
  const { text } = tree
  if (within === undefined) {
    return commentsBetween(tree, node.outerStart, endOfNode(text, node, 1))
  }
  const start = within.kind === 'map' ? within.entry.key.end : within.item.start
  const end = within.parent.flow
    ? endOfRemark(tree, node.end)
    : endOfNode(text, node, within.parent.indent + 1)
  return commentsBetween(tree, start, end)
}
