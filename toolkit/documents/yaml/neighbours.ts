import type { MapNode, TreeNode, YamlTree } from './tree.ts'
import type { ScalarStyle } from './write-scalar.ts'

type Quotes = ScalarStyle['quotes']

/** The quotes the last key of a map has; plain when there is none. */
export function keyQuotes(tree: YamlTree, map: MapNode | undefined): Quotes {
  const last = [...(map?.entries.values() ?? [])].at(-1)
  return quotesOf(tree, last?.key)
}

/** The quotes the last text in a map has that is written on one line; plain when there is none. */
export function valueQuotes(tree: YamlTree, map: MapNode | undefined): Quotes {
  const values = [...(map?.entries.values() ?? [])].map((entry) => entry.value)
  return quotesOf(
    tree,
    values.findLast((node) => node.kind === 'scalar' && typeof node.value === 'string'),
  )
}

/** The quotes a node has; plain for what is no quoted scalar. */
export function quotesOf(tree: YamlTree, node: TreeNode | undefined): Quotes {
  if (tree.json) return 'json'
  if (node?.kind !== 'scalar') return 'plain'
  return node.style === 'double-quoted' || node.style === 'single-quoted' ? node.style : 'plain'
}

/**
 * By how many columns children stand deeper than the keys of a block map: as below its other keys,
 * else as at the top of the document, else two.
 */
export function stepOf(tree: YamlTree, map: MapNode | undefined): number {
  const root = tree.root?.kind === 'map' ? tree.root : undefined
  for (const holder of [map, root]) {
    for (const { value } of holder?.entries.values() ?? []) {
      if (value.kind !== 'map' || value.flow || holder === undefined) continue
      if (value.indent > holder.indent) return value.indent - holder.indent
    }
  }
  return 2
}
