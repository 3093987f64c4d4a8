import { endOfLines, nextLine } from './layout.ts'
import type { TreeNode } from './tree.ts'

/** A comment that holds an entry somebody took out: `# KEY: …`, `#- …`. */
const ENTRY_IN_COMMENT = /^[ \t]*#+[ \t]*(?:-[ \t]|["']?[^\s:#"'][^\s:]*:(?:\s|$))/

/**
 * Where what belongs to a node in block style ends: its lines, the comments below that stand at
 * `column` or deeper, and, below a map or a list, comments that hold entries taken out of it. Editors
 * put those at the left margin, and an entry taken out of a Secret may be an old value.
 */
export function endOfNode(text: string, node: TreeNode, column: number): number {
  const end = endOfLines(text, node.end, column)
  const isBlock = (node.kind === 'map' || node.kind === 'seq') && !node.flow
  return isBlock ? endOfTakenOut(text, end) : end
}

/** Comments without a blank line between them are one remark: all of them, or none. */
function endOfTakenOut(text: string, start: number): number {
  let end = start
  let found = false
  while (end < text.length && /^[ \t]*#/.test(text.slice(end, nextLine(text, end)))) {
    const next = nextLine(text, end)
    found ||= ENTRY_IN_COMMENT.test(text.slice(end, next))
    end = next
  }
  return found ? end : start
}
