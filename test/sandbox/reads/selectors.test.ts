import { describe, expect, test } from 'vitest'
import type { StatusError } from '../../../sandbox/objects/status-error.ts'
import { secret } from '../../../sandbox/kinds/secret.ts'
import { parseFieldSelector } from '../../../sandbox/reads/field-selector.ts'
import { parseLabelSelector } from '../../../sandbox/reads/label-selector.ts'

const object = (labels: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'a', namespace: 'n', labels },
  type: 'Opaque',
})
const refused = expect.objectContaining({ code: 400 }) as StatusError

describe('parseLabelSelector', () => {
  test.for<[string, Record<string, string>, boolean]>([
    [' a = b , c ', { a: 'b', c: '' }, true],
    ['a=', { a: '' }, true],
    ['a==', { a: '' }, true],
    ['a=', { a: 'b' }, false],
    ['example.com/a in (b)', { 'example.com/a': 'b' }, true],
    ['a in ()', { a: '' }, true],
    ['a notin (b),c', { c: '1' }, true],
    ['! a', {}, true],
    ['toString', {}, false],
    ['!toString', {}, true],
  ])('"%s" of %j: %s', ([selector, labels, fits]) => {
    expect(parseLabelSelector(selector)(object(labels))).toBe(fits)
  })

  test.for([
    'a b',
    'a in b',
    'a in (b',
    '=b',
    ',',
    'a,,b',
    'a=b=c',
    '-a=b',
    'a=b c',
    'a in (b c)',
    'a>1',
  ])('"%s" is refused', (selector) => {
    expect(() => parseLabelSelector(selector)).toThrow(refused)
  })
})

describe('parseFieldSelector', () => {
  test.for<[string, boolean]>([
    ['', true],
    ['metadata.name=a', true],
    ['metadata.name==a,metadata.namespace=n', true],
    ['metadata.namespace!=n', false],
    ['type=Opaque', true],
    ['type=a\\,b', false],
  ])('"%s": %s', ([selector, fits]) => {
    expect(parseFieldSelector(secret, selector)(object({}))).toBe(fits)
  })

  test.for(['metadata.name', '=a', 'data.x=y', 'metadata.uid=1', 'constructor=1'])(
    '"%s" is refused',
    (selector) => {
      expect(() => parseFieldSelector(secret, selector)).toThrow(refused)
    },
  )
})
