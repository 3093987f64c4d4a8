import { describe, expect, it } from 'vitest'

import { decide, type Outcome } from '../../controller/decide.ts'
import { WaxsealError } from '../../src/index.ts'
import { KubeError, type KubeObject } from '../../toolkit/kube/index.ts'

const at = new Date('2026-03-04T05:06:07.890Z')
const now = '2026-03-04T05:06:07Z'
const before = '2026-01-01T00:00:00Z'
const earlier = '2025-01-01T00:00:00Z'

const synced: Outcome = { kind: 'synced', wrote: true }
const unchanged: Outcome = { kind: 'synced', wrote: false }
const failed = (message = 'no sealing key could unseal: a, b'): Outcome => ({
  kind: 'failed',
  reason: 'ErrUnsealFailed',
  error: new WaxsealError('ERR_UNSEAL_FAILED', message),
})

function sealed(status?: object, generation = 1): KubeObject {
  const metadata = { name: 'db', namespace: 'shop', generation }
  return status === undefined ? { metadata } : { metadata, status }
}

const condition = (change: object = {}): object => ({
  type: 'Synced',
  status: 'True',
  observedGeneration: 1,
  reason: 'Unsealed',
  message: '',
  lastUpdateTime: before,
  lastTransitionTime: earlier,
  ...change,
})

const failing = condition({
  status: 'False',
  reason: 'ErrUnsealFailed',
  message: 'no sealing key could unseal: a, b',
})

describe('the status', () => {
  const written: [name: string, object: KubeObject, outcome: Outcome, expected: object][] = [
    [
      'first success: both times are now',
      sealed(),
      synced,
      {
        status: 'True',
        reason: 'Unsealed',
        message: '',
        lastUpdateTime: now,
        lastTransitionTime: now,
      },
    ],
    [
      'first failure, with its items and reason',
      sealed(),
      failed(),
      {
        status: 'False',
        reason: 'ErrUnsealFailed',
        message: 'no sealing key could unseal: a, b',
        lastTransitionTime: now,
      },
    ],
    [
      'a new generation: only the time of update moves',
      sealed({ observedGeneration: 1, conditions: [condition()] }, 2),
      synced,
      { observedGeneration: 2, lastUpdateTime: now, lastTransitionTime: earlier },
    ],
    [
      'it recovers: the time of transition moves, the old message goes',
      sealed({ observedGeneration: 1, conditions: [failing] }),
      synced,
      { status: 'True', reason: 'Unsealed', message: '', lastTransitionTime: now },
    ],
    [
      'it fails: the time of transition moves',
      sealed({ observedGeneration: 1, conditions: [condition()] }),
      failed(),
      { status: 'False', lastTransitionTime: now },
    ],
    [
      'another failure: the new message is published, the time of transition stays',
      sealed({ observedGeneration: 1, conditions: [failing] }),
      failed('no sealing key could unseal: b'),
      {
        message: 'no sealing key could unseal: b',
        lastUpdateTime: now,
        lastTransitionTime: earlier,
      },
    ],
    [
      'a condition without times gets some: the API server takes no null',
      sealed({ conditions: [{ type: 'Synced', status: 'False' }] }),
      failed(),
      { lastUpdateTime: now, lastTransitionTime: expect.stringContaining('2026-03-04') },
    ],
    [
      'rubbish in the status does not matter',
      sealed({ conditions: 'x' }),
      synced,
      { status: 'True' },
    ],
    [
      'rubbish among the conditions is dropped',
      sealed({ conditions: [null, 1, { status: 'True' }, { type: 'Synced' }] }),
      synced,
      { status: 'True' },
    ],
  ]
  it.each(written)('%s', (_name, object, outcome, expected) => {
    const { status } = decide(object, outcome, at)
    expect(status?.observedGeneration).toBe(object.metadata.generation)
    expect(status?.conditions).toEqual([expect.objectContaining({ type: 'Synced', ...expected })])
  })

  const upToDate: [name: string, object: KubeObject, outcome: Outcome][] = [
    ['success', sealed({ observedGeneration: 1, conditions: [condition()] }), unchanged],
    ['success, rewritten', sealed({ observedGeneration: 1, conditions: [condition()] }), synced],
    ['the same failure', sealed({ observedGeneration: 1, conditions: [failing] }), failed()],
    [
      'success as upstream wrote it, without reason, message and generation',
      sealed({
        observedGeneration: 1,
        conditions: [
          { type: 'Synced', status: 'True', lastUpdateTime: before, lastTransitionTime: earlier },
        ],
      }),
      unchanged,
    ],
  ]
  it.each(upToDate)('is not written again for %s', (_name, object, outcome) => {
    expect(decide(object, outcome, at).status).toBeUndefined()
  })

  it('keeps the conditions of others', () => {
    const other = {
      type: 'Other',
      status: 'True',
      lastUpdateTime: before,
      lastTransitionTime: before,
    }
    const { status } = decide(sealed({ conditions: [other] }), synced, at)
    expect(status?.conditions).toEqual([other, expect.objectContaining({ type: 'Synced' })])
  })
})

describe('the Event', () => {
  const status = { observedGeneration: 1, conditions: [condition()] }
  const cases: [
    name: string,
    object: KubeObject,
    outcome: Outcome,
    expected: object | undefined,
  ][] = [
    [
      'success',
      sealed(),
      synced,
      { type: 'Normal', reason: 'Unsealed', message: 'SealedSecret unsealed successfully' },
    ],
    ['healed: the status is as before', sealed(status), synced, { reason: 'Unsealed' }],
    ['nothing to do', sealed(status), unchanged, undefined],
    [
      'cannot be unsealed',
      sealed(status),
      failed(),
      {
        type: 'Warning',
        reason: 'ErrUnsealFailed',
        message: 'Failed to unseal: no sealing key could unseal: a, b',
      },
    ],
    [
      'the same failure once more',
      sealed({ observedGeneration: 1, conditions: [failing] }),
      failed(),
      undefined,
    ],
    [
      'cannot be written: message and remedy',
      sealed(status),
      {
        kind: 'failed',
        reason: 'ErrUpdateFailed',
        error: new WaxsealError('ERR_NOT_OWNED', 'not ours', { hint: 'delete it' }),
      },
      { type: 'Warning', reason: 'ErrUpdateFailed', message: 'not ours; delete it' },
    ],
    [
      'refused by the API server',
      sealed(status),
      {
        kind: 'failed',
        reason: 'ErrUpdateFailed',
        error: new KubeError('ERR_KUBE_STATUS', 'answered 403', { status: 403 }),
      },
      { reason: 'ErrUpdateFailed', message: 'answered 403' },
    ],
  ]
  it.each(cases)('%s', (_name, object, outcome, expected) => {
    expect(decide(object, outcome, at)).toMatchObject({ event: expected })
  })

  it('says nothing of an error that is not ours: it might quote a value', () => {
    const outcome: Outcome = {
      kind: 'failed',
      reason: 'ErrUpdateFailed',
      error: new Error('unexpected token canary-value'),
    }
    expect(JSON.stringify(decide(sealed(), outcome, at))).not.toContain('canary')
  })
})
