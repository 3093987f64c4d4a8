import {
  endsInsideLine,
  lineBreakOf,
  lineEnd,
  linesBelow,
  nextLine,
  type Splice,
} from './layout.ts'
import type { Located } from './locate.ts'
import { quotesOf, stepOf, valueQuotes } from './neighbours.ts'
import type { NewText } from './plan-set.ts'
import { refuseEdit } from './refuse-edit.ts'
import type { TreeNode, YamlTree } from './tree.ts'
import { writeBlock, type LiteralBlock } from './write-block.ts'
import { writeScalar } from './write-scalar.ts'

const STR = 'tag:yaml.org,2002:str'

/** The changes that put text in the place of a scalar or an alias; a comment behind it stays. */
export function replaceScalar(tree: YamlTree, located: Located, value: NewText): Splice[] {
  const { node, within } = located
  const flow = within?.parent.flow === true
  if (value.block && within !== undefined && !flow) {
    const step =
      bodyStep(tree, located) ?? (within.kind === 'map' ? stepOf(tree, within.parent) : 2)
    const block = writeBlock(value.text, { column: within.parent.indent + step, step })
    if (block !== undefined) return putToken(tree, located, block)
  }
  const written = node.kind === 'scalar' && node.start < node.end
  const map = within?.kind === 'map' ? within.parent : undefined
  const quotes = written && !isBlockScalar(node) ? quotesOf(tree, node) : valueQuotes(tree, map)
  const header = writeScalar(value.text, { quotes, flow })
  return putToken(tree, located, { header, lines: [] })
}

/** Puts a header where the value is, and lines below its line. */
function putToken(
  tree: YamlTree,
  { node, within }: Located,
  { header, lines }: LiteralBlock,
): Splice[] {
  const { text } = tree
  const eol = lineBreakOf(text)
  if (node.start === node.end) {
    const missingColon = within?.kind === 'map' && within.entry.colonEnd === undefined
    if (missingColon && !within.parent.flow) refuseEdit(tree, node.start, 'a key without a colon')
    const lead = missingColon ? ': ' : /\s/.test(text[node.start - 1] ?? ' ') ? '' : ' '
    const follow = /^[^\s,\]}]/.test(text.slice(node.start, node.start + 1)) ? ' ' : ''
    const insertion = { start: valueStart(node), end: node.end, text: lead + header + follow }
    return [insertion, ...linesBelow(text, node.end, lines)]
  }
  if (!isBlockScalar(node)) {
    return [
      { start: valueStart(node), end: node.end, text: header },
      ...linesBelow(text, node.end, lines),
    ]
  }
  const oldHeader = /[|>][-+0-9]*/y
  oldHeader.lastIndex = node.start
  oldHeader.test(text)
  const isLast = lines.length === 0 && endsInsideLine(text, node.end)
  const bodyStart = isLast ? lineEnd(text, node.start) : nextLine(text, node.start)
  const body = lines.map((line) => line + eol).join('')
  return [
    { start: valueStart(node), end: oldHeader.lastIndex, text: header },
    { start: bodyStart, end: Math.max(bodyStart, node.end), text: body },
  ]
}

/** A tag other than `!!str` would make something else of the new text, so it goes. */
function valueStart(node: TreeNode): number {
  return node.tag === undefined || node.tag === STR ? node.start : node.outerStart
}

/** By how much the lines of a block scalar that is there stand deeper than its key. */
function bodyStep({ text }: YamlTree, { node, within }: Located): number | undefined {
  if (!isBlockScalar(node) || within === undefined) return undefined
  const [header = '', ...lines] = text.slice(node.start, node.end).split('\n')
  const told = /^[|>][-+]?([1-9])/.exec(header)?.[1]
  if (told !== undefined) return Number(told)
  const margin = lines
    .map((line) => /^( +)[^ \r]/.exec(line)?.[1])
    .find((found) => found !== undefined)
  return margin === undefined ? undefined : margin.length - within.parent.indent
}

function isBlockScalar(node: TreeNode): boolean {
  return node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded')
}
