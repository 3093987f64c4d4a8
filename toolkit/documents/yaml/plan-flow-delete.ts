import {
  commaBetween,
  commentsBetween,
  endOfRemark,
  lineEnd,
  lineStart,
  nextLine,
  type Splice,
} from './layout.ts'
import type { Member } from './plan-delete.ts'
import type { TreeNode, YamlTree } from './tree.ts'

/** The changes that remove an entry of a `{}` or an item of a `[]`, with one comma. */
export function planFlowDelete(
  tree: YamlTree,
  parent: TreeNode,
  place: { member: Member; previous: Member | undefined; next: Member | undefined },
): Splice[] {
  const { text } = tree
  const { member, previous, next } = place
  const close = parent.end - 1
  const comma = commaBetween(tree, member.value.end, next?.start ?? close)
  const end = Math.max(comma ?? 0, endOfRemark(tree, member.value.end))
  const own = ownLines(tree, member, end)
  const removed = own ?? { start: member.start, end: next?.start ?? end }
  // without a comma of its own, the last one takes that of the one before
  const before = previous && commaBetween(tree, previous.value.end, member.start)
  const needsBefore = next === undefined && comma === undefined && before !== undefined
  if (
    needsBefore &&
    own === undefined &&
    commentsBetween(tree, before, member.start).length === 0
  ) {
    return [{ start: before - 1, end, text: '' }]
  }
  const rest = text.slice(parent.start + 1, removed.start) + text.slice(removed.end, close)
  if (/^\s*$/.test(rest)) return [{ start: parent.start + 1, end: close, text: '' }]
  const splices = [{ ...removed, text: '' }]
  if (needsBefore) splices.push({ start: before - 1, end: before, text: '' })
  return splices
}

/** The lines of a member that has them for itself, with its comma and comment. */
function ownLines(
  tree: YamlTree,
  member: Member,
  end: number,
): { start: number; end: number } | undefined {
  const { text } = tree
  const start = lineStart(text, member.start)
  const isAlone =
    /^[ \t]*$/.test(text.slice(start, member.start)) &&
    /^[ \t]*$/.test(text.slice(end, lineEnd(text, end)))
  return isAlone ? { start, end: nextLine(text, end) } : undefined
}
