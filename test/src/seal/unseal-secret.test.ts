import { describe, expect, test } from 'vitest'
import {
  CLUSTER_WIDE_ANNOTATION as CLUSTER,
  disposeUnsealed,
  encodeBase64,
  type Fingerprint,
  ITEMS_ANNOTATION,
  parseSealedSecret,
  parseSecret,
  Plaintext,
  type SealedSecret,
  sealingLabel,
  sealSecret,
  sealValue,
  type TemplateRenderer,
  unsealSecret,
  type Unsealer,
  WaxsealError,
} from '../../../src/index.ts'
import { codeOf } from '../code-of.ts'
import { keyringOf } from '../keyring-of.ts'

const ring = await keyringOf('rsa2048')
const { certificate } = ring.newest
const strict = { scope: 'strict', namespace: 'prod', name: 'db' } as const

async function sealed(items: object, change: Partial<SealedSecret> = {}): Promise<SealedSecret> {
  const secret = parseSecret(
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'db', namespace: 'prod', labels: { a: 'b' }, finalizers: ['x/y'] },
      type: 'custom',
      immutable: true,
      stringData: items,
    },
    { allowEmpty: true },
  )
  const made = await sealSecret(secret, { certificate, at: new Date('2026-11-21T00:00:00Z') })
  return { ...made, ...change }
}

async function sealText(text: string): Promise<string> {
  return sealValue(Plaintext.fromText(text), certificate, sealingLabel(strict))
}

/** An unsealer that takes the hint for the key, and fails for what is not base64. */
function fake(seen: (Fingerprint | undefined)[], given: Plaintext[] = []): Unsealer {
  return {
    unseal({ sealed: text, hint }) {
      seen.push(hint)
      if (text === '!') return Promise.reject(new WaxsealError('ERR_UNSEAL_FAILED', 'no'))
      const plaintext = Plaintext.fromText('x')
      given.push(plaintext)
      return Promise.resolve({ plaintext, fingerprint: hint ?? certificate.fingerprint })
    },
  }
}

test('opens what was sealed', async () => {
  const opened = await unsealSecret(await sealed({ A: 'x', B: '' }), ring)
  expect([opened.name, opened.namespace, opened.type, opened.immutable]).toEqual([
    'db',
    'prod',
    'custom',
    true,
  ])
  expect({ ...opened.labels }).toEqual({ a: 'b' })
  expect(opened.annotations).toEqual({})
  expect(opened.finalizers).toEqual(['x/y'])
  expect(Array.from(opened.data, ([item, value]) => [item, value.toText()])).toEqual([
    ['A', 'x'],
    ['B', ''],
  ])
  expect([...opened.usedKeys]).toEqual([certificate.fingerprint])
  disposeUnsealed(opened)
  expect(() => opened.data.get('A')?.toText()).toThrow(TypeError)
})

test("the SealedSecret's own name and annotations count, the template's don't", async () => {
  const made = await sealed({ A: 'x' })
  const template = {
    ...made.template,
    metadata: { name: 'other', namespace: 'elsewhere', annotations: { [CLUSTER]: 'true' } },
  }
  const opened = await unsealSecret({ ...made, template }, ring)
  expect([opened.name, opened.namespace]).toEqual(['db', 'prod'])
  for (const metadata of [
    { ...made.metadata, name: 'other' },
    { ...made.metadata, namespace: 'other' },
    { ...made.metadata, annotations: { [CLUSTER]: 'true' } },
  ]) {
    const work = () => unsealSecret({ ...made, metadata }, ring)
    expect(await codeOf(work)).toBe('ERR_UNSEAL_FAILED')
  }
})

test.each([
  ['ERR_NAMESPACE_MISSING', { name: 'db' }],
  ['ERR_NAME_MISSING', { namespace: 'prod' }],
  ['ERR_NAME_MISSING', { annotations: { [CLUSTER]: 'true' } }],
] as const)('%s: %j', async (code, metadata) => {
  const made = await sealed({ A: 'x' }, { metadata })
  expect(await codeOf(() => unsealSecret(made, ring))).toBe(code)
})

test('items can be renamed, and opened without any annotation', async () => {
  const made = await sealed({ A: 'x' })
  const encryptedData = new Map([['B', made.encryptedData.get('A') ?? '']])
  const metadata = { name: 'db', namespace: 'prod' }
  const opened = await unsealSecret({ ...made, metadata, encryptedData }, ring)
  expect(opened.data.get('B')?.toText()).toBe('x')
})

test('passes on the hints that are about the values there', async () => {
  const seen: (Fingerprint | undefined)[] = []
  const made = await sealed({ A: 'x' })
  await unsealSecret(made, fake(seen))
  const changed = new Map([['A', await sealText('y')]])
  await unsealSecret({ ...made, encryptedData: changed }, fake(seen))
  expect(seen).toEqual([certificate.fingerprint, undefined])
})

/** One item that opens and some that don't. */
const mixedItems = (failing: number) =>
  new Map([['good', 'AAAA'], ...Array.from({ length: failing }, (_, i) => [`k${i}`, '!'] as const)])

describe('failing', () => {
  test('names every item that failed, and zeroes the others', async () => {
    const given: Plaintext[] = []
    const made = await sealed({}, { encryptedData: mixedItems(2) })
    const failure = await unsealSecret(made, fake([], given)).catch((error: unknown) => error)
    expect(failure).toMatchObject({
      code: 'ERR_UNSEAL_FAILED',
      message: 'no sealing key could unseal: k0, k1',
    })
    expect(failure).not.toHaveProperty('cause')
    expect(given).toHaveLength(1)
    expect(() => given[0]?.toText()).toThrow(TypeError)
  })

  test('counts what it does not name', async () => {
    const made = await sealed({}, { encryptedData: mixedItems(23) })
    await expect(unsealSecret(made, fake([]))).rejects.toThrow(/, k5, k6 and 3 more$/)
  })

  test('a failure of another kind goes first', async () => {
    const broken: Unsealer = {
      unseal: ({ sealed: text }) =>
        Promise.reject(
          text === '!' ? new WaxsealError('ERR_UNSEAL_FAILED', 'no') : new RangeError('down'),
        ),
    }
    const made = await sealed({}, { encryptedData: mixedItems(1) })
    await expect(unsealSecret(made, broken)).rejects.toThrow(RangeError)
  })

  test('an item that came with the wrong type names itself', async () => {
    const made = parseSealedSecret(
      {
        apiVersion: 'bitnami.com/v1alpha1',
        kind: 'SealedSecret',
        metadata: { name: 'db', namespace: 'prod' },
        spec: { encryptedData: { ok: await sealText('x'), bad: { a: 1 } } },
      },
      { lenient: true },
    )
    await expect(unsealSecret(made, ring)).rejects.toThrow(/unseal: bad$/)
  })

  test('an annotation that lies costs nothing but time', async () => {
    const made = await sealed({ A: 'x' })
    const { annotations } = made.metadata
    const lie = (annotations?.[ITEMS_ANNOTATION] ?? '').replace(
      / [0-9a-f]{64} /,
      ` ${'f'.repeat(64)} `,
    )
    const metadata = { ...made.metadata, annotations: { [ITEMS_ANNOTATION]: lie } }
    const opened = await unsealSecret({ ...made, metadata }, ring)
    expect([...opened.usedKeys]).toEqual([certificate.fingerprint])
  })
})

const withTemplate = async () => {
  const made = await sealed({ A: 'x' })
  const data = new Map([
    ['made', '{{ .A }}'],
    ['A', 'loses'],
  ])
  return { ...made, template: { ...made.template, data } }
}

describe('templates', () => {
  test('are refused without a renderer', async () => {
    const made = await withTemplate()
    expect(await codeOf(() => unsealSecret(made, ring))).toBe('ERR_TEMPLATE_UNSUPPORTED')
  })

  test('add items and replace none', async () => {
    const renderer: TemplateRenderer = {
      render: (templates, items) =>
        Promise.resolve(
          new Map(
            Array.from(templates, ([item, template]) => [
              item,
              Plaintext.fromText(`${template} over ${[...items.keys()].join()}`),
            ]),
          ),
        ),
    }
    const opened = await unsealSecret(await withTemplate(), ring, { renderer })
    expect(Array.from(opened.data, ([item, value]) => [item, value.toText()])).toEqual([
      ['A', 'x'],
      ['made', '{{ .A }} over A'],
    ])
  })

  test('that fail leave no plaintext', async () => {
    const lent: Plaintext[] = []
    const renderer: TemplateRenderer = {
      render(_, items) {
        lent.push(...items.values())
        return Promise.reject(new RangeError('template'))
      },
    }
    const made = await withTemplate()
    await expect(unsealSecret(made, ring, { renderer })).rejects.toThrow(RangeError)
    expect(() => lent[0]?.toText()).toThrow(TypeError)
  })
})

const accept = { acceptLegacyData: true }
const legacy = async (text: string) => sealed({}, { legacyData: await sealText(text) })

describe('the old spec.data', () => {
  test('gives type, data and metadata', async () => {
    const inner = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'x', namespace: 'y', labels: { c: 'd' } },
      type: 'inner',
      data: { K: 'Zm9v' },
    }
    const opened = await unsealSecret(await legacy(`${JSON.stringify(inner)}\n`), ring, accept)
    expect([opened.name, opened.namespace, opened.type]).toEqual(['db', 'prod', 'inner'])
    expect({ ...opened.labels }).toEqual({ c: 'd' })
    expect(opened.data.get('K')?.toText()).toBe('foo')
    expect([...opened.usedKeys]).toEqual([certificate.fingerprint])
  })

  test.each([
    '',
    '{',
    'null',
    '{"kind":"ConfigMap"}',
    '{"canary":',
    encodeBase64(Uint8Array.of(255)),
  ])('that holds %j is no Secret', async (text) => {
    const made = await legacy(text)
    const failure = await unsealSecret(made, ring, accept).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'ERR_LEGACY_DATA' })
    expect(failure).not.toHaveProperty('cause')
    expect(String(failure)).not.toContain('canary')
  })

  test('beside encryptedData is refused, accepted or not', async () => {
    const made = await sealed(
      { A: 'x' },
      { legacyData: await sealText('{"apiVersion":"v1","kind":"Secret"}') },
    )
    for (const options of [{}, accept]) {
      expect(await codeOf(() => unsealSecret(made, ring, options))).toBe('ERR_LEGACY_DATA')
    }
  })

  test('that does not open fails like every item', async () => {
    const made = await sealed({}, { legacyData: 'AAAA' })
    expect(await codeOf(() => unsealSecret(made, ring, accept))).toBe('ERR_UNSEAL_FAILED')
  })
})
