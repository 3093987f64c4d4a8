import { describe, expect, test } from 'vitest'
import { statusError } from '../../../toolkit/kube/status-error.ts'

const action = 'create secrets a/b'
const fail = (status: number, body: unknown = {}): ReturnType<typeof statusError> =>
  statusError({ status, body, action })

describe('statusError', () => {
  test('takes status, reason and fields, never the message', () => {
    const error = fail(422, {
      kind: 'Status',
      reason: 'Invalid',
      message: 'Secret "b" is invalid: data: canary',
      details: {
        name: 'canary',
        causes: [
          { reason: 'FieldValueForbidden', message: 'canary', field: 'data' },
          { reason: 'FieldValueInvalid', message: 'canary', field: 'data[x-y.z]' },
          { reason: 'canary is no reason', field: 'canary with spaces' },
        ],
      },
    })
    expect(error).toMatchObject({
      code: 'ERR_KUBE_STATUS',
      message: 'the API server answered 422 Invalid (data, data[x-y.z]) to create secrets a/b',
      status: 422,
      reason: 'Invalid',
      causes: [
        { reason: 'FieldValueForbidden', field: 'data' },
        { reason: 'FieldValueInvalid', field: 'data[x-y.z]' },
        { reason: '', field: '' },
      ],
    })
    expect(JSON.stringify(error) + error.message + String(error.stack)).not.toContain('canary')
  })

  test.each([
    [401, /credentials/],
    [403, /can-i create secrets$/],
    [404, /name, the namespace/],
    [409, /read the object again/],
    [429, /busy/],
    [503, /log of the API server/],
  ])('%d has a hint of its own', (status, hint) => {
    expect(fail(status).hint).toMatch(hint)
  })

  test('an object that exists already has another hint than a conflict', () => {
    const body = { kind: 'Status', reason: 'AlreadyExists' }
    expect(fail(409, body)).toMatchObject({
      reason: 'AlreadyExists',
      hint: expect.stringMatching(/another name/),
    })
  })

  test.each([
    [410, 'ERR_KUBE_GONE', true],
    [409, 'ERR_KUBE_STATUS', true],
    [403, 'ERR_KUBE_STATUS', true],
    [415, 'ERR_KUBE_STATUS', false],
    [413, 'ERR_KUBE_STATUS', false],
  ])('%d is %s, worth another try: %s', (status, code, retryable) => {
    expect(fail(status)).toMatchObject({ code, retryable })
  })

  test.each([
    ['5', 5_000],
    ['0', 0],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-1', undefined],
    ['9999999', undefined],
    [undefined, undefined],
  ])('Retry-After %j is %j ms', (retryAfter, ms) => {
    expect(statusError({ status: 429, retryAfter, body: {}, action }).retryAfterMs).toBe(ms)
  })

  test.each([
    ['text', 'canary'],
    ['nothing', undefined],
    ['a list', [{ reason: 'Canary' }]],
    ['another kind', { kind: 'Secret', reason: 'Canary' }],
    ['odd types', { kind: 'Status', reason: 7, details: { causes: 'Canary' } }],
    ['a sentence for a reason', { kind: 'Status', reason: 'Canary: the value is x' }],
  ])('a body that is %s adds nothing', (_name, body) => {
    expect(fail(500, body)).toMatchObject({
      message: 'the API server answered 500 to create secrets a/b',
      reason: '',
      causes: [],
    })
  })
})
