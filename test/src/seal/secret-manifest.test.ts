import { expect, test } from 'vitest'
import { Plaintext, toSecretManifest, type UnsealedSecret } from '../../../src/index.ts'

const bare: UnsealedSecret = {
  name: 'db',
  namespace: undefined,
  type: undefined,
  immutable: undefined,
  labels: {},
  annotations: {},
  finalizers: [],
  data: new Map(),
  templateMetadata: {},
  usedKeys: new Set(),
}

test('writes only what is there', () => {
  expect(JSON.stringify(toSecretManifest(bare))).toBe(
    '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"db"},"data":{}}',
  )
})

test('writes everything, items sorted and base64', () => {
  const owner = {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    name: 'db',
    uid: '1-2',
    controller: true,
  }
  const manifest = toSecretManifest(
    {
      ...bare,
      namespace: 'prod',
      type: 'Opaque',
      immutable: false,
      labels: { l: '1' },
      annotations: { a: '2' },
      finalizers: ['f/g'],
      data: new Map([
        ['b', new Plaintext(Uint8Array.of(255, 0))],
        ['__proto__', Plaintext.fromText('')],
        ['a', Plaintext.fromText('foo')],
      ]),
    },
    { owner },
  )
  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'db',
        namespace: 'prod',
        labels: { l: '1' },
        annotations: { a: '2' },
        finalizers: ['f/g'],
        ownerReferences: [owner],
      },
      type: 'Opaque',
      immutable: false,
      data: { X: '', a: 'Zm9v', b: '/wA=' },
    }).replace('"X"', '"__proto__"'),
  )
})
