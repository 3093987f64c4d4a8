import { commentsBetween, endOfLines, lineEnd, lineStart, type Splice } from './layout.ts'
import type { Located } from './locate.ts'
import type { MapNode, SeqNode, TreeNode, YamlTree } from './tree.ts'

/** One entry of a map or item of a sequence: where it starts, its value, and its neighbours. */
interface Member {
  readonly start: number
  readonly end: number
  readonly before: { readonly end: number } | undefined
  readonly after: { readonly start: number } | undefined
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
  const members = membersOf(parent)
  const index =
    within.kind === 'seq' ? within.index : [...within.parent.entries.values()].indexOf(within.entry)
  const own = members[index]
  if (own === undefined) return []
  const member = { ...own, before: members[index - 1], after: members[index + 1] }
  if (parent.flow) return [deleteFromFlow(tree, parent, member)]
  // `<<` is in the collection without being a member
  const isWhole = members.length === 1 && own.start === parent.start && own.end === parent.end
  return isWhole ? emptyOut(tree, parent, holder) : [deleteLines(tree, parent, member)]
}

function membersOf(parent: MapNode | SeqNode): { start: number; end: number }[] {
  if (parent.kind === 'seq') {
    return parent.items.map((item) => ({ start: item.start, end: item.value.end }))
  }
  return [...parent.entries.values()].map(({ start, value }) => ({ start, end: value.end }))
}

function deleteFromFlow(tree: YamlTree, parent: TreeNode, member: Member): Splice {
  if (member.after !== undefined) return { start: member.start, end: member.after.start, text: '' }
  if (member.before !== undefined) return { start: member.before.end, end: member.end, text: '' }
  const inside = { start: parent.start + 1, end: parent.end - 1 }
  const rest = tree.text.slice(inside.start, member.start) + tree.text.slice(member.end, inside.end)
  return /^[\s,]*$/.test(rest)
    ? { ...inside, text: '' }
    : { start: member.start, end: member.end, text: '' }
}

function deleteLines(tree: YamlTree, parent: MapNode | SeqNode, member: Member): Splice {
  const { text } = tree
  const from = lineStart(text, member.start)
  const end = endOfLines(text, member.end, parent.indent + 1)
  if (/^[ \t]*$/.test(text.slice(from, member.start))) return { start: from, end, text: '' }
  // the first entry of a map that starts behind a dash: the next one moves up, unless comments stand between
  const next = member.after?.start ?? member.end
  const comments = commentsBetween(tree, end, next)
  return comments.length === 0
    ? { start: member.start, end: next, text: '' }
    : { start: member.start, end: lineEnd(text, end - 1), text: '' }
}

/** The last entry goes: `{}` or `[]` takes the place of the whole collection. */
function emptyOut(tree: YamlTree, parent: MapNode | SeqNode, { within }: Located): Splice[] {
  const { text } = tree
  const empty = parent.kind === 'map' ? '{}' : '[]'
  const from = lineStart(text, parent.start)
  const end = endOfLines(text, parent.end, Math.max(parent.indent, 1))
  const header = within && headerEnd(parent, within)
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
