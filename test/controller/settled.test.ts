import { describe, expect, it } from 'vitest'

import { type SecretVersion, Settled, type SettledOutcome } from '../../controller/settled.ts'
import type { KubeObject } from '../../toolkit/kube/index.ts'

const key = 'shop/db'
const secret: SecretVersion = { uid: 's', resourceVersion: '5' }
const none: SecretVersion = { uid: undefined, resourceVersion: undefined }

function sealed(change: object = {}): KubeObject {
  return { metadata: { name: 'db', uid: 'u', generation: 1, resourceVersion: '1', ...change } }
}

const annotated = (name: string, value: string): KubeObject =>
  sealed({ annotations: { [`sealedsecrets.bitnami.com/${name}`]: value } })

function settledWith(outcome: SettledOutcome, version = secret): Settled {
  const settled = new Settled()
  settled.set(key, sealed(), outcome, version)
  return settled
}

const cases: [
  name: string,
  outcome: SettledOutcome,
  object: KubeObject,
  version: SecretVersion,
  covered: boolean,
][] = [
  ['nothing changed', 'synced', sealed(), secret, true],
  ['only the status changed', 'synced', sealed({ resourceVersion: '2' }), secret, true],
  ['an annotation of no account', 'synced', sealed({ annotations: { a: 'b' } }), secret, true],
  [
    'a scope annotation that selects nothing',
    'synced',
    annotated('cluster-wide', 'TRUE'),
    secret,
    true,
  ],
  ['the spec changed', 'synced', sealed({ generation: 2 }), secret, false],
  ['the scope changed', 'synced', annotated('namespace-wide', 'true'), secret, false],
  ['made anew under the same name', 'synced', sealed({ uid: 'v' }), secret, false],
  ['the Secret was edited', 'synced', sealed(), { ...secret, resourceVersion: '6' }, false],
  ['the Secret was made anew', 'synced', sealed(), { ...secret, uid: 't' }, false],
  ['the Secret is gone', 'synced', sealed(), none, false],
  [
    'the Secret in the way was edited',
    'ErrUpdateFailed',
    sealed(),
    { ...secret, resourceVersion: '6' },
    false,
  ],
  ['the Secret in the way is still there', 'ErrUpdateFailed', sealed(), secret, true],
  ['no key fits, and the Secret was edited', 'ErrUnsealFailed', sealed(), none, true],
  [
    'no key fits, and the spec changed',
    'ErrUnsealFailed',
    sealed({ generation: 2 }),
    secret,
    false,
  ],
]

describe('Settled', () => {
  it.each(cases)('%s', (_name, ...[outcome, object, version, covered]) => {
    expect(settledWith(outcome).covers(key, object, version)).toBe(covered)
  })

  it('covers nothing that it has not seen, or was told to forget', () => {
    const settled = settledWith('synced')
    expect(settled.covers('shop/other', sealed(), secret)).toBe(false)
    settled.forget(key)
    expect(settled.covers(key, sealed(), secret)).toBe(false)
  })

  it('tells the echo of our own write from somebody else’s', () => {
    expect(settledWith('synced').coversSecret(key, secret)).toBe(true)
    expect(settledWith('synced').coversSecret(key, { ...secret, resourceVersion: '6' })).toBe(false)
    expect(new Settled().coversSecret(key, secret)).toBe(false)
  })

  it('gives back what another key might open, once', () => {
    const settled = settledWith('ErrUnsealFailed')
    settled.set('shop/fine', sealed(), 'synced', secret)
    settled.set('shop/taken', sealed(), 'ErrUpdateFailed', secret)
    expect(settled.forgetUnsealFailures()).toEqual([key])
    expect(settled.forgetUnsealFailures()).toEqual([])
    expect(settled.outcome('shop/fine')).toBe('synced')
  })
})
