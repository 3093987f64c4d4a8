import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { WaxsealError } from '../../../src/errors.ts'
import { parseConfig } from '../../../toolkit/config/parse-config.ts'
import { formatYaml } from '../../../toolkit/documents/index.ts'
import { isValid, type Schema } from './check-schema.ts'

const SCHEMA = new URL('../../../deploy/schemas/waxseal-config.schema.json', import.meta.url)
const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as Schema

const word = fc.constantFrom(
  'prod',
  'a/b',
  '-x',
  '',
  'x y',
  'strict',
  'cluster-wide',
  'wide',
  'Upper',
  'x:y',
  'a\nb',
  'certs/prod.pem',
  '/abs.pem',
  'https://h/c',
  'https://h:8443',
  'https://u@h/',
  'http://h/',
  'HTTPS://h/',
  'file:///x',
  'https://',
  'a'.repeat(64),
  'é',
  '😀',
)
const other = fc.constantFrom(null, true, 1, [], {})
/** What belongs there, or seldom something else. */
const mostly = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary }, { weight: 1, arbitrary: other })
/** Any of the fields, seldom an unknown one. */
const some = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  mostly(
    fc.oneof(
      { weight: 12, arbitrary: fc.record(fields, { requiredKeys: [] }) },
      { weight: 1, arbitrary: fc.record({ ...fields, unknown: word }) },
    ),
  )
const text = mostly(word)
const cluster = some({
  certificate: text,
  context: text,
  controller: some({ namespace: text, name: text }),
})
const name = fc.constantFrom('prod', 'eu/prod', '-x', '', '1', 'a b')
const clusters = fc.dictionary(name, cluster, { maxKeys: 2, noNullPrototype: true })
const config = some({ clusters: mostly(clusters), defaults: some({ cluster: text, scope: text }) })

function isAccepted(value: unknown): boolean {
  try {
    parseConfig(formatYaml(value), '/repo/.waxseal.yaml')
    return true
  } catch (error) {
    if (error instanceof WaxsealError) return false
    throw error
  }
}

test('the schema accepts what the parser accepts, and nothing else', () => {
  const seen = { accepted: 0, refused: 0 }
  fc.assert(
    fc.property(config, (value) => {
      // an empty document is an empty configuration; a schema sees no value there
      fc.pre(value !== null)
      const accepted = isAccepted(value)
      seen[accepted ? 'accepted' : 'refused']++
      expect(isValid(schema, value)).toBe(accepted)
    }),
    { numRuns: 3000, seed: 1 },
  )
  // neither answer was left out
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(100)
})
