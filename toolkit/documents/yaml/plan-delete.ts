import { endOfNode } from './end-of-node.ts'
import { commentsBetween, lineEnd, lineStart, type Splice } from './layout.ts'
import type { Located } from './locate.ts'
import { planFlowDelete } from './plan-flow-delete.ts'
import type { MapNode, SeqNode, TreeNode, YamlTree } from './tree.ts'

/** One entry of a map or item of a sequence. */
export interface Member {
  readonly start: number
  readonly value: TreeNode
}

/**
 * The changes that remove what is at a place, with the comment on its line and those inside it.
 *
 * @param holder - the collection it is in
 */
export function planDelete(
  tree: YamlTree,
  within: NonNullable<Located['within']>,
  holder: Located,
): Splice[] {
  const { parent } = within
  const members: readonly Member[] =
    parent.kind === 'seq' ? parent.items : [...parent.entries.values()]
  const index = members.indexOf(within.kind === 'seq' ? within.item : within.entry)
  const member = members[index]
  if (member === undefined) return []
  const next = members[index + 1]
  if (parent.flow)
    return planFlowDelete(tree, parent, { member, previous: members[index - 1], next })
  // `<<` is in the collection without being a member
  const isWhole = member.start === parent.start && member.value.end === parent.end
  return isWhole
    ? emptyOut(tree, parent, { member, holder })
    : [deleteLines(tree, parent, { member, next })]
}

function deleteLines(
  tree: YamlTree,
  parent: MapNode | SeqNode,
  { member, next }: { member: Member; next: Member | undefined },
): Splice {
  const { text } = tree
  const from = lineStart(text, member.start)
  const end = endOfNode(text, member.value, parent.indent + 1)
  if (/^[ \t]*$/.test(text.slice(from, member.start))) return { start: from, end, text: '' }
  // the first entry of a map that starts behind a dash: the next one moves up, unless comments stand between
  const following = next?.start ?? end
  const start = member.start
  return commentsBetween(tree, end, following).length === 0
    ? { start, end: following, text: '' }
    : { start, end: lineEnd(text, end - 1), text: '' }
}

/** The last entry goes: `{}` or `[]` takes the place of the whole collection. */
function emptyOut(
  tree: YamlTree,
  parent: MapNode | SeqNode,
  { member, holder }: { member: Member; holder: Located },
): Splice[] {
  const { text } = tree
  const empty = parent.kind === 'map' ? '{}' : '[]'
  const from = lineStart(text, parent.start)
  const end = endOfNode(text, member.value, parent.indent + 1)
  const header = holder.within && headerEnd(parent, holder.within)
  if (header === undefined || !/^[ \t]*$/.test(text.slice(from, parent.start))) {
    const eol = /\r?\n$/.exec(text.slice(end - 2, end))?.[0] ?? ''
    return [{ start: parent.start, end, text: empty + eol }]
  }
  return [
    { start: header, end: header, text: ` ${empty}` },
    { start: from, end, text: '' },
  ]
}

/** Behind the anchor or tag of a value, or the `:` or `-` before it. */
function headerEnd(node: TreeNode, within: NonNullable<Located['within']>): number | undefined {
  if (node.outerStart < node.start) return node.propsEnd
  return within.kind === 'map' ? within.entry.colonEnd : within.item.start + 1
}
