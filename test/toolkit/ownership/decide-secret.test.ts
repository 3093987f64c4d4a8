import { describe, expect, it } from 'vitest'

import { Plaintext } from '../../../src/plaintext.ts'
import type { KubeObject } from '../../../toolkit/kube/index.ts'
import {
  decideSecret,
  type OwnershipRules,
  readLiveSecret,
  type SecretPlan,
  type WantedSecret,
} from '../../../toolkit/ownership/index.ts'

const rules: OwnershipRules = {
  managedAnnotation: 'test/managed',
  patchAnnotation: 'test/patch',
  appliedAnnotation: 'test/applied',
}
const owner = { apiVersion: 'example.com/v1', kind: 'Maker', name: 'db', uid: 'uid-1' }
const reference = { ...owner, controller: true }

function wanted(
  change: Partial<WantedSecret> & { items?: Record<string, string> } = {},
): WantedSecret {
  const items = change.items ?? { password: 'hunter2' }
  return {
    namespace: 'shop',
    name: 'db',
    labels: new Map(),
    annotations: new Map(),
    finalizers: [],
    type: undefined,
    immutable: false,
    data: new Map(Object.entries(items).map(([name, text]) => [name, Plaintext.fromText(text)])),
    owner,
    setOwnerReference: true,
    ...change,
  }
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')

function live(metadata: object = {}, fields: object = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      namespace: 'shop',
      name: 'db',
      uid: 'secret-uid',
      resourceVersion: '7',
      ownerReferences: [reference],
      ...metadata,
    },
    type: 'Opaque',
    data: { password: base64('hunter2') },
    ...fields,
  }
}

function decide(want: WantedSecret, object: KubeObject | undefined): SecretPlan {
  return decideSecret(want, object && readLiveSecret(object), rules)
}

function manifestOf(plan: SecretPlan): KubeObject {
  if (plan.kind !== 'create' && plan.kind !== 'replace') throw new Error(`plan is ${plan.kind}`)
  return plan.manifest
}

const record = (labels: string[], annotations: string[] = []): string =>
  JSON.stringify({ by: owner.uid, labels, annotations })

describe('a Secret that is not there', () => {
  it('is created whole', () => {
    const plan = decide(
      wanted({
        labels: new Map([['app', 'shop']]),
        annotations: new Map([['note', 'x']]),
        finalizers: ['example.com/keep'],
        type: 'kubernetes.io/basic-auth',
        immutable: true,
      }),
      undefined,
    )
    expect(plan.kind).toBe('create')
    expect(manifestOf(plan)).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        namespace: 'shop',
        name: 'db',
        finalizers: ['example.com/keep'],
        labels: { app: 'shop' },
        annotations: { note: 'x', 'test/applied': record(['app'], ['note']) },
        ownerReferences: [reference],
      },
      type: 'kubernetes.io/basic-auth',
      immutable: true,
      data: { password: base64('hunter2') },
    })
  })

  it('gets no annotation of ours when there is nothing to remember', () => {
    expect(manifestOf(decide(wanted(), undefined)).metadata.annotations).toBeUndefined()
  })

  it('names no owner when it is to outlive it, and remembers it instead', () => {
    const { metadata } = manifestOf(decide(wanted({ setOwnerReference: false }), undefined))
    expect(metadata.ownerReferences).toBeUndefined()
    expect(metadata.annotations).toEqual({ 'test/applied': record([]) })
  })

  it('keeps an item with the name of a prototype property', () => {
    const data = new Map([['__proto__', Plaintext.fromText('p')]])
    const manifest = manifestOf(decide(wanted({ data }), undefined))
    expect(JSON.parse(JSON.stringify(manifest['data']))).toHaveProperty(['__proto__'], base64('p'))
  })
})

describe('a Secret that is ours', () => {
  const unchanged: [name: string, want: WantedSecret, object: KubeObject][] = [
    ['as wanted', wanted(), live()],
    ['the default type spelt out', wanted({ type: 'Opaque' }), live()],
    [
      'with labels and annotations of others',
      wanted(),
      live({ labels: { a: 'b' }, annotations: { c: 'd' } }),
    ],
    [
      'with an owner of others',
      wanted(),
      live({ ownerReferences: [{ ...owner, uid: 'other' }, reference] }),
    ],
    [
      'with our labels but no record of them, as another controller leaves it',
      wanted({ labels: new Map([['app', 'shop']]) }),
      live({ labels: { app: 'shop' } }),
    ],
    ['immutable, as wanted', wanted({ immutable: true }), live({}, { immutable: true })],
    ['immutable for ever, though no longer wanted so', wanted(), live({}, { immutable: true })],
    ['empty', wanted({ items: {} }), live({}, { data: undefined })],
    [
      'without owner reference, known by our record',
      wanted({ setOwnerReference: false }),
      live({ ownerReferences: undefined, annotations: { 'test/applied': record([]) } }),
    ],
  ]
  it.each(unchanged)('%s: nothing is written', (_name, want, object) => {
    expect(decide(want, object)).toEqual({ kind: 'unchanged' })
  })

  const healed: [name: string, want: WantedSecret, object: KubeObject, expected: object][] = [
    [
      'a changed value is put back',
      wanted(),
      live({}, { data: { password: base64('edited') } }),
      { data: { password: base64('hunter2') } },
    ],
    [
      'a foreign item goes',
      wanted(),
      live({}, { data: { password: base64('hunter2'), extra: base64('x') } }),
      { data: { password: base64('hunter2') } },
    ],
    [
      'a missing item comes back',
      wanted(),
      live({}, { data: {} }),
      { data: { password: base64('hunter2') } },
    ],
    [
      'our label is put back and a foreign one survives',
      wanted({ labels: new Map([['app', 'shop']]) }),
      live({
        labels: { app: 'edited', team: 'x' },
        annotations: { 'test/applied': record(['app']) },
      }),
      { metadata: { labels: { app: 'shop', team: 'x' } } },
    ],
    [
      'a label that we no longer want goes, with the record',
      wanted(),
      live({
        labels: { app: 'shop', team: 'x' },
        annotations: { 'test/applied': record(['app']) },
      }),
      { metadata: { labels: { team: 'x' } } },
    ],
    [
      'an annotation that we no longer want goes',
      wanted({ annotations: new Map([['b', '2']]) }),
      live({ annotations: { a: '1', foreign: 'y', 'test/applied': record([], ['a']) } }),
      { metadata: { annotations: { b: '2', foreign: 'y', 'test/applied': record([], ['b']) } } },
    ],
    ['it becomes immutable', wanted({ immutable: true }), live(), { immutable: true }],
    [
      'its owner reference goes when it is to outlive us',
      wanted({ setOwnerReference: false }),
      live(),
      { metadata: { annotations: { 'test/applied': record([]) } } },
    ],
    [
      'labels may change where the data is immutable',
      wanted({ labels: new Map([['app', 'shop']]) }),
      live({}, { immutable: true }),
      { metadata: { labels: { app: 'shop' } } },
    ],
  ]
  it.each(healed)('%s', (_name, want, object, expected) => {
    const plan = decide(want, object)
    expect(plan.kind).toBe('replace')
    expect(manifestOf(plan)).toMatchObject(expected)
  })

  it('loses the labels that another controller set for the same owner, and only those', () => {
    const managedFields = [
      { manager: 'kubectl-label', fieldsV1: { 'f:metadata': { 'f:labels': { 'f:team': {} } } } },
      {
        manager: 'earlier-controller',
        fieldsV1: {
          'f:metadata': {
            'f:labels': { '.': {}, 'f:app': {} },
            'f:ownerReferences': { '.': {}, [`k:{"uid":"${owner.uid}"}`]: {} },
          },
        },
      },
    ]
    const object = live({ labels: { app: 'shop', team: 'x' }, managedFields })
    const { metadata } = manifestOf(decide(wanted({ items: {} }), object))
    expect(metadata.labels).toEqual({ team: 'x' })
    expect(metadata).not.toHaveProperty('managedFields')
  })

  it('is replaced only if it is still what was read, with every field that we do not know', () => {
    const object = live(
      { finalizers: ['other/hook'], creationTimestamp: 'then' },
      { data: {}, later: 1 },
    )
    expect(manifestOf(decide(wanted(), object))).toMatchObject({
      metadata: {
        uid: 'secret-uid',
        resourceVersion: '7',
        finalizers: ['other/hook'],
        creationTimestamp: 'then',
      },
      later: 1,
    })
  })

  it('is left alone while it is being deleted', () => {
    const object = live({ deletionTimestamp: '2026-01-01T00:00:00Z' }, { data: {} })
    expect(decide(wanted(), object)).toEqual({ kind: 'wait' })
  })

  const broken = ['', 'not json', '[]', 'null', '{"labels":"app"}', '{"labels":[1,null]}']
  it.each(broken)('with the unreadable record %j: what it may name survives', (text) => {
    const object = live({ labels: { app: 'x' }, annotations: { 'test/applied': text } })
    expect(manifestOf(decide(wanted(), object)).metadata.labels).toEqual({ app: 'x' })
  })
})

describe('a Secret that is not ours', () => {
  const foreign: [name: string, object: KubeObject][] = [
    ['without owner', live({ ownerReferences: undefined })],
    ['of another owner', live({ ownerReferences: [{ ...reference, uid: 'other' }] })],
    ['that names us, but not as its controller', live({ ownerReferences: [owner] })],
    [
      'of an owner with our name, deleted since',
      live({ ownerReferences: [{ ...reference, uid: 'uid-0' }] }),
    ],
    [
      'that another owner made',
      live({ ownerReferences: [], annotations: { 'test/applied': '{"by":"x"}' } }),
    ],
    ...['TRUE', 'True', '', '1', 'false'].map((value): [string, KubeObject] => [
      `marked as managed and to be patched with ${JSON.stringify(value)}`,
      live({
        ownerReferences: undefined,
        annotations: { 'test/managed': value, 'test/patch': value },
      }),
    ]),
  ]
  it.each(foreign)('%s: hands off, even when it is as wanted', (_name, object) => {
    expect(decide(wanted(), object)).toMatchObject({
      kind: 'refuse',
      error: { code: 'ERR_NOT_OWNED' },
    })
  })

  it('is replaced whole when it is marked as managed', () => {
    const object = live({
      ownerReferences: [{ ...reference, uid: 'other' }],
      labels: { old: 'x' },
      annotations: { 'test/managed': 'true', old: 'y' },
    })
    const { metadata } = manifestOf(decide(wanted({ labels: new Map([['app', 'shop']]) }), object))
    expect(metadata.labels).toEqual({ app: 'shop' })
    expect(metadata.annotations).toEqual({ 'test/applied': record(['app']) })
    expect(metadata.ownerReferences).toEqual([reference])
  })

  const patched: [name: string, mark: object, references: unknown][] = [
    ['to be patched', { 'test/patch': 'true' }, undefined],
    ['managed and to be patched', { 'test/patch': 'true', 'test/managed': 'true' }, [reference]],
  ]
  it.each(patched)('%s: only added to', (_name, mark, references) => {
    const object = live(
      { ownerReferences: undefined, labels: { old: 'x' }, annotations: mark },
      { data: { password: base64('before'), other: base64('o') }, type: 'example.com/own' },
    )
    const manifest = manifestOf(decide(wanted({ labels: new Map([['app', 'shop']]) }), object))
    expect(manifest.metadata.labels).toEqual({ old: 'x', app: 'shop' })
    expect(manifest.metadata.annotations).toEqual(mark)
    expect(manifest.metadata.ownerReferences).toEqual(references)
    expect(manifest['type']).toBe('example.com/own')
    expect(manifest['data']).toEqual({ password: base64('hunter2'), other: base64('o') })
  })

  it('is patched also when it has nothing at all', () => {
    const object = live(
      { ownerReferences: undefined, annotations: { 'test/patch': 'true' } },
      { data: undefined },
    )
    expect(manifestOf(decide(wanted(), object))['data']).toEqual({ password: base64('hunter2') })
  })
})

describe('what the API server would never accept', () => {
  const refused: [name: string, want: WantedSecret, object: KubeObject][] = [
    [
      'other data in an immutable Secret',
      wanted({ items: { a: 'b' } }),
      live({}, { immutable: true }),
    ],
    ['another type', wanted({ type: 'example.com/a' }), live()],
    ['the default type for a typed Secret', wanted(), live({}, { type: 'example.com/a' })],
    [
      'an item added to an immutable Secret',
      wanted({ items: { a: 'b' } }),
      live({ annotations: { 'test/patch': 'true' } }, { immutable: true }),
    ],
  ]
  it.each(refused)('%s', (_name, want, object) => {
    const plan = decide(want, object)
    expect(plan).toMatchObject({
      kind: 'refuse',
      error: { code: 'ERR_SECRET_IMMUTABLE', retryable: false },
    })
  })

  it('is told in the words that people search for, without a value', () => {
    const plan = decide(wanted({ items: { a: 'canary' } }), live({}, { immutable: true }))
    if (plan.kind !== 'refuse') throw new Error(plan.kind)
    expect(plan.error.message).toContain('the target Secret is immutable')
    expect(`${plan.error.message} ${plan.error.hint}`).not.toContain('canary')
  })
})
