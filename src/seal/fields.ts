import { WaxsealError } from '../errors.ts'
import { quoteName } from './names.ts'
import type { StringMap } from './object-meta.ts'

// More items than any SealedSecret a cluster can store; it bounds our own work.
const MOST_ENTRIES = 10_000

/**
 * Reads the fields of an object in a manifest. `null` and an absent field mean the same, as in
 * Kubernetes; every other surprise is `ERR_MANIFEST_INVALID` with the path, never the value.
 */
export class Fields {
  readonly #path: string
  readonly #fields: ReadonlyMap<string, unknown>

  /** @throws WaxsealError `ERR_MANIFEST_INVALID` when `value` is no object, `ERR_INPUT_TOO_LARGE` */
  constructor(value: unknown, path = '') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw invalidField(path === '' ? 'the document' : path, 'an object')
    }
    this.#path = path
    this.#fields = new Map(Object.entries(value))
    if (this.#fields.size <= MOST_ENTRIES) return
    throw new WaxsealError('ERR_INPUT_TOO_LARGE', `${path} has more than ${MOST_ENTRIES} entries`)
  }

  /** Every field that is there, `null` ones included, in its order. */
  get all(): ReadonlyMap<string, unknown> {
    return this.#fields
  }

  /** The value of a field, whatever it is. */
  get(name: string): unknown {
    return this.#fields.get(name) ?? undefined
  }

  /** A text; an empty one counts as absent, as for Kubernetes. */
  text(name: string): string | undefined {
    const value = this.get(name)
    if (value === undefined || value === '') return undefined
    if (typeof value !== 'string') throw invalidField(this.pathOf(name), 'text')
    return value
  }

  /** A boolean. */
  flag(name: string): boolean | undefined {
    const value = this.get(name)
    if (value === undefined || typeof value === 'boolean') return value
    throw invalidField(this.pathOf(name), 'true or false')
  }

  /** The fields of an object; none where it is absent. */
  object(name: string): Fields {
    return new Fields(this.get(name) ?? {}, this.pathOf(name))
  }

  /** A map of texts, empty ones included, without a prototype; `undefined` where it is absent. */
  texts(name: string): StringMap | undefined {
    if (this.get(name) === undefined) return undefined
    const texts: Record<string, string> = Object.create(null)
    const fields = this.object(name)
    for (const [key, value] of fields.all) {
      if (typeof value !== 'string') throw invalidField(fields.pathOf(key), 'text')
      texts[key] = value
    }
    return texts
  }

  /** The path of a field, for messages. */
  pathOf(name: string): string {
    return this.#path === '' ? quoteName(name) : `${this.#path}.${quoteName(name)}`
  }
}

/** The error for a field that is not what it should be. */
export function invalidField(path: string, expected: string): WaxsealError {
  return new WaxsealError('ERR_MANIFEST_INVALID', `${path} must be ${expected}`)
}
