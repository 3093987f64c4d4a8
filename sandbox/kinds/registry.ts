import type { KubeObject } from '../objects/kube-object.ts'
import type { Store } from '../store/store.ts'
import { BUILT_IN_KINDS } from './built-in-kinds.ts'
import { customKinds } from './custom-kinds.ts'
import { customResourceDefinition } from './custom-resource-definition.ts'
import { apiVersionOf } from './kind.ts'
import type { Kind } from './kind.ts'

/** The kinds that are served now: the built-in ones and those that are defined. */
export class Registry {
  readonly #kinds = new Map<string, Kind>()
  readonly #store: Store

  /** Opens the built-in resources and follows the CustomResourceDefinitions in the store. */
  constructor(store: Store) {
    this.#store = store
    for (const kind of BUILT_IN_KINDS) this.#add(kind)
    store.listen((change) => {
      if (change.resource !== customResourceDefinition.resource) return
      this.#forget(change.previous)
      if (change.type === 'DELETED') store.drop(change.object.metadata.name ?? '')
      else for (const kind of customKinds(change.object)) this.#add(kind)
    })
  }

  /** All kinds, one entry per version. */
  all(): Kind[] {
    return [...this.#kinds.values()]
  }

  /** The kind served under a path of the API. */
  byPlural(group: string, version: string, plural: string): Kind | undefined {
    return this.#kinds.get(key({ group, version, plural }))
  }

  /** The kind an owner reference names. */
  byKind(apiVersion: string, kind: string): Kind | undefined {
    return this.all().find((known) => apiVersionOf(known) === apiVersion && known.kind === kind)
  }

  /** One kind per resource: its first version. */
  resources(): Kind[] {
    const first = new Map<string, Kind>()
    for (const kind of this.all()) if (!first.has(kind.resource)) first.set(kind.resource, kind)
    return [...first.values()]
  }

  #add(kind: Kind): void {
    this.#kinds.set(key(kind), kind)
    this.#store.open(kind.resource)
  }

  #forget(definition: KubeObject | undefined): void {
    if (definition === undefined) return
    for (const kind of customKinds(definition)) this.#kinds.delete(key(kind))
  }
}

function key(kind: Pick<Kind, 'group' | 'version' | 'plural'>): string {
  return `${apiVersionOf(kind)}/${kind.plural}`
}
