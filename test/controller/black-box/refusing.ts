import { describe, expect, it } from 'vitest'

import { parseCertificate } from '../../../src/index.ts'
import { generateSealingKey } from '../../../toolkit/keys/index.ts'
import { SECRETS } from '../../../toolkit/kube/index.ts'
import { buildKeySecret } from '../../../toolkit/sealing-keys/index.ts'
import { KEY_NAMESPACE, type SealedObject, type Stage } from './stage.ts'

const items = { good: 'canary-one', bad: 'canary-two' }

/** Changes the last base64 characters, which belong to the authentication tag. */
function tampered(sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
  return bytes.toString('base64')
}

/** What becomes of a SealedSecret that cannot be opened. */
export function refusing(stage: () => Stage): void {
  const spoiled: [name: string, spoil: (sealed: string) => unknown][] = [
    ['tampered with', tampered],
    ['cut short', (sealed) => Buffer.from(sealed, 'base64').subarray(0, -1).toString('base64')],
    ['nothing but a header', () => 'AgA='],
    ['empty', () => ''],
    ['no base64', () => 'not base64!'],
    ['in URL-safe base64', (sealed) => sealed.replaceAll('+', '-').replaceAll('/', '_')],
    ['of the reserved format', () => Buffer.from([0, 0, 1, 2, 3]).toString('base64')],
  ]
  async function spoil(change: (sealed: string) => unknown): Promise<SealedObject> {
    const ref = { namespace: await stage().namespace(), name: 'db' }
    const object = await stage().seal({ ...ref, items })
    const { bad = '' } = object.spec.encryptedData
    object.spec.encryptedData['bad'] = change(bad) as string
    return object
  }

  describe('an item that does not open', () => {
    it.each(spoiled)('%s: no Secret, and the status names the item', async (_name, change) => {
      const object = await spoil(change)
      await stage().apply(object)
      const condition = await stage().untilSynced(object.metadata, 'False')
      expect(condition).toMatchObject({ reason: 'ErrUnsealFailed' })
      expect(condition.message).toContain('bad')
      expect(condition.message).not.toContain('good')
      expect(condition.message).not.toContain('canary')
      const message = await stage().untilEvent(object.metadata, 'ErrUnsealFailed')
      expect(message).toBe(`Failed to unseal: ${condition.message}`)
      expect(await stage().secret(object.metadata)).toBeUndefined()
    })

    it('leaves the Secret that is there as it was', async () => {
      const ref = { namespace: await stage().namespace(), name: 'db' }
      const object = await stage().put({ ...ref, items })
      const before = await stage().untilValues(ref, items)
      await stage().untilSynced(ref, 'True')
      const { bad = '' } = object.spec.encryptedData
      object.spec.encryptedData['bad'] = tampered(bad)
      await stage().apply(object)
      await stage().untilSynced(ref, 'False')
      expect(await stage().secret(ref)).toEqual(before)
      await stage().put({ ...ref, items: { good: 'again' } })
      await stage().untilValues(ref, { good: 'again' })
      await stage().untilSynced(ref, 'True')
    })

    it('names all of them, and publishes the message that is true now', async () => {
      const object = await spoil(() => '')
      const { good = '' } = object.spec.encryptedData
      object.spec.encryptedData['good'] = ''
      await stage().apply(object)
      expect((await stage().untilSynced(object.metadata, 'False')).message).toMatch(/bad.*good/)
      object.spec.encryptedData['good'] = good
      await stage().apply(object)
      expect((await stage().untilSynced(object.metadata, 'False')).message).not.toContain('good')
    })

    it('sealed for another place', async () => {
      const namespace = await stage().namespace()
      const object = await stage().seal({ namespace, name: 'db', items })
      const places = [
        { namespace, name: 'other' },
        { namespace: await stage().namespace(), name: 'db' },
      ]
      for (const place of places) {
        await stage().apply({ ...object, metadata: { ...object.metadata, ...place } })
        await stage().untilSynced(place, 'False')
        expect(await stage().secret(place)).toBeUndefined()
      }
    })
  })

  describe('another key', () => {
    it('opens nothing until it is in the cluster, and then at once', async () => {
      const pair = await generateSealingKey({
        bits: 2048,
        commonName: '',
        validFrom: new Date('2020-01-01'),
        validForSeconds: 1_000_000_000,
      })
      const ref = { namespace: await stage().namespace(), name: 'db' }
      const certificate = await parseCertificate(pair.certificatePem)
      await stage().apply(await stage().seal({ ...ref, items }, certificate))
      const { message } = await stage().untilSynced(ref, 'False')
      expect(message).toMatch(/bad.*good/)
      const key = buildKeySecret({ namespace: KEY_NAMESPACE, prefix: 'restored', ...pair })
      await stage().client.create(SECRETS, key)
      await stage().untilValues(ref, items)
      await stage().untilSynced(ref, 'True')
      // An older key opens, and the newest still seals.
      expect(await stage().get('/v1/cert.pem')).toBe((await stage().certificate()).pem)
    })
  })

  describe('a Secret that the API server refuses', () => {
    it('is named by its fields, without a value; a change helps', async () => {
      const ref = { namespace: await stage().namespace(), name: 'web' }
      const type = 'kubernetes.io/tls'
      await stage().put({ ...ref, items: { 'tls.key': 'canary' }, type })
      const condition = await stage().untilSynced(ref, 'False')
      expect(condition).toMatchObject({ reason: 'ErrUpdateFailed' })
      expect(condition.message).toContain('data[tls.crt]')
      expect(condition.message).not.toContain('canary')
      expect(await stage().secret(ref)).toBeUndefined()
      await stage().put({ ...ref, items: { 'tls.key': 'k', 'tls.crt': 'c' }, type })
      expect(await stage().untilSynced(ref, 'True')).toMatchObject({ message: '' })
    })
  })

  describe('a sealing key', () => {
    it('cannot be brought in by a SealedSecret', async () => {
      const label = { 'sealedsecrets.bitnami.com/sealed-secrets-key': 'active' }
      for (const [name, labels] of [
        ['smuggled', label],
        ['sealed-secrets-key', {}],
      ] as const) {
        const ref = { namespace: KEY_NAMESPACE, name }
        await stage().put({ ...ref, items, labels })
        expect(await stage().untilSynced(ref, 'False')).toMatchObject({ reason: 'ErrUpdateFailed' })
        expect(await stage().secret(ref)).toBeUndefined()
      }
      const elsewhere = { namespace: await stage().namespace(), name: 'harmless' }
      await stage().put({ ...elsewhere, items, labels: label })
      expect(await stage().untilSynced(elsewhere, 'True')).toMatchObject({ message: '' })
    })
  })

  describe('a template that cannot be rendered', () => {
    it('says where and why without a value, and writes nothing', async () => {
      const ref = { namespace: await stage().namespace(), name: 'db' }
      const object = await stage().seal({ ...ref, items: { password: 'canary-4711' } })
      object.spec.template['data'] = { 'app.conf': 'a\n{{ fail .password }}' }
      await stage().apply(object)
      const { message } = await stage().untilSynced(ref, 'False')
      expect(message).toContain('template "app.conf", line 2')
      expect(message).not.toContain('canary')
      expect(await stage().secret(ref)).toBeUndefined()
    })
  })
}
