import { expect, test } from 'vitest'
import { WaxsealError } from '../../../src/errors.ts'
import { errorFields } from '../../../toolkit/log/index.ts'

test('our own errors are told whole', () => {
  const error = new WaxsealError('ERR_UNSEAL_FAILED', 'no key fits', { hint: 'look' })
  expect(errorFields(error)).toEqual({
    code: 'ERR_UNSEAL_FAILED',
    error: 'no key fits',
    hint: 'look',
  })
})

const withCode = (code: unknown): Error => Object.assign(new Error('canary'), { code })

test.each([
  [new TypeError('canary'), 'TypeError', undefined],
  [withCode('ENOENT'), 'Error', 'ENOENT'],
  [withCode('canary'), 'Error', undefined],
  [withCode({ canary: 1 }), 'Error', undefined],
  [new SyntaxError('canary\n    at canary'), 'SyntaxError', undefined],
  ['canary', 'string', undefined],
  [{ canary: 1 }, 'object', undefined],
])('of foreign errors only class, code and place: %o', (error, name, systemCode) => {
  const fields = errorFields(error)
  expect(fields).toMatchObject({ error: name })
  expect(fields['systemCode']).toBe(systemCode)
  expect(JSON.stringify(fields)).not.toContain('canary')
})

test('the place is that of the error, whatever its message says', () => {
  const error = new Error('x\n    at canary (canary.ts:1:1)')
  expect(errorFields(error)['thrownAt']).toContain('error-fields.test.ts')
})
