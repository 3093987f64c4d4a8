import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { Plaintext, parseCertificate, sealingLabel, sealItem } from '../../../src/index.ts'
import { codeOf } from '../code-of.ts'
import { keyringOf } from '../keyring-of.ts'
import { vectors } from '../vectors.ts'

const ring = await keyringOf('rsa2048')
const { certificate } = ring.newest
const place = { scope: 'strict', namespace: 'prod', name: 'db' } as const
const target = { ...place, certificate, at: new Date('2026-11-21T09:12:00.987Z') }

test('seals an item and describes it', async () => {
  const { sealed, entry } = await sealItem('A', Plaintext.fromText('x'), target)
  const opened = await ring.unseal({ label: sealingLabel(place), sealed })
  expect(opened.plaintext.toText()).toBe('x')
  expect(entry).toEqual({
    item: 'A',
    fingerprint: certificate.fingerprint,
    sealedAt: new Date('2026-11-21T09:12:00Z'),
    digest: createHash('sha256').update(Buffer.from(sealed, 'base64')).digest('hex'),
  })
})

test.each([
  ['no error', 'A', {}],
  ['no error', '__proto__', { scope: 'cluster-wide', namespace: undefined, name: undefined }],
  ['no error', 'A', { scope: 'namespace-wide', name: undefined }],
  ['ERR_MANIFEST_INVALID', 'A B', {}],
  ['ERR_MANIFEST_INVALID', '', {}],
  ['ERR_MANIFEST_INVALID', 'A', { name: 'Db' }],
  ['ERR_MANIFEST_INVALID', 'A', { namespace: 'prod/db' }],
  ['ERR_MANIFEST_INVALID', 'A', { namespace: 'a.b', scope: 'cluster-wide' }],
  ['ERR_NAMESPACE_MISSING', 'A', { namespace: undefined }],
  ['ERR_NAME_MISSING', 'A', { name: undefined }],
  ['ERR_CERTIFICATE_EXPIRED', 'A', { at: new Date('9999-01-01') }],
] as const)('%s for item %j with %j', async (code, item, change) => {
  const work = () => sealItem(item, Plaintext.fromText('x'), { ...target, ...change })
  expect(await codeOf(work)).toBe(code)
})

test('seals with a certificate that is not valid yet, as upstream does', async () => {
  const future = await parseCertificate(vectors.notYetValidCertPem)
  const work = () => sealItem('A', Plaintext.fromText('x'), { ...target, certificate: future })
  expect(await codeOf(work)).toBe('no error')
})
