import { beforeAll, describe, expect, test } from 'vitest'

import { itemTarget, setItem } from '../../../cli/manifest/set-item.ts'
import {
  ITEMS_ANNOTATION,
  parseItemsAnnotation,
  parseSealedSecret,
  Plaintext,
  unsealSecret,
} from '../../../src/index.ts'
import { parseYaml } from '../../../toolkit/documents/index.ts'
import { NOW } from '../memory-io.ts'
import { type SealingPair, sealingPair } from '../sealing-pair.ts'

let pair: SealingPair

beforeAll(async () => {
  pair = await sealingPair()
})

/** Sets one item and gives the text after it, having checked that it opens to the value. */
async function set(source: string, item: string, value: string): Promise<string> {
  const stream = parseYaml(source)
  const [document] = stream.documents
  if (document === undefined) throw new Error('no document')
  const { certificate } = pair
  const change = { item, plaintext: Plaintext.fromText(value), certificate, at: NOW }
  await setItem(itemTarget(document), change)
  const text = stream.toString()
  const sealed = parseSealedSecret(parseYaml(text).documents[0]?.value)
  const annotation = sealed.metadata.annotations?.[ITEMS_ANNOTATION]
  expect(parseItemsAnnotation(annotation).get(item)).toMatchObject({
    fingerprint: certificate.fingerprint,
    sealedAt: NOW,
  })
  const opened = await unsealSecret(sealed, pair.keyring)
  expect(opened.data.get(item)?.toText()).toBe(value)
  return text
}

const HEAD = `# above
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
    name: a # n
    namespace: b
`

function hasBareNewline(text: string): boolean {
  return /[^\r]\n/.test(text)
}

/** Lines of `after` that are not in `before`, and the other way round. */
function difference(before: string, after: string): { gone: string[]; fresh: string[] } {
  const [a, b] = [before.split('\n'), after.split('\n')]
  return {
    gone: a.filter((line) => !b.includes(line)),
    fresh: b.filter((line) => !a.includes(line)),
  }
}

test('the first item brings annotation and map along', async () => {
  const text = await set(`${HEAD}spec:\n    template: {}\n`, 'A', 'one')
  expect(text.startsWith(HEAD)).toBe(true)
  expect(text).toMatch(/^ {4}annotations:\n {8}waxseal\.dev\/items: \|\n {12}v1\n {12}A /m)
})

test('one more item: two lines, the rest byte for byte', async () => {
  const before = await set(`${HEAD}spec:\n  # items\n  encryptedData:\n`, 'A', 'one')
  const after = await set(before, 'B', 'two')
  const { gone, fresh } = difference(before, after)
  expect(gone).toEqual([])
  expect(fresh).toEqual([
    expect.stringMatching(/^ +B \w{64} /),
    expect.stringMatching(/^ +B: \S+$/),
  ])
})

test('a new value: the item and its line, the rest byte for byte', async () => {
  let before = await set(`${HEAD}spec: {}\n`, 'A', 'one')
  before = (await set(before, 'B', 'two')).replace(/^( +A: \S+)$/m, '$1 # keep')
  const after = await set(before, 'A', 'three')
  const { gone, fresh } = difference(before, after)
  expect(gone).toHaveLength(2)
  expect(fresh).toEqual([
    expect.stringMatching(/^ +A \w{64} /),
    expect.stringMatching(/^ +A: \S+ # keep$/),
  ])
})

test.each([
  [
    'JSON',
    `{"apiVersion":"bitnami.com/v1alpha1","kind":"SealedSecret","metadata":{"name":"a","namespace":"b"},"spec":{"encryptedData":{}}}`,
  ],
  [
    'flow style',
    `{apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: {name: a, namespace: b}, spec: {encryptedData: {}}}\n`,
  ],
  ['CRLF', `${HEAD}spec:\n  encryptedData: {}\n`.replaceAll('\n', '\r\n')],
  [
    'cluster-wide without a namespace',
    `${HEAD.replace('    namespace: b\n', '    annotations:\n      sealedsecrets.bitnami.com/cluster-wide: "true"\n')}spec:\n  encryptedData: {}\n`,
  ],
])('%s', async (_, source) => {
  const text = await set(source, 'tls.key', 'line\nline\n')
  expect(hasBareNewline(text)).toBe(hasBareNewline(source))
  expect(text.startsWith('{"')).toBe(source.startsWith('{"'))
})

describe('refuses', () => {
  const place = 'metadata: {name: a, namespace: b}\n'
  const kind = 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\n'
  test.each<[string, string, string, string]>([
    ['a Secret', 'apiVersion: v1\nkind: Secret\n', 'A', 'ERR_MANIFEST_KIND'],
    ['no spec', `${kind}${place}`, 'A', 'ERR_MANIFEST_INVALID'],
    ['the old field', `${kind}${place}spec: {data: AgA=}\n`, 'A', 'ERR_LEGACY_DATA'],
    ['no namespace', `${kind}metadata: {name: a}\nspec: {}\n`, 'A', 'ERR_NAMESPACE_MISSING'],
    ['no name', `${kind}metadata: {namespace: b}\nspec: {}\n`, 'A', 'ERR_NAME_MISSING'],
    ['a name no item can have', `${kind}${place}spec: {}\n`, 'a b', 'ERR_MANIFEST_INVALID'],
    [
      'a map where text should be',
      `${kind}${place}spec: {encryptedData: {A: {}}}\n`,
      'A',
      'ERR_MANIFEST_INVALID',
    ],
    [
      'a shared map',
      `${kind}metadata: &m {name: a, namespace: b, annotations: {}}\nspec: {template: {metadata: *m}}\n`,
      'A',
      'ERR_DOCUMENT_SHAPE',
    ],
  ])('%s, and leaves it as it was', async (_, source, item, code) => {
    await expect(set(source, item, 'x')).rejects.toMatchObject({ code })
  })
})
