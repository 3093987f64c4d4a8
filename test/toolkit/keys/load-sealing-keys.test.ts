import { expect, test } from 'vitest'
import { encodeBase64, importSealingKey } from '../../../src/index.ts'
import { loadSealingKeys } from '../../../toolkit/keys/index.ts'
import { codeOf } from '../../src/code-of.ts'
import { vectors } from '../../src/vectors.ts'

const { rsa2048, rsa3072 } = vectors.keys
const base64 = (text: string) => encodeBase64(new TextEncoder().encode(text))

const keySecret = (name: string, key: typeof rsa2048) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, labels: { 'sealedsecrets.bitnami.com/sealed-secrets-key': 'active' } },
  type: 'kubernetes.io/tls',
  data: { 'tls.key': base64(key.pkcs1Pem), 'tls.crt': base64(key.certPem) },
})

const yaml = (name: string, key: typeof rsa2048) =>
  [
    'apiVersion: v1',
    'kind: Secret',
    `metadata: {name: ${name}}`,
    'data:',
    `  tls.key: ${base64(key.pkcs1Pem)}`,
    `  tls.crt: ${base64(key.certPem)}`,
    '',
  ].join('\n')

const first = keySecret('first', rsa2048)
const second = keySecret('second', rsa3072)
const list = { apiVersion: 'v1', kind: 'List', items: [first, second] }
const indent = (pem: string) => pem.replaceAll(/^/gm, '    ').trimEnd()
const stringData = `apiVersion: v1\nkind: Secret\nstringData:\n  tls.key: |\n${indent(rsa2048.pkcs8Pem)}\n`

test.each([
  ['PKCS#1', rsa2048.pkcs1Pem, [[undefined, false]]],
  ['PKCS#8', rsa2048.pkcs8Pem, [[undefined, false]]],
  ['PEM with its certificate', rsa2048.certPem + rsa2048.pkcs1Pem, [[undefined, true]]],
  ['PEM with Windows line ends', rsa2048.pkcs1Pem.replaceAll('\n', '\r\n'), [[undefined, false]]],
  [
    'several PEM keys',
    rsa2048.pkcs1Pem + rsa2048.certPem + rsa3072.pkcs8Pem,
    [
      [undefined, false],
      [undefined, false],
    ],
  ],
  ['a key Secret as JSON', JSON.stringify(first), [['first', true]]],
  ['a key Secret as YAML', yaml('first', rsa2048), [['first', true]]],
  ['a key Secret with stringData', stringData, [[undefined, false]]],
  [
    'several documents',
    `---\n${yaml('first', rsa2048)}---\n# nothing\n---\n${yaml('second', rsa3072)}`,
    [
      ['first', true],
      ['second', true],
    ],
  ],
  [
    'JSON objects in a row',
    `${JSON.stringify(first)}\n${JSON.stringify(second)}`,
    [
      ['first', true],
      ['second', true],
    ],
  ],
  [
    'a List',
    JSON.stringify(list),
    [
      ['first', true],
      ['second', true],
    ],
  ],
  [
    'a Secret without a key beside one',
    JSON.stringify({ ...list, items: [{ ...first, data: { other: '' } }, second] }),
    [['second', true]],
  ],
  [
    'a key Secret without a certificate',
    JSON.stringify({ ...first, data: { ...first.data, 'tls.crt': '' } }),
    [['first', false]],
  ],
] as const)('reads %s', async (_, text, expected) => {
  const loaded = loadSealingKeys(text)
  expect(loaded.map(({ name, certificatePem }) => [name, certificatePem !== undefined])).toEqual(
    expected,
  )
  const keys = await Promise.all(loaded.map((source) => importSealingKey(source)))
  const known = [rsa2048.spkiSha256Hex, rsa3072.spkiSha256Hex]
  expect(keys.map(({ fingerprint }) => known.includes(fingerprint))).toEqual(keys.map(() => true))
})

test.each([
  ['ERR_KEY_MALFORMED', 'nothing', ''],
  ['ERR_KEY_MALFORMED', 'an empty List', '{"apiVersion":"v1","kind":"List","items":[]}'],
  ['ERR_KEY_MALFORMED', 'a Secret without a key', '{"apiVersion":"v1","kind":"Secret"}'],
  ['ERR_MANIFEST_KIND', 'a ConfigMap', '{"apiVersion":"v1","kind":"ConfigMap"}'],
  ['ERR_MANIFEST_INVALID', 'a text', 'hello'],
  ['ERR_DOCUMENT_SYNTAX', 'broken YAML', 'a: [1'],
] as const)('%s for %s', async (code, _, text) => {
  expect(await codeOf(() => loadSealingKeys(text))).toBe(code)
})

test('a PEM text without an RSA key says what is wrong when it is imported', async () => {
  const [source] = loadSealingKeys(rsa2048.certPem)
  const work = () => importSealingKey(source ?? { privateKeyPem: '' })
  expect(await codeOf(work)).toBe('ERR_KEY_MALFORMED')
})

test('a certificate of another key is noticed', async () => {
  const [source] = loadSealingKeys(rsa2048.pkcs1Pem + rsa3072.certPem)
  const work = () => importSealingKey(source ?? { privateKeyPem: '' })
  expect(await codeOf(work)).toBe('ERR_KEY_MISMATCH')
})
