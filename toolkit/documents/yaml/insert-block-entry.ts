import { endOfLines, endsInsideLine, lineBreakOf, linesBelow, type Splice } from './layout.ts'
import type { Located } from './locate.ts'
import { keyQuotes, stepOf, valueQuotes } from './neighbours.ts'
import type { NewText } from './plan-set.ts'
import type { MapNode, TreeNode, YamlTree } from './tree.ts'
import { writeBlock } from './write-block.ts'
import { writeScalar } from './write-scalar.ts'

/** A value under one key, or under several nested ones. */
export interface NewEntry {
  readonly names: readonly string[]
  readonly value: NewText
}

/** The changes that append an entry to a block map, behind its last entry and that one's comments. */
export function insertBlockEntry(tree: YamlTree, map: MapNode, entry: NewEntry): Splice[] {
  const { text } = tree
  const eol = lineBreakOf(text)
  // at the left margin a comment behind the last entry belongs to nobody
  const at = endOfLines(text, map.end, Math.max(map.indent, 1))
  const lines = entryLines(tree, entry, { map, indent: map.indent })
  if (at < text.length || text.endsWith('\n')) {
    return [{ start: at, end: at, text: lines.map((line) => line + eol).join('') }]
  }
  const insertion = { start: at, end: at, text: lines.map((line) => eol + line).join('') }
  const isBlock = lines.length > entry.names.length
  if (isBlock) return [...keepLastBlock(tree, map), { ...insertion, text: insertion.text + eol }]
  return [...keepLastBlock(tree, map), insertion]
}

/** The changes that make a block map of the null or `{}` that is the value of an entry. */
export function openBlockMap(
  tree: YamlTree,
  within: Extract<Located['within'], { kind: 'map' }>,
  entry: NewEntry,
): Splice[] {
  const { text } = tree
  const { value, colonEnd } = within.entry
  const gap = text.slice(colonEnd, value.outerStart)
  const start = /^[ \t]*$/.test(gap) ? (colonEnd ?? value.outerStart) : value.outerStart
  const indent = within.parent.indent + stepOf(tree, within.parent)
  const colon = colonEnd === undefined ? ':' : ''
  return [
    { start, end: value.end, text: colon },
    ...linesBelow(text, value.end, entryLines(tree, entry, { map: undefined, indent })),
  ]
}

/** The lines of an entry, without line breaks. */
function entryLines(
  tree: YamlTree,
  { names, value }: NewEntry,
  { map, indent }: { map: MapNode | undefined; indent: number },
): string[] {
  const step = stepOf(tree, map)
  const quotes = keyQuotes(tree, map)
  const keys = names.map(
    (name, depth) =>
      `${' '.repeat(indent + depth * step)}${writeScalar(name, { quotes, flow: false })}:`,
  )
  const last = keys.pop() ?? ''
  const column = indent + names.length * step
  const block = value.block ? writeBlock(value.text, { column, step }) : undefined
  if (block !== undefined) return [...keys, `${last} ${block.header}`, ...block.lines]
  const style = { quotes: valueQuotes(tree, map), flow: false }
  return [...keys, `${last} ${writeScalar(value.text, style)}`]
}

/** A block scalar that ended with the text had no line break at its end; it must not gain one. */
function keepLastBlock(tree: YamlTree, node: TreeNode): Splice[] {
  const { text } = tree
  if (!endsInsideLine(text, node.end)) return []
  const last = lastScalar(node)
  if (last?.kind !== 'scalar' || (last.style !== 'literal' && last.style !== 'folded')) return []
  const header = /([|>])([0-9]?)[-+]?([0-9]?)/y
  header.lastIndex = last.start
  const match = header.exec(text)
  if (match === null) return []
  const strip = `${match[1]}${match[2]}${match[3]}-`
  return [{ start: last.start, end: header.lastIndex, text: strip }]
}

function lastScalar(node: TreeNode): TreeNode | undefined {
  if (node.kind === 'map') {
    const values = [...node.entries.values()].map((entry) => entry.value)
    const last = values.find((value) => value.end === node.end)
    return last && lastScalar(last)
  }
  if (node.kind === 'seq') {
    const last = node.items.at(-1)
    return last && lastScalar(last.value)
  }
  return node
}
