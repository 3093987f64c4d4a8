import type { MapEntry, MapNode, SeqItem, SeqNode, TreeNode } from './tree.ts'
import type { YamlPath } from './yaml-stream.ts'

/** A node and how it hangs in its parent; the root hangs in nothing. */
export interface Located {
  readonly node: TreeNode
  readonly within:
    | { readonly kind: 'map'; readonly parent: MapNode; readonly entry: MapEntry }
    | { readonly kind: 'seq'; readonly parent: SeqNode; readonly item: SeqItem }
    | undefined
  /** How many parts of the path lead here. */
  readonly depth: number
}

/** The node at `path`, or the deepest one on the way to it. Aliases are not followed. */
export function locateDeepest(root: TreeNode, path: YamlPath): Located {
  let located: Located = { node: root, within: undefined, depth: 0 }
  for (const part of path) {
    const next = step(located, located.node, part)
    if (next === undefined) break
    located = next
  }
  return located
}

/** The node at `path`, or `undefined` when nothing is written there. Aliases are not followed. */
export function locate(root: TreeNode | undefined, path: YamlPath): Located | undefined {
  if (root === undefined) return undefined
  const located = locateDeepest(root, path)
  return located.depth === path.length ? located : undefined
}

/** Like {@link locate}, also through aliases: for reading only. */
export function locateThrough(root: TreeNode | undefined, path: YamlPath): Located | undefined {
  let located: Located | undefined = root && { node: root, within: undefined, depth: 0 }
  for (const part of path) {
    if (located === undefined) return undefined
    const { node }: Located = located
    located = step(located, node.kind === 'alias' ? node.target : node, part)
  }
  return located
}

function step({ depth }: Located, node: TreeNode, part: string | number): Located | undefined {
  if (node.kind === 'map' && typeof part === 'string') {
    const entry = node.entries.get(part)
    return (
      entry && { node: entry.value, within: { kind: 'map', parent: node, entry }, depth: depth + 1 }
    )
  }
  if (node.kind === 'seq' && typeof part === 'number') {
    const item = node.items[part]
    return (
      item && { node: item.value, within: { kind: 'seq', parent: node, item }, depth: depth + 1 }
    )
  }
  return undefined
}

/** The value at `path` inside a value, or `undefined`. */
export function valueAt(value: unknown, path: YamlPath): unknown {
  let current = value
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined
    if (typeof part !== (Array.isArray(current) ? 'number' : 'string')) return undefined
    current = (current as Record<string | number, unknown>)[part]
  }
  return current
}
