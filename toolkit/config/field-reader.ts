import { WaxsealError } from '../../src/errors.ts'
import type { YamlDocument, YamlPath } from '../documents/index.ts'

/** What a text field may hold. */
export interface TextRule {
  readonly pattern: RegExp
  /** Ends the sentence "… must be". */
  readonly expected: string
}

/** Reads fields of one configuration document; every complaint names the field and its line. */
export class FieldReader {
  readonly #document: YamlDocument
  readonly #file: string

  constructor(document: YamlDocument, file: string) {
    this.#document = document
    this.#file = file
  }

  /**
   * The names in the map at `path`, none when it is absent.
   *
   * @param known - all the names there may be, or the rule for free ones
   * @throws WaxsealError ERR_CONFIG_INVALID when it is no map, or a name is not among the known ones
   */
  names(path: YamlPath, known: readonly string[] | TextRule): readonly string[] {
    if (path.length > 0 && !this.#document.has(path)) return []
    const value = this.#document.get(path)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.fail(path, 'must be a map')
    }
    const names = Object.keys(value)
    for (const name of names) {
      if (!('pattern' in known)) {
        if (known.includes(name)) continue
        this.fail([...path, name], 'unknown field', `known fields: ${known.join(', ')}`)
      }
      if (!known.pattern.test(name)) this.fail([...path, name], `must be ${known.expected}`)
    }
    return names
  }

  /**
   * The text at `path`, or `undefined` when it is absent.
   *
   * @throws WaxsealError ERR_CONFIG_INVALID when it is something else or breaks the rule
   */
  text(path: YamlPath, rule: TextRule): string | undefined {
    if (!this.#document.has(path)) return undefined
    const value = this.#document.get(path)
    if (typeof value !== 'string') {
      const plain = this.#document.source(path)?.style === 'plain'
      this.fail(path, `must be ${rule.expected}`, plain ? 'put it into quotes' : undefined)
    }
    if (!rule.pattern.test(value)) this.fail(path, `must be ${rule.expected}`)
    return value
  }

  /** @throws WaxsealError ERR_CONFIG_INVALID */
  fail(path: YamlPath, problem: string, hint?: string): never {
    const line = this.#document.source(path)?.line
    const place = line === undefined ? '' : `line ${line}: `
    const field = path.length === 0 ? '' : `${path.join('.')}: `
    const message = `${this.#file}: ${place}${field}${problem}`
    throw new WaxsealError('ERR_CONFIG_INVALID', message, hint === undefined ? {} : { hint })
  }
}
