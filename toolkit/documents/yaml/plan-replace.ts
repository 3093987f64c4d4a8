import { endOfNode } from './end-of-node.ts'
import { lineBreakOf, lineStart, type Splice } from './layout.ts'
import type { YamlTree } from './tree.ts'

/** The change that puts another text in the place of a document's content. */
export function planReplace(tree: YamlTree, newText: string): Splice {
  const { text, root } = tree
  const eol = lineBreakOf(text)
  const body = newText.replaceAll('\r\n', '\n').replace(/\n$/, '').replaceAll('\n', eol)
  if (root === undefined) {
    const footer = /^\.\.\.(?=\s|$)/m.exec(text)?.index ?? text.length
    const lead = footer === 0 || text[footer - 1] === '\n' ? '' : eol
    return { start: footer, end: footer, text: lead + body + eol }
  }
  const from = lineStart(text, root.outerStart)
  const lead = text.slice(from, root.outerStart)
  const end = endOfNode(text, root, 1)
  // JSON objects may stand one behind the other without a line break
  const tail = text[end - 1] === '\n' || !tree.json ? eol : ''
  if (/^[ \t]*$/.test(lead)) return { start: from, end, text: body + tail }
  return { start: from + lead.trimEnd().length, end, text: eol + body + tail }
}
