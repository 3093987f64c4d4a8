import type { Tree } from './tree.ts'

/** One rule of the house that can be proven by a program. */
export interface Check {
  /** What holds when the check passes; `npm run check -- WORD` picks by it. */
  readonly title: string
  /** What is wrong, one line each, a path first; empty when the rule holds. */
  find(tree: Tree): readonly string[] | Promise<readonly string[]>
}
