import { describe, expect, test } from 'vitest'
import type { Json } from '../../../sandbox/objects/json.ts'
import { conform } from '../../../sandbox/schema/conform.ts'
import { parseSchema } from '../../../sandbox/schema/schema.ts'
import { validate } from '../../../sandbox/schema/validate.ts'

describe('parseSchema', () => {
  test.for<[string, Json | undefined]>([
    ['nothing', undefined],
    ['a text', 'object'],
    ['an unknown type', { type: 'wonder' }],
    [
      'properties that are none',
      { properties: 5, items: 'x', required: {}, enum: 'a', minimum: '1' },
    ],
  ])('reads %s as a schema that allows everything', ([, json]) => {
    const schema = parseSchema(json)
    for (const value of [null, 1, 'x', [1], { a: 1 }]) expect(validate(schema, value)).toEqual([])
  })

  test('knows nothing of what objects inherit', () => {
    const schema = parseSchema({ type: 'object', properties: { a: { type: 'string' } } })
    const unknown: string[] = []
    const value = JSON.parse('{"constructor":1,"__proto__":2,"toString":3}') as Json
    expect(conform(schema, value, unknown)).toEqual({})
    expect(unknown).toEqual(['constructor', '__proto__', 'toString'])
  })
})

describe('conform', () => {
  const schema = parseSchema({
    type: 'object',
    properties: {
      a: { type: 'object', properties: { b: { type: 'string', default: 'x' } } },
      list: { type: 'array', items: { type: 'object', properties: { c: { type: 'string' } } } },
      open: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      free: { type: 'object', additionalProperties: true },
      embedded: { type: 'object', 'x-kubernetes-embedded-resource': true },
      deep: {
        type: 'object',
        default: { given: true },
        properties: { given: { type: 'boolean' } },
      },
    },
  })

  test('drops unknown keys, names them and fills in defaults', () => {
    const unknown: string[] = []
    const value = {
      a: { z: 1 },
      list: [{ c: 'x', d: 1 }, 'wrong'],
      open: { any: { thing: 1 } },
      free: { any: 1 },
      embedded: { apiVersion: 'v1', kind: 'X', metadata: { name: 'a' }, spec: 1 },
    }
    expect(conform(schema, value, unknown)).toEqual({
      a: { b: 'x' },
      list: [{ c: 'x' }, 'wrong'],
      open: { any: { thing: 1 } },
      free: { any: 1 },
      embedded: { apiVersion: 'v1', kind: 'X', metadata: { name: 'a' } },
      deep: { given: true },
    })
    expect(unknown).toEqual(['a.z', 'list[0].d', 'embedded.spec'])
  })

  test('changes nothing of what it is given', () => {
    const value = { a: {}, other: 1 }
    conform(schema, value, [])
    expect(value).toEqual({ a: {}, other: 1 })
  })
})

describe('validate', () => {
  test('never quotes a value', () => {
    const schema = parseSchema({
      type: 'object',
      properties: {
        when: { type: 'string', format: 'date-time' },
        bytes: { type: 'string', format: 'byte' },
        word: { type: 'string', enum: ['a'] },
        short: { type: 'string', maxLength: 1 },
        number: { type: 'integer' },
      },
    })
    const canary = 'canary-value'
    const value = { when: canary, bytes: canary, word: canary, short: canary, number: canary }
    const causes = validate(schema, value)
    expect(causes.map(({ field }) => field)).toEqual(Object.keys(value))
    expect(JSON.stringify(causes)).not.toContain(canary)
  })

  test.for([
    ['2020-01-01T00:00:00Z', true],
    ['2020-01-01T00:00:00.123456+02:00', true],
    ['2020-01-01', false],
    ['2020-01-01T00:00:00', false],
  ] as const)('%s is a time: %s', ([text, fits]) => {
    const schema = parseSchema({ type: 'string', format: 'date-time' })
    expect(validate(schema, text)).toHaveLength(fits ? 0 : 1)
  })

  test('counts characters, not code units', () => {
    expect(validate(parseSchema({ type: 'string', maxLength: 1 }), '😀')).toEqual([])
  })
})
