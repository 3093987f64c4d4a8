import type { NewEntry } from './insert-block-entry.ts'
import {
  commaBetween,
  commentsBetween,
  lineBreakOf,
  lineEnd,
  lineStart,
  type Splice,
} from './layout.ts'
import { keyQuotes, valueQuotes } from './neighbours.ts'
import type { MapEntry, MapNode, YamlTree } from './tree.ts'
import { writeScalar } from './write-scalar.ts'

/** The changes that append an entry to a `{}` map, laid out as its other entries are. */
export function insertFlowEntry(tree: YamlTree, map: MapNode, entry: NewEntry): Splice[] {
  const last = [...map.entries.values()].at(-1)
  const written = writeFlow(tree, map, entry)
  if (last === undefined) return [fillEmpty(tree, map, written)]
  const { text } = tree
  const comma = commaBetween(tree, last.value.end, map.end - 1)
  const behind = comma ?? last.value.end
  const addComma = comma === undefined ? [{ start: behind, end: behind, text: ',' }] : []
  const lastComment = commentsBetween(tree, behind, map.end - 1).at(-1)
  const lead = text.slice(lineStart(text, last.start), last.start)
  const ownLine = /^[ \t]*$/.test(lead)
  if (ownLine || lastComment !== undefined) {
    const at = lastComment === undefined ? behind : lineEnd(text, lastComment)
    const margin = ownLine ? lead : marginAt(text, last.start) + unitOf(tree)
    return [...addComma, { start: at, end: at, text: lineBreakOf(text) + margin + written }]
  }
  const gap = tree.json && colonOf(tree, last) === ':' ? '' : ' '
  return [...addComma, { start: behind, end: behind, text: gap + written }]
}

function fillEmpty(tree: YamlTree, map: MapNode, written: string): Splice {
  const { text } = tree
  const open = map.start + 1
  const close = map.end - 1
  const isBlank = /^\s*$/.test(text.slice(open, close))
  const isPretty =
    tree.json && tree.root !== undefined && /\n/.test(text.slice(tree.root.start, tree.root.end))
  if (isBlank && !isPretty) return { start: open, end: close, text: written }
  const eol = lineBreakOf(text)
  const margin = marginAt(text, map.start)
  const lines = `${eol}${margin}${unitOf(tree)}${written}${eol}${margin}`
  return { start: isBlank ? open : close, end: close, text: lines }
}

/** One entry, or nested ones, without the braces around them. */
export function writeFlow(
  tree: YamlTree,
  map: MapNode | undefined,
  { names, value }: NewEntry,
): string {
  const quotes = keyQuotes(tree, map)
  const last = [...(map?.entries.values() ?? [])].at(-1)
  const text = writeScalar(value.text, { quotes: valueQuotes(tree, map), flow: true })
  return names
    .map((name) => writeScalar(name, { quotes, flow: true }))
    .reduceRight((inner, key, index) => {
      const colon = last !== undefined && /["']$/.test(key) ? colonOf(tree, last) : ': '
      return `${key}${colon}${index === names.length - 1 ? inner : `{${inner}}`}`
    }, text)
}

/** What stands between the key and the value of an entry. */
function colonOf(tree: YamlTree, entry: MapEntry): string {
  const colon = tree.text.slice(entry.key.end, entry.value.outerStart)
  return /^[ \t]*:[ \t]*$/.test(colon) ? colon : ': '
}

/** The indentation of the first entry of a map at the root, or two spaces. */
function unitOf({ root, text }: YamlTree): string {
  const first = root?.kind === 'map' ? [...root.entries.values()][0] : undefined
  return (
    (first && text.slice(lineStart(text, first.start), first.start).match(/^[ \t]+$/)?.[0]) ?? '  '
  )
}

/** The indentation of the line an offset is in. */
function marginAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? ''
}
