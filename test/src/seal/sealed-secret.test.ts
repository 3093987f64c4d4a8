import { expect, test } from 'vitest'
import { parseSealedSecret, toSealedSecretManifest } from '../../../src/index.ts'
import { codeOf } from '../code-of.ts'

const manifest = (spec: unknown, metadata: object = { name: 'db', namespace: 'prod' }) => ({
  apiVersion: 'bitnami.com/v1alpha1',
  kind: 'SealedSecret',
  metadata,
  spec,
})

test('reads a whole SealedSecret', () => {
  const sealed = parseSealedSecret({
    ...manifest(
      {
        encryptedData: { b: 'BBBB', a: 'AAAA' },
        template: {
          metadata: { name: 'other', labels: { app: 'x' }, creationTimestamp: null },
          type: 'Opaque',
          immutable: false,
          data: { 'config.yaml': '{{ .a }}', gone: null },
        },
        unknown: 1,
      },
      { name: 'db', uid: '1-2', annotations: { n: 'v' } },
    ),
    status: { observedGeneration: 1 },
  })
  expect({ ...sealed.metadata }).toEqual({ name: 'db', uid: '1-2', annotations: { n: 'v' } })
  expect([...sealed.encryptedData]).toEqual([
    ['b', 'BBBB'],
    ['a', 'AAAA'],
  ])
  expect({ ...sealed.template.metadata }).toEqual({ name: 'other', labels: { app: 'x' } })
  expect([sealed.template.type, sealed.template.immutable]).toEqual(['Opaque', false])
  expect([...(sealed.template.data ?? [])]).toEqual([['config.yaml', '{{ .a }}']])
  expect(sealed.legacyData).toBeUndefined()
})

test.each([
  [{}],
  [{ encryptedData: null, template: null, data: null }],
  [{ encryptedData: {}, template: { metadata: null, data: null, type: '' }, data: '' }],
  [{ template: { data: {} } }],
  [{ template: { data: { a: null } } }],
])('what is missing is empty: %j', (spec) => {
  const sealed = parseSealedSecret(manifest(spec))
  expect(sealed.encryptedData.size).toBe(0)
  expect({ ...sealed.template, metadata: { ...sealed.template.metadata } }).toEqual({
    metadata: {},
    type: undefined,
    immutable: undefined,
    data: undefined,
  })
  expect(sealed.legacyData).toBeUndefined()
})

test.each([
  ['ERR_MANIFEST_KIND', { ...manifest({}), kind: 'Secret' }],
  ['ERR_MANIFEST_KIND', { ...manifest({}), apiVersion: 'bitnami.com/v1' }],
  ['ERR_MANIFEST_KIND', {}],
  ['ERR_MANIFEST_INVALID', []],
  ['ERR_MANIFEST_INVALID', manifest(undefined)],
  ['ERR_MANIFEST_INVALID', manifest([])],
  ['ERR_MANIFEST_INVALID', manifest({ encryptedData: 'x' })],
  ['ERR_MANIFEST_INVALID', manifest({ encryptedData: { a: 1 } })],
  ['ERR_MANIFEST_INVALID', manifest({ encryptedData: { a: null } })],
  ['ERR_MANIFEST_INVALID', manifest({ encryptedData: { a: ['x'] } })],
  ['ERR_MANIFEST_INVALID', manifest({ template: { data: { a: 1 } } })],
  ['ERR_MANIFEST_INVALID', manifest({ template: 'x' })],
  ['ERR_MANIFEST_INVALID', manifest({ data: {} })],
  ['ERR_MANIFEST_INVALID', manifest({}, { annotations: { a: true } })],
] as const)('%s: %j', async (code, value) => {
  expect(await codeOf(() => parseSealedSecret(value))).toBe(code)
})

test('leniently, an item of the wrong type is one that cannot open', () => {
  const items = { a: 'AAAA', b: 1, c: null, d: ['x'] }
  const sealed = parseSealedSecret(manifest({ encryptedData: items }), { lenient: true })
  expect(Object.fromEntries(sealed.encryptedData)).toEqual({ a: 'AAAA', b: '', c: '', d: '' })
})

test('writes the fields in their order and the items sorted', () => {
  const sealed = parseSealedSecret(
    manifest({
      template: {
        type: 'Opaque',
        metadata: { name: 'db' },
        immutable: true,
        data: { z: '1', y: '' },
      },
      encryptedData: { b: 'BBBB', B: 'CCCC', a: 'AAAA' },
    }),
  )
  expect(JSON.stringify(toSealedSecretManifest(sealed))).toBe(
    JSON.stringify({
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'db', namespace: 'prod' },
      spec: {
        encryptedData: { B: 'CCCC', a: 'AAAA', b: 'BBBB' },
        template: {
          metadata: { name: 'db' },
          type: 'Opaque',
          immutable: true,
          data: { y: '', z: '1' },
        },
      },
    }),
  )
})

test('reads back what it writes', () => {
  const text = JSON.stringify(
    manifest({ data: 'AAAA', encryptedData: { X: 'BBBB' }, template: { metadata: {} } }),
  ).replaceAll('"X"', '"__proto__"')
  const written = JSON.stringify(toSealedSecretManifest(parseSealedSecret(JSON.parse(text))))
  expect(written).toBe(text)
})
