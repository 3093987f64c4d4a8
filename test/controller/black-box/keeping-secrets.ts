import { describe, expect, it } from 'vitest'

import { type KubeObject, SEALED_SECRETS, SECRETS } from '../../../toolkit/kube/index.ts'
import { PATIENCE, type Ref, type Stage, until } from './stage.ts'

const items = { password: 'hunter2' }
const MANAGED = 'sealedsecrets.bitnami.com/managed'
const PATCH = 'sealedsecrets.bitnami.com/patch'
const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** What becomes of Secrets that are there before, and of what others do to ours. */
export function keepingSecrets(stage: () => Stage): void {
  async function made(request: object = {}): Promise<Ref> {
    const ref = { namespace: await stage().namespace(), name: 'db' }
    await stage().put({ ...ref, items, ...request })
    await stage().untilValues(ref, items)
    await stage().untilSynced(ref, 'True')
    return ref
  }

  async function foreign(annotations: Record<string, string> = {}): Promise<Ref> {
    const ref = { namespace: await stage().namespace(), name: 'db' }
    await stage().client.create(SECRETS, {
      metadata: { ...ref, labels: { theirs: 'x' }, annotations },
      data: { theirs: base64('y') },
    })
    return ref
  }

  async function edit(ref: Ref, body: Record<string, unknown>): Promise<KubeObject> {
    return stage().client.patch(SECRETS, ref, { type: 'merge', body })
  }

  describe('a Secret of ours', () => {
    it('comes back when it is deleted', async () => {
      const ref = await made()
      await stage().client.delete(SECRETS, ref)
      await expect.poll(() => stage().values(ref), PATIENCE).toEqual(items)
    })

    it('is put right when its items are edited', async () => {
      const ref = await made()
      await edit(ref, { data: { password: base64('edited'), more: base64('x') } })
      await expect.poll(() => stage().values(ref), PATIENCE).toEqual(items)
    })

    it('keeps the labels and annotations of others, and loses ours when we no longer want them', async () => {
      const ref = await made({ labels: { app: 'shop', tier: 'db' }, annotations: { note: '1' } })
      const theirs = { labels: { team: 'x', app: 'edited' }, annotations: { theirs: 'y' } }
      await edit(ref, { metadata: theirs })
      await until(async () => {
        const { metadata } = await stage().client.get(SECRETS, ref)
        expect(metadata.labels).toEqual({ app: 'shop', tier: 'db', team: 'x' })
      })
      await stage().put({ ...ref, items, labels: { app: 'shop' } })
      await until(async () => {
        const { metadata } = await stage().client.get(SECRETS, ref)
        expect(metadata.labels).toEqual({ app: 'shop', team: 'x' })
        expect(metadata.annotations).toMatchObject({ theirs: 'y' })
        expect(metadata.annotations).not.toHaveProperty('note')
      })
    })

    it('gets its owner back', async () => {
      const ref = await made({ labels: { app: 'shop' } })
      await edit(ref, { metadata: { ownerReferences: null } })
      await until(async () => {
        const { metadata } = await stage().client.get(SECRETS, ref)
        expect(metadata.ownerReferences).toHaveLength(1)
      })
    })

    it('without an owner is not made again by its deletion alone', async () => {
      const annotations = { 'sealedsecrets.bitnami.com/skip-set-owner-references': 'true' }
      const ref = await made({ annotations })
      await stage().client.delete(SECRETS, ref)
      // A later object is served by the same mirrors in order, so by then this one would be back.
      await made()
      expect(await stage().secret(ref)).toBeUndefined()
    })

    it('without an owner, but managed, is made again', async () => {
      const annotations = {
        'sealedsecrets.bitnami.com/skip-set-owner-references': 'true',
        [MANAGED]: 'true',
      }
      const ref = await made({ annotations })
      await stage().client.delete(SECRETS, ref)
      await expect.poll(() => stage().values(ref), PATIENCE).toEqual(items)
    })
  })

  describe('a Secret of somebody else', () => {
    it('is left alone, and gives way when it is deleted', async () => {
      const ref = await foreign()
      const before = await stage().client.get(SECRETS, ref)
      await stage().put({ ...ref, items })
      const condition = await stage().untilSynced(ref, 'False')
      expect(condition).toMatchObject({ reason: 'ErrUpdateFailed' })
      expect(condition.message).toContain('already exists and is not managed by')
      expect(await stage().untilEvent(ref, 'ErrUpdateFailed')).toBe(condition.message)
      expect(await stage().client.get(SECRETS, ref)).toEqual(before)
      await stage().client.delete(SECRETS, ref)
      await stage().untilValues(ref, items)
      expect(await stage().untilSynced(ref, 'True')).toMatchObject({ message: '' })
    })

    it.each(['TRUE', '', 'false'])('is left alone when it is marked with %j', async (value) => {
      const ref = await foreign({ [MANAGED]: value, [PATCH]: value })
      await stage().put({ ...ref, items })
      await stage().untilSynced(ref, 'False')
      expect(await stage().values(ref)).toEqual({ theirs: 'y' })
    })

    it('is taken over when it is marked as managed, also later', async () => {
      const ref = await foreign()
      await stage().put({ ...ref, items })
      await stage().untilSynced(ref, 'False')
      await edit(ref, { metadata: { annotations: { [MANAGED]: 'true' } } })
      const { metadata } = await stage().untilValues(ref, items)
      expect(metadata.ownerReferences).toHaveLength(1)
      expect(metadata.annotations ?? {}).not.toHaveProperty([MANAGED])
      expect(metadata.labels ?? {}).not.toHaveProperty('theirs')
    })

    it('is only added to when it is to be patched', async () => {
      const ref = await foreign({ [PATCH]: 'true' })
      await stage().put({ ...ref, items, labels: { app: 'shop' } })
      const { metadata } = await stage().untilValues(ref, { ...items, theirs: 'y' })
      expect(metadata.ownerReferences).toBeUndefined()
      expect(metadata.labels).toEqual({ app: 'shop', theirs: 'x' })
      expect(metadata.annotations).toMatchObject({ [PATCH]: 'true' })
    })

    it('is added to and owned when it is managed and to be patched', async () => {
      const ref = await foreign({ [PATCH]: 'true', [MANAGED]: 'true' })
      await stage().put({ ...ref, items })
      const { metadata } = await stage().untilValues(ref, { ...items, theirs: 'y' })
      const owner = await stage().client.get(SEALED_SECRETS, ref)
      expect(metadata.ownerReferences).toMatchObject([{ uid: owner.metadata.uid }])
    })

    it('is patched also when it has neither data nor labels', async () => {
      const ref = { namespace: await stage().namespace(), name: 'db' }
      const annotations = { [PATCH]: 'true' }
      await stage().client.create(SECRETS, { metadata: { ...ref, annotations } })
      await stage().put({ ...ref, items, labels: { app: 'shop' } })
      await expect.poll(() => stage().values(ref), PATIENCE).toEqual(items)
    })
  })

  describe('an immutable Secret', () => {
    it('is never changed, the status says what to do, and deleting it helps', async () => {
      const ref = await made({ immutable: true })
      expect((await stage().client.get(SECRETS, ref))['immutable']).toBe(true)
      const next = { password: 'hunter3' }
      await stage().put({ ...ref, items: next, immutable: true })
      const { message } = await stage().untilSynced(ref, 'False')
      expect(message).toContain('the target Secret is immutable')
      expect(message).not.toContain('hunter')
      expect(await stage().untilEvent(ref, 'ErrUpdateFailed')).toContain(
        'the target Secret is immutable',
      )
      expect(await stage().values(ref)).toEqual(items)
      await stage().client.delete(SECRETS, ref)
      await stage().untilValues(ref, next)
      await stage().untilSynced(ref, 'True')
    })

    it('a type cannot change either', async () => {
      const ref = await made()
      await stage().put({ ...ref, items, type: 'example.com/other' })
      expect(await stage().untilSynced(ref, 'False')).toMatchObject({ reason: 'ErrUpdateFailed' })
      await stage().client.delete(SECRETS, ref)
      await until(async () => {
        expect(await stage().secret(ref)).toMatchObject({ type: 'example.com/other' })
      })
    })
  })
}
