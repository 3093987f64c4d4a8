import { describe, expect, it } from 'vitest'

import { SEALED_SECRETS } from '../../../toolkit/kube/index.ts'
import { PATIENCE, type Stage, until } from './stage.ts'

const items = { username: 'admin', password: 'hunter2' }

/** What becomes of a SealedSecret when all goes well. */
export function makingSecrets(stage: () => Stage): void {
  describe('a SealedSecret becomes a Secret', () => {
    it('with its items, owner, labels and annotations; the status and an Event say so', async () => {
      const ref = { namespace: await stage().namespace(), name: 'db' }
      const labels = { app: 'shop' }
      await stage().put({ ...ref, items, labels, annotations: { note: 'x' } })
      const secret = await stage().untilValues(ref, items)
      const owner = await stage().client.get(SEALED_SECRETS, ref)
      expect(secret).toMatchObject({
        type: 'Opaque',
        metadata: { labels, annotations: { note: 'x' } },
      })
      expect(secret['immutable']).toBeUndefined()
      expect(secret.metadata.ownerReferences).toEqual([
        {
          apiVersion: 'bitnami.com/v1alpha1',
          kind: 'SealedSecret',
          name: 'db',
          uid: owner.metadata.uid,
          controller: true,
        },
      ])
      const condition = await stage().untilSynced(ref, 'True')
      expect(condition).toMatchObject({ reason: 'Unsealed', message: '' })
      expect(condition.lastUpdateTime).toBe(condition.lastTransitionTime)
      expect(await stage().untilEvent(ref, 'Unsealed')).toBe('SealedSecret unsealed successfully')
    })

    it('again when it changes: items come and go', async () => {
      const ref = { namespace: await stage().namespace(), name: 'db' }
      await stage().put({ ...ref, items })
      const first = await stage().untilSynced(ref, 'True')
      const next = { password: 'hunter3', token: 't' }
      await stage().put({ ...ref, items: next })
      await stage().untilValues(ref, next)
      const second = await stage().untilSynced(ref, 'True')
      expect(second.observedGeneration).toBe(2)
      expect(second.lastTransitionTime).toBe(first.lastTransitionTime)
    })

    it('under the names that its items have now', async () => {
      const ref = { namespace: await stage().namespace(), name: 'db' }
      const object = await stage().put({ ...ref, items: { old: 'v' } })
      await stage().untilValues(ref, { old: 'v' })
      const extra = await stage().seal({ ...ref, items: { added: 'w' } })
      const { old = '' } = object.spec.encryptedData
      object.spec.encryptedData = { renamed: old, ...extra.spec.encryptedData }
      await stage().apply(object)
      await expect.poll(() => stage().values(ref), PATIENCE).toEqual({ renamed: 'v', added: 'w' })
    })

    it('of the type it asks for', async () => {
      const ref = { namespace: await stage().namespace(), name: 'registry' }
      const type = 'kubernetes.io/dockerconfigjson'
      const config = { '.dockerconfigjson': '{"auths":{}}' }
      await stage().put({ ...ref, items: config, type })
      expect(await stage().untilValues(ref, config)).toMatchObject({ type })
    })

    it('also an empty one, and one with an empty and a large item', async () => {
      const namespace = await stage().namespace()
      const empty = await stage().seal({ namespace, name: 'empty', items: { a: '' } })
      empty.spec.encryptedData = {}
      await stage().apply(empty)
      await expect.poll(() => stage().values(empty.metadata), PATIENCE).toEqual({})
      const large = { a: '', b: 'x'.repeat(300_000) }
      await stage().put({ namespace, name: 'large', items: large })
      await stage().untilValues({ namespace, name: 'large' }, large)
    })

    it('also from a whole Secret sealed as one, as kubeseal did before 0.7', async () => {
      const ref = { namespace: await stage().namespace(), name: 'db' }
      const inner = {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'other', namespace: 'other', labels: { app: 'shop' } },
        type: 'example.com/old',
        data: { a: Buffer.from('legacy').toString('base64') },
      }
      const whole = await stage().seal({ ...ref, items: { whole: `${JSON.stringify(inner)}\n` } })
      const { whole: data = '' } = whole.spec.encryptedData
      whole.spec = { data, encryptedData: {}, template: { metadata: {} } }
      await stage().apply(whole)
      const secret = await stage().untilValues(ref, { a: 'legacy' })
      expect(secret).toMatchObject({
        type: 'example.com/old',
        metadata: { labels: { app: 'shop' } },
      })
      expect(secret.metadata.ownerReferences).toHaveLength(1)
    })

    it('with what its templates make of the items; a sealed item wins', async () => {
      const ref = { namespace: await stage().namespace(), name: 'db' }
      const object = await stage().seal({ ...ref, items: { password: 'p"1', user: 'sealed' } })
      object.spec.template['data'] = {
        'app.json': '{"password": {{ .password | toJson }}, "port": {{ .port }}}',
        port: '5432',
        user: 'loses',
      }
      await stage().apply(object)
      const secret = await stage().untilValues(ref, {
        password: 'p"1',
        user: 'sealed',
        'app.json': String.raw`{"password": "p\"1", "port": 5432}`,
        port: '5432',
      })
      expect(secret.metadata.ownerReferences).toHaveLength(1)
    })

    it('that goes with it', async () => {
      const ref = { namespace: await stage().namespace(), name: 'db' }
      await stage().put({ ...ref, items })
      await stage().untilValues(ref, items)
      await stage().client.delete(SEALED_SECRETS, ref)
      await until(async () => expect(await stage().secret(ref)).toBeUndefined())
    })

    it('without an owner when it asks for none', async () => {
      const ref = { namespace: await stage().namespace(), name: 'db' }
      const annotations = { 'sealedsecrets.bitnami.com/skip-set-owner-references': 'true' }
      await stage().put({ ...ref, items, annotations })
      const secret = await stage().untilValues(ref, items)
      expect(secret.metadata.ownerReferences).toBeUndefined()
      await stage().put({ ...ref, items: { a: '2' }, annotations })
      await stage().untilValues(ref, { a: '2' })
      await stage().untilSynced(ref, 'True')
    })

    it('with an owner when it only seems to ask for none', async () => {
      const ref = { namespace: await stage().namespace(), name: 'db' }
      const annotations = { 'sealedsecrets.bitnami.com/skip-set-owner-references': 'TRUE' }
      await stage().put({ ...ref, items, annotations })
      const secret = await stage().untilValues(ref, items)
      expect(secret.metadata.ownerReferences).toHaveLength(1)
    })
  })

  describe('scopes', () => {
    const elsewhere: [
      scope: 'namespace-wide' | 'cluster-wide',
      renamed: 'True' | 'False',
      moved: 'True' | 'False',
    ][] = [
      ['namespace-wide', 'True', 'False'],
      ['cluster-wide', 'True', 'True'],
    ]
    it.each(elsewhere)(
      '%s: under another name %s, in another namespace %s',
      async (scope, renamed, moved) => {
        const namespace = await stage().namespace()
        const object = await stage().seal({ namespace, name: 'db', items, scope })
        const other = { namespace, name: 'other' }
        await stage().apply({ ...object, metadata: { ...object.metadata, ...other } })
        expect(await stage().untilSynced(other, renamed)).toHaveProperty('status', renamed)
        const away = { namespace: await stage().namespace(), name: 'db' }
        await stage().apply({ ...object, metadata: { ...object.metadata, ...away } })
        expect(await stage().untilSynced(away, moved)).toHaveProperty('status', moved)
      },
    )

    it('changed on the SealedSecret alone: the items no longer open, and open again', async () => {
      const ref = { namespace: await stage().namespace(), name: 'db' }
      const object = await stage().put({ ...ref, items, scope: 'cluster-wide' })
      await stage().untilValues(ref, items)
      const annotations = { 'sealedsecrets.bitnami.com/cluster-wide': 'false' }
      await stage().apply({ ...object, metadata: { ...object.metadata, annotations } })
      await stage().untilSynced(ref, 'False')
      expect(await stage().values(ref)).toEqual(items)
      await stage().apply(object)
      await stage().untilSynced(ref, 'True')
    })
  })
}
