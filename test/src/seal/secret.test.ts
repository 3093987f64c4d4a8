import { describe, expect, test, vi } from 'vitest'
import { parseSecret, Plaintext } from '../../../src/index.ts'
import { codeOf } from '../code-of.ts'

const secret = (fields: object) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'db', namespace: 'prod' },
  ...fields,
})

const textsOf = (data: ReadonlyMap<string, Plaintext>) =>
  Object.fromEntries(Array.from(data, ([name, plaintext]) => [name, plaintext.toText()]))

test('reads a whole Secret', () => {
  const metadata = {
    name: 'db',
    namespace: 'prod',
    labels: { app: 'x', empty: '' },
    annotations: { note: 'y' },
    finalizers: ['a/b'],
    creationTimestamp: null,
    custom: { deep: [1, null] },
  }
  const read = parseSecret(
    secret({ metadata, type: 'kubernetes.io/tls', immutable: true, data: { a: 'Zm9v' } }),
  )
  expect({ ...read.metadata }).toEqual({
    name: 'db',
    namespace: 'prod',
    labels: { app: 'x', empty: '' },
    annotations: { note: 'y' },
    finalizers: ['a/b'],
    custom: { deep: [1, null] },
  })
  expect([read.type, read.immutable]).toEqual(['kubernetes.io/tls', true])
  expect(textsOf(read.data)).toEqual({ a: 'foo' })
})

test('stringData wins over data', () => {
  const read = parseSecret(
    secret({ data: { a: 'b2xk', b: 'Zm9v' }, stringData: { a: 'new', c: '' } }),
  )
  expect(textsOf(read.data)).toEqual({ a: 'new', b: 'foo', c: '' })
})

test('reads base64 as Go does', () => {
  const read = parseSecret(secret({ data: { a: 'Zm9v\nYmFy\r\n', b: '', c: '/w==', d: null } }))
  expect(textsOf(read.data)).toEqual({ a: 'foobar', b: '', c: undefined, d: '' })
  expect(read.data.get('c')?.use((bytes) => [...bytes])).toEqual([255])
})

test('keeps items, labels and fields called __proto__', () => {
  const text = JSON.stringify(
    secret({ data: { X: 'Zm9v' }, metadata: { X: 'Y', labels: { X: 'z' } } }),
  )
  const read = parseSecret(JSON.parse(text.replaceAll('"X"', '"__proto__"')))
  expect([...read.data.keys()]).toEqual(['__proto__'])
  expect(Object.entries(read.metadata.labels ?? {})).toEqual([['__proto__', 'z']])
  expect(Object.keys(read.metadata)).toEqual(['__proto__', 'labels'])
})

test('a Secret may be empty when it is asked for', async () => {
  for (const fields of [{}, { data: {} }, { data: null, stringData: null }]) {
    expect(await codeOf(() => parseSecret(secret(fields)))).toBe('ERR_MANIFEST_EMPTY')
    expect(parseSecret(secret(fields), { allowEmpty: true }).data.size).toBe(0)
  }
})

describe('refuses what is no Secret', () => {
  test.each([
    ['ERR_ALREADY_SEALED', { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret' }],
    ['ERR_MANIFEST_KIND', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'Zm9v' } }],
    ['ERR_MANIFEST_KIND', { apiVersion: 'v1', kind: 'List', items: [] }],
    ['ERR_MANIFEST_KIND', { apiVersion: 'v2', kind: 'Secret' }],
    ['ERR_MANIFEST_KIND', { kind: 'Secret' }],
    ['ERR_MANIFEST_KIND', { apiVersion: 'v1' }],
    ['ERR_MANIFEST_KIND', {}],
    ['ERR_MANIFEST_INVALID', { apiVersion: 'v1', kind: 7 }],
    ['ERR_MANIFEST_INVALID', []],
    ['ERR_MANIFEST_INVALID', null],
    ['ERR_MANIFEST_INVALID', undefined],
    ['ERR_MANIFEST_INVALID', 'Secret'],
  ] as const)('%s: %j', async (code, value) => {
    expect(await codeOf(() => parseSecret(value))).toBe(code)
  })
})

test.each([
  [{ data: { a: 'not base64!' } }],
  [{ data: { a: 'Zm9' } }],
  [{ data: { a: 1 } }],
  [{ data: ['Zm9v'] }],
  [{ data: 'Zm9v' }],
  [{ stringData: { a: true } }],
  [{ stringData: { a: 1.5 } }],
  [{ stringData: { a: null } }],
  [{ stringData: { a: { b: 'c' } } }],
  [{ stringdata: { a: 'typo' } }],
  [{ sops: { mac: 'x' }, data: { a: 'Zm9v' } }],
  [{ metadata: 'x' }],
  [{ metadata: { name: 7 } }],
  [{ metadata: { labels: { a: 1 } } }],
  [{ metadata: { annotations: ['a'] } }],
  [{ metadata: { finalizers: 'a' } }],
  [{ metadata: { finalizers: [1] } }],
  [{ type: 1 }],
  [{ immutable: 'true' }],
])('refuses %j', async (fields) => {
  const value = secret({ stringData: { ok: 'ok' }, ...fields })
  expect(await codeOf(() => parseSecret(value))).toBe('ERR_MANIFEST_INVALID')
})

test('refuses more items than any Secret has', async () => {
  const data = Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`k${i}`, '']))
  expect(await codeOf(() => parseSecret(secret({ data })))).toBe('ERR_INPUT_TOO_LARGE')
})

test('names the field and never its value', () => {
  for (const value of ['c2Vjc 0', { 'canary-value': 1 }, ['canary-value']]) {
    const parse = () => parseSecret(secret({ data: { 'a b': value } }))
    expect(parse).toThrow('data."a b" must be standard, padded base64')
  }
  expect(() => parseSecret(secret({ stringData: { pin: 12345 } }))).toThrow(
    /^stringData\.pin must be quoted text$/,
  )
})

describe('zeroes what it does not hand on', () => {
  test.each([
    ['a value stringData replaces', { data: { a: 'b2xk' }, stringData: { a: 'new' } }, 1],
    ['all of them when one is invalid', { data: { a: 'b2xk', b: '', c: '!' } }, 2],
    ['nothing else', { data: { a: 'b2xk' }, stringData: { b: 'new' } }, 0],
  ])('%s', async (_, fields, count) => {
    const dispose = vi.spyOn(Plaintext.prototype, 'dispose')
    await codeOf(() => parseSecret(secret(fields)))
    expect(dispose).toHaveBeenCalledTimes(count)
    dispose.mockRestore()
  })
})
