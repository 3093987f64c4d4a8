import { WaxsealError } from '../../../src/errors.ts'
import { sameValue } from './expected-value.ts'
import { endOfNode } from './end-of-node.ts'
import { commentsBetween, lineEnd, lineStart, nextLine } from './layout.ts'
import type { Located } from './locate.ts'
import { parseTree } from './parse-tree.ts'
import type { MapNode, SeqNode, TreeNode, YamlTree } from './tree.ts'

/**
 * The text of a node as it would stand below a key elsewhere, line breaks as `\n`. All lines move by
 * the same number of columns, which keeps what they mean.
 *
 * @param indent - the column of the lines of a block collection, and of further lines of a scalar
 * @returns `undefined` when the text, read on its own, is another value
 */
export function nodeText(tree: YamlTree, located: Located, indent: number): string | undefined {
  const { node } = located
  const isBlock = (node.kind === 'map' || node.kind === 'seq') && !node.flow
  const text = isBlock ? blockText(tree, located, { node, indent }) : inlineText(tree, node, indent)
  // below a key, the further lines of a scalar cannot stand at the left margin
  if (text === undefined || (!isBlock && indent === 0 && text.includes('\n'))) return undefined
  const key = indent === 0 ? '' : isBlock ? 'k:\n' : 'k: '
  const own = key + text + (isBlock ? '' : '\n')
  return readsAs(own, key === '' ? node.value : { k: node.value }) ? text : undefined
}

function readsAs(text: string, value: unknown): boolean {
  try {
    return sameValue(parseTree({ name: undefined, text, firstLine: 1 }).root?.value, value)
  } catch (error) {
    if (error instanceof WaxsealError) return false
    throw error
  }
}

function blockText(
  tree: YamlTree,
  { within }: Located,
  { node, indent }: { node: MapNode | SeqNode; indent: number },
): string {
  const { text } = tree
  const end = endOfNode(text, node, within === undefined ? 1 : within.parent.indent + 1)
  const header = within?.kind === 'map' ? (within.entry.colonEnd ?? node.start) : undefined
  const from = lineStart(text, node.start)
  const ownLine = /^[ \t]*$/.test(text.slice(from, node.start))
  const bodyStart = ownLine && header !== undefined ? nextLine(text, header) : from
  // a map behind a dash: the dash becomes white space
  const body = ownLine
    ? text.slice(bodyStart, end)
    : ' '.repeat(node.indent) + text.slice(node.start, end)
  const lines = body.replace(/\r?\n$/, '').split(/\r?\n/)
  const moved = lines.map((line) => moveLine(line, node.indent, indent))
  if (header !== undefined && ownLine) {
    const comment = commentsBetween(tree, header, lineEnd(text, header))[0]
    if (comment !== undefined) {
      moved.unshift(' '.repeat(indent) + text.slice(comment, lineEnd(text, comment)).trimEnd())
    }
  }
  return moved.map((line) => `${line}\n`).join('')
}

function inlineText({ text }: YamlTree, node: TreeNode, indent: number): string | undefined {
  const start = node.tag === undefined ? node.start : node.outerStart
  const [first = '', ...rest] = text
    .slice(start, node.end)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
  const margins = rest
    .filter((line) => /\S/.test(line))
    .map((line) => /^ */.exec(line)?.[0].length ?? 0)
  const isBlock = node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded')
  // an indentation indicator counts from the key, whose column is not known here
  if (isBlock && /^[^\n#]*[|>][-+]?[1-9]/.test(first)) return undefined
  const margin = isBlock ? (margins[0] ?? 0) : Math.min(...margins)
  return [first, ...rest.map((line) => moveLine(line, margin, indent))].join('\n')
}

/** Lines that stand less deep than the node, such as comments, go to its column. */
function moveLine(line: string, from: number, to: number): string {
  if (line === '') return line
  const column = /^ */.exec(line)?.[0].length ?? 0
  const isBlank = column === line.length
  const target = isBlank ? column + to - from : Math.max(column - from, 0) + to
  return ' '.repeat(Math.max(target, 0)) + line.slice(column)
}
