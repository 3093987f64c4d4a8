import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'

import type { SealRequest } from '../../../cli/manifest/seal-document.ts'
import { type SealedText, sealText } from '../../../cli/manifest/seal-text.ts'
import { parseSealedSecret, unsealSecret } from '../../../src/index.ts'
import { parseYaml } from '../../../toolkit/documents/index.ts'
import { NOW } from '../memory-io.ts'
import { type SealingPair, sealingPair } from '../sealing-pair.ts'

let pair: SealingPair

beforeAll(async () => {
  pair = await sealingPair()
})

function request(changes: Partial<SealRequest> = {}): SealRequest {
  return {
    certificate: pair.certificate,
    scope: undefined,
    defaultScope: undefined,
    namespace: undefined,
    name: undefined,
    allowEmpty: false,
    at: NOW,
    ...changes,
  }
}

function seal(text: string, changes: Partial<SealRequest> = {}): Promise<SealedText> {
  return sealText(new TextEncoder().encode(text), 'a.yaml', request(changes))
}

const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: b}\n'
const ONE = `${SECRET}stringData: {c: d}\n`

test('every other document stays byte for byte', async () => {
  const others = ['# only a comment\n', 'kind:   ConfigMap   # odd\n', '{"kind": "Pod"}\n']
  const { text, secrets, items } = await seal(
    [others[0], ONE, others[1], ONE, others[2]].join('---\n'),
  )
  const parts = text.split('---\n')
  expect([parts[0], parts[2], parts[4]]).toEqual(others)
  expect({ secrets, items }).toEqual({ secrets: 2, items: 2 })
})

describe('scope', () => {
  const annotated = `${SECRET}data: {}\nstringData: {c: d}\n`.replace(
    'namespace: b',
    'namespace: b, annotations: {sealedsecrets.bitnami.com/namespace-wide: "true"}',
  )
  test.each<[string, string, Partial<SealRequest>, string]>([
    ['strict without a word', ONE, {}, 'strict'],
    ['the annotation', annotated, {}, 'namespace-wide'],
    [
      'the command line before the annotation',
      annotated,
      { scope: 'cluster-wide' },
      'cluster-wide',
    ],
    ['strict from the command line too', annotated, { scope: 'strict' }, 'strict'],
    [
      'the configuration where nothing else says',
      ONE,
      { defaultScope: 'cluster-wide' },
      'cluster-wide',
    ],
    [
      'the annotation before the configuration',
      annotated,
      { defaultScope: 'cluster-wide' },
      'namespace-wide',
    ],
  ])('%s', async (_, source, changes, scope) => {
    const { text } = await seal(source, changes)
    expect(text.includes('cluster-wide: "true"')).toBe(scope === 'cluster-wide')
    expect(text.includes('namespace-wide: "true"')).toBe(scope === 'namespace-wide')
  })
})

describe('refuses', () => {
  test.each<[string, string, Partial<SealRequest>, string]>([
    ['nothing', '', {}, 'ERR_MANIFEST_KIND'],
    ['comments only', '# a\n', {}, 'ERR_MANIFEST_KIND'],
    ['no Secret', 'kind: Pod\n', {}, 'ERR_MANIFEST_KIND'],
    ['a text', 'hunter2', {}, 'ERR_MANIFEST_KIND'],
    ['what is sealed', 'kind: SealedSecret\n', {}, 'ERR_ALREADY_SEALED'],
    ['what is sealed, as JSON', '{"kind":"SealedSecret"}', {}, 'ERR_ALREADY_SEALED'],
    ['a name for two', `${ONE}---\n${ONE}`, { name: 'x' }, 'ERR_USAGE'],
    ['an empty Secret', SECRET, {}, 'ERR_MANIFEST_EMPTY'],
    [
      'a List among Secrets',
      `${ONE}---\nkind: List\nitems: [{kind: Secret}]\n`,
      {},
      'ERR_MANIFEST_KIND',
    ],
    ['the second of two', `${ONE}---\n${SECRET}stringData: {c: 1}\n`, {}, 'ERR_MANIFEST_INVALID'],
    ['broken YAML', 'a: [', {}, 'ERR_DOCUMENT_SYNTAX'],
    ['a key twice', `${SECRET}stringData:\n  a: x\n  a: y\n`, {}, 'ERR_DOCUMENT_DUPLICATE_KEY'],
    ['another namespace', ONE, { namespace: 'x' }, 'ERR_NAMESPACE_MISMATCH'],
    [
      'a certificate that has expired',
      ONE,
      { at: new Date('2030-01-01') },
      'ERR_CERTIFICATE_EXPIRED',
    ],
    ['data that is no base64', `${SECRET}data: {c: "hunter2!"}\n`, {}, 'ERR_MANIFEST_INVALID'],
  ])('%s', async (_, source, changes, code) => {
    const failure = await seal(source, changes).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(failure).toMatchObject({ code })
    expect(String(failure)).not.toContain('hunter2')
  })

  test('bytes that are no text', async () => {
    const bytes = Uint8Array.of(0xff, 0xfe, 0x00)
    await expect(sealText(bytes, 'a', request())).rejects.toMatchObject({
      code: 'ERR_DOCUMENT_SYNTAX',
    })
  })
})

test('whatever the layout: it opens to the same values, and nothing of them is left in the text', async () => {
  const comment = fc.constantFrom('', ' # CANARY', '\n  # CANARY', '\n  # CANARY\n\n  # CANARY')
  const style = fc.constantFrom(
    (value: string) => value,
    (value: string) => `'${value}'`,
    (value: string) => JSON.stringify(value),
    (value: string) => `|-\n    ${value}`,
    (value: string) => `>-\n    ${value}`,
  )
  const item = fc.record({ style, comment, name: fc.stringMatching(/^K[a-zA-Z0-9._-]{0,9}$/) })
  const layout = fc.record({
    items: fc.uniqueArray(item, { selector: ({ name }) => name, minLength: 1, maxLength: 4 }),
    onKey: fc.constantFrom('', ' # CANARY'),
    before: fc.boolean(),
    tail: fc.constantFrom('', '# kept\n', '---\nkind: Pod\n'),
    lineEnd: fc.constantFrom('\n', '\r\n'),
  })
  const property = fc.asyncProperty(layout, async ({ items, onKey, before, tail, lineEnd }) => {
    const lines = items.map((i) => {
      const isBlock = /^[|>]/.test(i.style('x'))
      const inline = isBlock && i.comment.startsWith(' ') ? '' : i.comment
      return `  ${i.name}: ${i.style('CANARY')}${inline}\n`
    })
    const data = `stringData:${onKey}\n${lines.join('')}`
    const source = (before ? `${data}${SECRET}` : `${SECRET}${data}`) + tail
    const { text } = await seal(source.replaceAll('\n', lineEnd))
    const value = parseYaml(text).documents[0]?.value
    const opened = await unsealSecret(parseSealedSecret(value), pair.keyring)
    expect([...opened.data.keys()].toSorted()).toEqual(items.map(({ name }) => name).toSorted())
    for (const plaintext of opened.data.values()) expect(plaintext.toText()).toContain('CANARY')
    expect(text).not.toContain('CANARY')
    expect(text.replaceAll(lineEnd, '\n').endsWith(tail)).toBe(true)
  })
  await fc.assert(property, { numRuns: 150 })
})
