import { expect, test } from 'vitest'
import { sealingLabel } from '../../../src/index.ts'
import { codeOf } from '../code-of.ts'

test.each([
  [{ scope: 'strict', namespace: 'myns', name: 'mysecret' }, 'myns/mysecret'],
  [{ scope: 'namespace-wide', namespace: 'myns', name: 'mysecret' }, 'myns'],
  [{ scope: 'namespace-wide', namespace: 'myns' }, 'myns'],
  [{ scope: 'cluster-wide', namespace: 'myns', name: 'mysecret' }, ''],
  [{ scope: 'cluster-wide' }, ''],
] as const)('%j', (place, label) => {
  expect(new TextDecoder().decode(sealingLabel(place))).toBe(label)
})

test.each([
  [{ scope: 'strict', name: 'mysecret' }, 'ERR_NAMESPACE_MISSING'],
  [{ scope: 'strict', namespace: '', name: 'mysecret' }, 'ERR_NAMESPACE_MISSING'],
  [{ scope: 'namespace-wide' }, 'ERR_NAMESPACE_MISSING'],
  [{ scope: 'strict', namespace: 'myns' }, 'ERR_NAME_MISSING'],
  [{ scope: 'strict', namespace: 'myns', name: '' }, 'ERR_NAME_MISSING'],
] as const)('%j is %s', async (place, code) => {
  expect(await codeOf(() => sealingLabel(place))).toBe(code)
})
