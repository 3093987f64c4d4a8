import { describe, expect, test } from 'vitest'

import { kindName, roleOf } from '../../../cli/manifest/role-of.ts'

describe('roleOf', () => {
  const cases: [string, unknown, string][] = [
    ['a Secret', { apiVersion: 'v1', kind: 'Secret' }, 'secret'],
    ['a SealedSecret', { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret' }, 'sealed'],
    ['a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' } }, 'other'],
    ['a List without Secrets', { kind: 'List', items: [{ kind: 'Pod' }, 'x', null] }, 'other'],
    ['values of Helm', { password: 'x' }, 'other'],
    ['a text', 'Secret', 'other'],
    ['a list', [{ kind: 'Secret' }], 'other'],
    ['null', null, 'other'],
  ]
  test.each(cases)('%s', (_, value, role) => {
    expect(roleOf(value)).toBe(role)
  })

  const refused: [string, unknown][] = [
    ['a Secret of another version', { apiVersion: 'v2', kind: 'Secret' }],
    ['a Secret without version', { kind: 'Secret' }],
    ['a misspelt Secret', { apiVersion: 'v1', kind: 'secret' }],
    ['a List of Secrets', { apiVersion: 'v1', kind: 'List', items: [{ kind: 'Secret' }] }],
    ['a SecretList', { apiVersion: 'v1', kind: 'SecretList', items: [{ kind: 'Secret' }] }],
    ['stringData elsewhere', { kind: 'ConfigMap', stringData: { a: 'b' } }],
  ]
  test.each(refused)('refuses %s', (_, value) => {
    expect(() => roleOf(value)).toThrow(expect.objectContaining({ code: 'ERR_MANIFEST_KIND' }))
  })
})

test('kindName repeats nothing but a plain kind', () => {
  expect(kindName({ kind: 'Deployment' })).toBe('Deployment')
  expect(kindName({ kind: 'my password' })).toBe('no kind')
  expect(kindName({ kind: 42 })).toBe('no kind')
  expect(kindName(undefined)).toBe('no kind')
})
