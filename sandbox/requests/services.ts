import type { Registry } from '../kinds/registry.ts'
import type { Store } from '../store/store.ts'
import type { Remover } from '../writes/remover.ts'
import type { Writer } from '../writes/writer.ts'

/** What requests are answered with. */
export interface Services {
  readonly store: Store
  readonly registry: Registry
  readonly writer: Writer
  readonly remover: Remover
  readonly clock: () => Date
}
