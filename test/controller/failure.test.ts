import { describe, expect, it } from 'vitest'

import { failureText, isWorthAnotherTry } from '../../controller/failure.ts'
import { WaxsealError } from '../../src/index.ts'
import { KubeError } from '../../toolkit/kube/index.ts'

function answered(status: number, retryable = true): KubeError {
  return new KubeError('ERR_KUBE_STATUS', 'no', { status, retryable })
}

describe('isWorthAnotherTry', () => {
  const cases: [name: string, error: unknown, worth: boolean][] = [
    ['nothing opens it', new WaxsealError('ERR_UNSEAL_FAILED', 'x'), false],
    ['it is somebody else’s', new WaxsealError('ERR_NOT_OWNED', 'x'), false],
    ['malformed', answered(400), false],
    ['invalid', answered(422), false],
    ['too large', answered(413, false), false],
    ['no right, no room or a webhook', answered(403), true],
    ['no namespace', answered(404), true],
    ['lost every race', answered(409), true],
    ['busy', answered(429), true],
    ['broken', answered(500), true],
    ['away', new KubeError('ERR_KUBE_UNREACHABLE', 'x', { retryable: true }), true],
    ['our bug', new TypeError('x'), true],
  ]
  it.each(cases)('%s', (_name, error, worth) => {
    expect(isWorthAnotherTry(error)).toBe(worth)
  })
})

describe('failureText', () => {
  const cases: [error: unknown, text: string][] = [
    [new WaxsealError('ERR_UNSEAL_FAILED', 'message'), 'message'],
    [new WaxsealError('ERR_UNSEAL_FAILED', 'message', { hint: 'remedy' }), 'message; remedy'],
    [
      new SyntaxError('unexpected token in canary'),
      'internal error, see the log of the controller',
    ],
    ['canary', 'internal error, see the log of the controller'],
  ]
  it.each(cases)('%s', (error, text) => {
    expect(failureText(error)).toBe(text)
  })
})
