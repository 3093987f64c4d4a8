import { expect, test } from 'vitest'
import { createIdentities } from '../../../sandbox/writes/identities.ts'

const identities = createIdentities(
  () => new Date('2020-01-02T03:04:05.678Z'),
  (length) => Uint8Array.from({ length }, (_, index) => 255 - index),
)

test('times have whole seconds', () => {
  expect(identities.now()).toBe('2020-01-02T03:04:05Z')
})

test('uids are UUIDs of version 4', () => {
  expect(identities.uid()).toBe('fffefdfc-fbfa-49f8-b7f6-f5f4f3f2f1f0')
})

test.for([
  ['a-', /^a-[a-z0-9]{5}$/],
  ['x'.repeat(70), /^x{58}[a-z0-9]{5}$/],
] as const)('%s gets a suffix', ([prefix, pattern]) => {
  expect(identities.name(prefix)).toMatch(pattern)
})
