import { documentFault } from './document-fault.ts'
import type { YamlTree } from './tree.ts'

/** @throws WaxsealError ERR_DOCUMENT_SHAPE: the edit asked for does not fit what stands at `offset` */
export function refuseEdit(tree: YamlTree, offset: number, message: string): never {
  throw documentFault(tree.origin, {
    code: 'ERR_DOCUMENT_SHAPE',
    offset,
    message,
    hint: 'write this part out as a plain block map, without anchors, aliases, merge keys and `|+`',
  })
}
