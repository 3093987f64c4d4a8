import { WaxsealError } from '../../src/errors.ts'
import type { YamlDocument, YamlPath } from '../../toolkit/documents/index.ts'

/** Maps of a Secret whose keys and values must be strings. */
const STRING_MAPS: readonly YamlPath[] = [
  ['data'],
  ['stringData'],
  ['metadata', 'labels'],
  ['metadata', 'annotations'],
]

/**
 * Refuses unquoted words that YAML reads as something else than a string: kubeseal seals `yes` as
 * `true` and `1.50` as `1.5`, which is not what the author wrote.
 *
 * @throws {@link WaxsealError} `ERR_MANIFEST_INVALID` naming item and line, never the value
 */
export function checkStrings(document: YamlDocument): void {
  for (const path of STRING_MAPS) {
    for (const { key, keySource, value, valueSource } of document.entries(path)) {
      const map = path.join('.')
      if (!keySource.isString && keySource.spelling !== key) {
        throw unquoted(keySource.line, `a key of ${map} reads as ${key}`, 'the key')
      }
      if (typeof value === 'string') continue
      const what = value === null ? 'empty (null)' : `a ${describe(value)}`
      throw unquoted(valueSource.line, `${map}.${key} is ${what}, not a string`, 'the value')
    }
  }
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  return typeof value === 'object' ? 'map' : typeof value
}

function unquoted(line: number, problem: string, what: string): WaxsealError {
  return new WaxsealError('ERR_MANIFEST_INVALID', `line ${line}: ${problem}`, {
    hint: `put ${what} in quotes if the text is meant as it stands`,
  })
}
