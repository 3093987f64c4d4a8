import { buildTree } from './build-tree.ts'
import { composeDocument, type TokenBudget } from './compose-document.ts'
import type { TextOrigin } from './document-fault.ts'
import type { YamlTree } from './tree.ts'

/**
 * The tree of one document.
 *
 * @throws WaxsealError ERR_DOCUMENT_SYNTAX | ERR_DOCUMENT_DUPLICATE_KEY | ERR_INPUT_TOO_LARGE
 */
export function parseTree(origin: TextOrigin, budget: TokenBudget = { used: 0 }): YamlTree {
  return buildTree(composeDocument(origin, budget), origin)
}
