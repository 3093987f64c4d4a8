import type { KubeObject } from '../objects/kube-object.ts'
import { objectKey, withMetadata } from '../objects/kube-object.ts'
import { History } from './history.ts'
import type { Change } from './history.ts'

/** Called synchronously after every change, in the order of the changes. */
export type ChangeListener = (change: Change) => void

/** One resource: its objects by `NAMESPACE/NAME`, and its latest changes. */
interface Shelf {
  readonly objects: Map<string, KubeObject>
  readonly history: History
}

/**
 * All objects, in memory. Every write gets the next resource version; nothing in here waits, so a
 * read followed by a write in the same turn of the event loop is atomic.
 */
export class Store {
  readonly #shelves = new Map<string, Shelf>()
  readonly #listeners = new Set<ChangeListener>()
  readonly #historyLimit: number
  #version = 1

  /** @param historyLimit - how many changes per resource are kept for watches */
  constructor(historyLimit: number) {
    this.#historyLimit = historyLimit
  }

  /** The resource version of the newest write. */
  get version(): number {
    return this.#version
  }

  /** Makes room for a resource (`PLURAL.GROUP`), whose history begins here. */
  open(resource: string): void {
    if (this.#shelves.has(resource)) return
    const history = new History(this.#historyLimit, this.#version)
    this.#shelves.set(resource, { objects: new Map(), history })
  }

  /** Forgets a resource; its objects have been removed before. */
  drop(resource: string): void {
    this.#shelves.delete(resource)
  }

  /** The object, `undefined` when there is none. */
  get(resource: string, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.#shelves.get(resource)?.objects.get(objectKey(namespace, name))
  }

  /** All objects of a resource ordered by namespace and name, or those of one namespace. */
  list(resource: string, namespace?: string): KubeObject[] {
    return sorted(this.#shelf(resource).objects, namespace)
  }

  /** {@link Store.list} as it was at an earlier version; `undefined` when that is forgotten. */
  listAt(resource: string, version: number, namespace?: string): KubeObject[] | undefined {
    const changes = this.changesSince(resource, version)
    if (changes === undefined) return undefined
    const objects = new Map(this.#shelf(resource).objects)
    for (const { object, previous } of changes.toReversed()) {
      if (previous === undefined) objects.delete(keyOf(object))
      else objects.set(keyOf(object), previous)
    }
    return sorted(objects, namespace)
  }

  /** Creates or replaces; gives the object with its new resource version. */
  put(resource: string, object: KubeObject): KubeObject {
    const { objects } = this.#shelf(resource)
    const key = keyOf(object)
    const previous = objects.get(key)
    const stored = this.#stamp(object)
    objects.set(key, stored)
    const type = previous === undefined ? 'ADDED' : 'MODIFIED'
    this.#record({ version: this.#version, type, resource, object: stored, previous })
    return stored
  }

  /** Removes an object whose last state is `last`; gives that under a new resource version. */
  remove(resource: string, last: KubeObject): KubeObject {
    const { objects } = this.#shelf(resource)
    const previous = objects.get(keyOf(last))
    objects.delete(keyOf(last))
    const stored = this.#stamp(last)
    this.#record({ version: this.#version, type: 'DELETED', resource, object: stored, previous })
    return stored
  }

  /** The changes after a version, oldest first; `undefined` when some of them are forgotten. */
  changesSince(resource: string, version: number): readonly Change[] | undefined {
    return this.#shelf(resource).history.since(version)
  }

  /** The version up to which changes of a resource are forgotten. */
  forgottenUpTo(resource: string): number {
    return this.#shelf(resource).history.forgotten
  }

  /** Calls `listener` for every change from now on; the function it gives stops that. */
  listen(listener: ChangeListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #stamp(object: KubeObject): KubeObject {
    this.#version += 1
    return withMetadata(object, { resourceVersion: String(this.#version) })
  }

  #record(change: Change): void {
    this.#shelf(change.resource).history.add(change)
    for (const listener of this.#listeners) listener(change)
  }

  #shelf(resource: string): Shelf {
    const shelf = this.#shelves.get(resource)
    if (shelf === undefined) throw new TypeError(`resource ${resource} has not been opened`)
    return shelf
  }
}

function keyOf({ metadata }: KubeObject): string {
  return objectKey(metadata.namespace, metadata.name ?? '')
}

/** Ordered as etcd orders keys: by bytes, which for names is by characters. */
function sorted(objects: ReadonlyMap<string, KubeObject>, namespace?: string): KubeObject[] {
  const prefix = namespace === undefined ? '' : `${namespace}/`
  return [...objects]
    .filter(([key]) => key.startsWith(prefix))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, object]) => object)
}
