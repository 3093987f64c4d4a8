import { expect, test } from 'vitest'
import {
  CLUSTER_WIDE_ANNOTATION as CLUSTER,
  NAMESPACE_WIDE_ANNOTATION as NAMESPACE,
  parseScope,
  scopeOf,
  SCOPES,
  withScope,
} from '../../../src/index.ts'
import { codeOf } from '../code-of.ts'

test.each(SCOPES)('knows the word %s', (scope) => {
  expect(parseScope(scope)).toBe(scope)
})

test.each(['', 'Strict', 'cluster', 'strict ', '__proto__'])(
  'refuses the word %j',
  async (word) => {
    expect(await codeOf(() => parseScope(word))).toBe('ERR_SCOPE_UNKNOWN')
  },
)

test.each([
  [undefined, 'strict'],
  [{}, 'strict'],
  [{ [NAMESPACE]: 'true' }, 'namespace-wide'],
  [{ [CLUSTER]: 'true' }, 'cluster-wide'],
  [{ [NAMESPACE]: 'true', [CLUSTER]: 'true' }, 'cluster-wide'],
  [{ [NAMESPACE]: 'true', [CLUSTER]: 'false' }, 'namespace-wide'],
  [{ [CLUSTER]: 'TRUE' }, 'strict'],
  [{ [CLUSTER]: '1' }, 'strict'],
  [{ [NAMESPACE]: ' true' }, 'strict'],
] as const)('reads %j as %s', (annotations, scope) => {
  expect(scopeOf(annotations)).toBe(scope)
})

test.each(SCOPES)('writes %s over whatever was there', (scope) => {
  for (const before of SCOPES) {
    const annotations = withScope({ ...withScope({ other: 'kept' }, before) }, scope)
    expect(scopeOf(annotations)).toBe(scope)
    expect(annotations['other']).toBe('kept')
    expect(Object.keys(annotations)).toHaveLength(scope === 'strict' ? 1 : 2)
  }
})

test('changes nothing of what it is given', () => {
  const given = Object.freeze({ [CLUSTER]: 'true' })
  expect(withScope(given, 'strict')).toEqual({})
  expect(Object.getPrototypeOf(withScope(undefined, 'strict'))).toBeNull()
})

test('keeps an annotation called __proto__', () => {
  const given = JSON.parse('{"__proto__":"x"}') as Record<string, string>
  expect(Object.keys(withScope(given, 'cluster-wide'))).toEqual(['__proto__', CLUSTER])
})
