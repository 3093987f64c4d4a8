import { Tree } from '../../../tools/check/tree.ts'

/** A tree of files that exist only in a test. */
export function treeOf(files: Readonly<Record<string, string>>): Tree {
  return new Tree('/nowhere', new Map(Object.entries(files)))
}
