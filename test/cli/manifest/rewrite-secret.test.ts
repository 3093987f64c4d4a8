import { beforeAll, describe, expect, test } from 'vitest'

import { rewriteSecret } from '../../../cli/manifest/rewrite-secret.ts'
import { sameValue } from '../../../cli/manifest/same-value.ts'
import {
  parseSecret,
  type Scope,
  type SealedSecret,
  sealSecret,
  toSealedSecretManifest,
} from '../../../src/index.ts'
import { parseYaml } from '../../../toolkit/documents/index.ts'
import { NOW } from '../memory-io.ts'
import { type SealingPair, sealingPair, withoutRandomness } from '../sealing-pair.ts'

let pair: SealingPair

beforeAll(async () => {
  pair = await sealingPair()
})

interface Rewritten {
  readonly text: string
  readonly losses: ReturnType<typeof rewriteSecret>
}

async function rewrite(source: string, scope?: Scope): Promise<Rewritten> {
  const stream = parseYaml(source)
  const [document] = stream.documents
  if (document === undefined) throw new Error('no document')
  const secret = parseSecret(document.value)
  const sealed: SealedSecret = await sealSecret(secret, { ...pair, scope, name: 'db', at: NOW })
  const losses = rewriteSecret(document, sealed)
  const text = stream.toString()
  expect(text).not.toContain('canary')
  expect(sameValue(parseYaml(text).documents[0]?.value, toSealedSecretManifest(sealed))).toBe(true)
  return { text: withoutRandomness(text), losses }
}

const HEAD = `apiVersion: v1
kind: Secret
metadata:
  name: db
  namespace: shop
`

const SEALED_HEAD = `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  name: db
  namespace: shop
`

const ITEMS = `  annotations:
    waxseal.dev/items: |
      v1
      A ENTRY
`

const SPEC = `spec:
  encryptedData:
    A: SEALED
  template:
    metadata:
      name: db
      namespace: shop
`

describe('keeps what is written', () => {
  const cases: [string, string, string][] = [
    ['plainly', `${HEAD}stringData:\n  A: canary\n`, `${SEALED_HEAD}${ITEMS}${SPEC}`],
    [
      'in labels and annotations, with their comments',
      `${HEAD}  labels: # of the shop\n    # first\n    app: "shop" # quoted\n    # last\n  annotations:\n    note: |\n      two\n        lines\nstringData:\n  A: canary\n`,
      `${SEALED_HEAD}${ITEMS}${SPEC}      labels: # of the shop\n        # first\n        app: "shop" # quoted\n        # last\n      annotations:\n        note: |\n          two\n            lines\n`,
    ],
    [
      'around the document',
      `%YAML 1.2\n# before\n---\n# above\n${HEAD}stringData:\n  A: canary\n# below\n...\n# after\n`,
      `%YAML 1.2\n# before\n---\n# above\n${SEALED_HEAD}${ITEMS}${SPEC}# below\n...\n# after\n`,
    ],
    [
      'in another order, with other quotes and indentation',
      `stringData:\n   A: canary\n# about kind\n"kind": 'Secret' # k\napiVersion: v1\nmetadata:\n    namespace: "shop" # n\n    name: db\n`,
      `# about kind\n"kind": 'SealedSecret' # k\napiVersion: bitnami.com/v1alpha1\nmetadata:\n    namespace: "shop" # n\n    name: db\n    annotations:\n      waxseal.dev/items: |\n        v1\n        A ENTRY\n${SPEC}`,
    ],
    [
      'of type and immutable',
      `${HEAD}immutable: true\n# what it is\ntype: kubernetes.io/basic-auth # t\ndata:\n  A: Y2FuYXJ5\n`,
      `${SEALED_HEAD}${ITEMS}${SPEC}    immutable: true\n    # what it is\n    type: kubernetes.io/basic-auth # t\n`,
    ],
    [
      'of other metadata',
      `${HEAD}  finalizers:\n    - a/b # why\n  uid: 123-abc\nstringData:\n  A: canary\n`,
      `${SEALED_HEAD}${ITEMS}${SPEC}      finalizers:\n        - a/b # why\n`,
    ],
  ]
  test.each(cases)('%s', async (_, source, expected) => {
    const { text, losses } = await rewrite(source)
    expect(text).toBe(expected)
    expect(losses).toEqual({ valueComments: [], otherComments: 0 })
  })

  test('line ends', async () => {
    const { text } = await rewrite(`${HEAD}stringData:\n  A: canary\n`.replaceAll('\n', '\r\n'))
    expect(text.replaceAll('\r\n', '\n')).toBe(`${SEALED_HEAD}${ITEMS}${SPEC}`)
    expect(text).not.toMatch(/[^\r]\n/)
  })
})

describe('drops', () => {
  test('comments among the values, wherever they stand, and says on which lines', async () => {
    const { text, losses } = await rewrite(
      `${HEAD}stringData: # canary 1\n  # canary 2\n  A: canary # canary 3\n  # canary 4\ntype: Opaque\ndata: # canary 5\n  A: Y2FuYXJ5\n  # canary 6\n`,
    )
    expect(text).toBe(`${SEALED_HEAD}${ITEMS}${SPEC}    type: Opaque\n`)
    expect(losses.valueComments.toSorted((a, b) => a - b)).toEqual([6, 7, 8, 9, 11, 13])
  })

  test('what kubectl apply noted, with the whole Secret in it', async () => {
    const { text } = await rewrite(
      `${HEAD}  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      {"stringData":{"A":"canary"}}\n    keep: this # k\nstringData:\n  A: canary\n`,
    )
    expect(text).toBe(`${SEALED_HEAD}${ITEMS}${SPEC}      annotations:\n        keep: this # k\n`)
  })

  test('a comment beside the values that looks like one', async () => {
    const { text, losses } = await rewrite(
      `${HEAD}# the shop's\n# OLD: canary 1\nstringData:\n  A: canary\n#OLDER: canary 2\n# goes along\n\n# about type\ntype: Opaque\n`,
    )
    const spec = SPEC.replace('spec:\n', "spec:\n  # the shop's\n")
    expect(text).toBe(`${SEALED_HEAD}${ITEMS}${spec}    # about type\n    type: Opaque\n`)
    expect(losses).toEqual({ valueComments: [7, 10, 11], otherComments: 0 })
  })

  test('a comment on what goes, and counts it', async () => {
    const { text, losses } = await rewrite(
      `${HEAD}  # about uid\n  uid: 1-2 # u\n  # about labels\n  labels: {a: b} # l\nstringData:\n  A: canary\n`,
    )
    expect(text).toBe(
      `${SEALED_HEAD}${ITEMS}${SPEC}      # about labels\n      labels: {a: b} # l\n`,
    )
    expect(losses).toEqual({ valueComments: [], otherComments: 2 })
  })
})

describe('writes anew what cannot be edited in place, with the same meaning', () => {
  test.each([
    ['flow style', `{apiVersion: v1, kind: Secret, metadata: {name: db}, stringData: {A: canary}}`],
    [
      'an anchor among the values',
      `${HEAD}  labels: {x: &v canary2}\nstringData:\n  A: &w canary\n  B: *w\n`.replace(
        'canary2',
        'y1',
      ),
    ],
    ['an alias into the values', `${HEAD}stringData:\n  A: &v canary\n  B: *v\n`],
    [
      'an alias in the labels',
      `${HEAD.replace('db', '&n db')}  labels:\n    app: *n\nstringData:\n  A: canary\n`,
    ],
    ['a merge key in metadata', `${HEAD}  <<: {labels: {a: b}}\nstringData:\n  A: canary\n`],
    [
      'a merge key',
      `${HEAD}  labels: &l\n    a: b\n  annotations:\n    <<: *l\nstringData:\n  A: canary\n`,
    ],
    ['no metadata', `apiVersion: v1\nkind: Secret\nstringData:\n  A: canary\n`],
    ['empty maps', `${HEAD}  labels:\n  annotations: {}\nstringData:\n  A: canary\n`],
    [
      'JSON',
      `{"apiVersion": "v1", "kind": "Secret", "metadata": {}, "stringData": {"A": "canary"}}`,
    ],
  ])('%s', async (_, source) => {
    // The namespace is left out in some of them, so the scope that needs none is taken.
    const { text } = await rewrite(source, 'cluster-wide')
    expect(text).toContain('SealedSecret')
  })
})
