import { describe, expect, test } from 'vitest'
import {
  CLUSTER_WIDE_ANNOTATION as CLUSTER,
  ITEMS_ANNOTATION,
  NAMESPACE_WIDE_ANNOTATION as NAMESPACE,
  parseItemsAnnotation,
  parseSecret,
  sealSecret,
  type SealOptions,
  toSealedSecretManifest,
  unsealSecret,
} from '../../../src/index.ts'
import { codeOf } from '../code-of.ts'
import { keyringOf } from '../keyring-of.ts'

const ring = await keyringOf('rsa2048')
const { certificate } = ring.newest
const at = new Date('2026-11-21T09:12:00Z')

const secret = (metadata: object, fields: object = { stringData: { A: 'x' } }) =>
  parseSecret({ apiVersion: 'v1', kind: 'Secret', metadata, ...fields }, { allowEmpty: true })

const seal = (metadata: object, options: Partial<SealOptions> = {}, fields?: object) =>
  sealSecret(secret(metadata, fields), { certificate, at, ...options })

/** The result as plain JSON, so that prototypes don't matter. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

test('strips what a server and kubectl wrote, keeps the rest in the template', async () => {
  const sealed = await seal(
    {
      name: 'db',
      namespace: 'prod',
      generateName: 'db-',
      labels: { app: 'x' },
      annotations: {
        note: 'y',
        'kubectl.kubernetes.io/last-applied-configuration': '{"canary":1}',
        'kubecfg.ksonnet.io/last-applied-configuration': '{"canary":1}',
        [ITEMS_ANNOTATION]: 'old',
      },
      finalizers: ['a/b'],
      selfLink: '/x',
      uid: '1',
      resourceVersion: '2',
      generation: 3,
      creationTimestamp: '2020-01-01T00:00:00Z',
      deletionTimestamp: '2020-01-01T00:00:00Z',
      deletionGracePeriodSeconds: 0,
      ownerReferences: [{ uid: '1' }],
      managedFields: [{ manager: 'kubectl' }],
    },
    {},
    { type: 'kubernetes.io/basic-auth', immutable: true, stringData: { A: 'x' } },
  )
  expect(plain(sealed.template)).toEqual({
    metadata: {
      name: 'db',
      namespace: 'prod',
      generateName: 'db-',
      labels: { app: 'x' },
      annotations: { note: 'y' },
      finalizers: ['a/b'],
    },
    type: 'kubernetes.io/basic-auth',
    immutable: true,
  })
  expect(Object.keys(sealed.metadata)).toEqual(['name', 'namespace', 'annotations'])
  expect(Object.keys(sealed.metadata.annotations ?? {})).toEqual([ITEMS_ANNOTATION])
  expect(JSON.stringify(toSealedSecretManifest(sealed))).not.toContain('canary')
})

test('leaves no empty map behind', async () => {
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{}' }
  const sealed = await seal({ name: 'db', namespace: 'prod', annotations, labels: {} })
  expect(plain(sealed.template.metadata)).toEqual({ name: 'db', namespace: 'prod' })
})

test('describes every item in the annotation', async () => {
  const sealed = await seal({ name: 'db', namespace: 'prod' }, {}, { stringData: { B: '', A: '' } })
  const entries = parseItemsAnnotation(sealed.metadata.annotations?.[ITEMS_ANNOTATION])
  expect([...entries.keys()]).toEqual(['A', 'B'])
  expect(entries.get('A')).toMatchObject({ fingerprint: certificate.fingerprint, sealedAt: at })
})

test('an empty Secret seals without an annotation', async () => {
  const sealed = await seal({ name: 'db', namespace: 'prod' }, {}, {})
  expect(sealed.encryptedData.size).toBe(0)
  expect(plain(sealed.metadata)).toEqual({ name: 'db', namespace: 'prod', annotations: {} })
})

describe('the scope', () => {
  test.each([
    ['none', {}, {}, {}],
    ['that of the Secret', { [NAMESPACE]: 'true' }, {}, { [NAMESPACE]: 'true' }],
    ['both: cluster-wide', { [NAMESPACE]: 'true', [CLUSTER]: 'true' }, {}, { [CLUSTER]: 'true' }],
    ['that of the option', {}, { scope: 'cluster-wide' }, { [CLUSTER]: 'true' }],
    ['that of the option over it', { [CLUSTER]: 'true' }, { scope: 'strict' }, {}],
    ['one that is not true', { [CLUSTER]: 'TRUE' }, {}, {}],
  ] as const)('%s', async (_, annotations, options, expected) => {
    const sealed = await seal({ name: 'db', namespace: 'prod', annotations }, options)
    expect(plain(sealed.template.metadata.annotations ?? {})).toEqual(expected)
    expect(plain(sealed.metadata.annotations)).toMatchObject(expected)
    expect(Object.keys(sealed.metadata.annotations ?? {})).toHaveLength(
      Object.keys(expected).length + 1,
    )
    const opened = await unsealSecret(sealed, ring)
    expect(opened.data.get('A')?.toText()).toBe('x')
  })
})

describe('name and namespace', () => {
  test.each([
    ['its own', { name: 'db', namespace: 'prod' }, {}, 'prod/db'],
    ['given ones', {}, { name: 'db', namespace: 'prod' }, 'prod/db'],
    ['the same again', { name: 'db', namespace: 'prod' }, { namespace: 'prod' }, 'prod/db'],
    ['another name', { name: 'db', namespace: 'prod' }, { name: 'other' }, 'prod/other'],
    ['cluster-wide: not added', { name: 'db' }, { scope: 'cluster-wide', namespace: 'x' }, '/db'],
    [
      'cluster-wide: not checked',
      { name: 'db', namespace: 'prod' },
      { scope: 'cluster-wide', namespace: 'x' },
      'prod/db',
    ],
  ] as const)('%s', async (_, metadata, options, expected) => {
    const sealed = await seal(metadata, options)
    for (const { namespace = '', name = '' } of [sealed.metadata, sealed.template.metadata]) {
      expect(`${namespace}/${name}`).toBe(expected)
    }
    expect((await unsealSecret(sealed, ring)).data.size).toBe(1)
  })

  test.each([
    ['ERR_NAME_MISSING', { namespace: 'prod' }, {}],
    ['ERR_NAME_MISSING', { namespace: 'prod', generateName: 'db-' }, { scope: 'cluster-wide' }],
    ['ERR_NAMESPACE_MISSING', { name: 'db' }, {}],
    ['ERR_NAMESPACE_MISSING', { name: 'db' }, { scope: 'namespace-wide' }],
    ['ERR_NAMESPACE_MISMATCH', { name: 'db', namespace: 'prod' }, { namespace: 'dev' }],
    ['ERR_MANIFEST_INVALID', { name: 'Db', namespace: 'prod' }, {}],
    ['ERR_MANIFEST_INVALID', { name: 'db', namespace: 'prod.x' }, {}],
    ['ERR_CERTIFICATE_EXPIRED', { name: 'db', namespace: 'p' }, { at: new Date('9999-01-01') }],
  ] as const)('%s: %j with %j', async (code, metadata, options) => {
    expect(await codeOf(() => seal(metadata, options))).toBe(code)
    expect(await codeOf(() => seal(metadata, options, {}))).toBe(code)
  })
})

test('refuses an item no Secret can have', async () => {
  const metadata = { name: 'db', namespace: 'prod' }
  const work = () => seal(metadata, {}, { stringData: { 'a b': 'x' } })
  expect(await codeOf(work)).toBe('ERR_MANIFEST_INVALID')
})

test('refuses more than 1 MiB in all', async () => {
  const half = 'x'.repeat(512 * 1024)
  const fields = (more: string) => ({ stringData: { A: half, B: half + more } })
  const metadata = { name: 'db', namespace: 'prod' }
  expect(await codeOf(() => seal(metadata, {}, fields('')))).toBe('no error')
  expect(await codeOf(() => seal(metadata, {}, fields('x')))).toBe('ERR_INPUT_TOO_LARGE')
})

test('keeps names like __proto__ everywhere', async () => {
  const text = JSON.stringify({
    metadata: { name: 'db', namespace: 'prod', labels: { X: 'l' }, annotations: { X: 'a' } },
    fields: { stringData: { X: 'x' } },
  })
  const { metadata, fields } = JSON.parse(text.replaceAll('"X"', '"__proto__"')) as {
    metadata: object
    fields: object
  }
  const sealed = await seal(metadata, {}, fields)
  const written = JSON.stringify(toSealedSecretManifest(sealed))
  expect(written.match(/"__proto__"/g)).toHaveLength(3)
  const opened = await unsealSecret(sealed, ring)
  expect([...opened.data.keys()]).toEqual(['__proto__'])
})
