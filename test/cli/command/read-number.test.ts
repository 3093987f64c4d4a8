import { describe, expect, test } from 'vitest'

import type { CommandSpec } from '../../../cli/command/command-spec.ts'
import { Options } from '../../../cli/command/options.ts'
import { readDuration, readWholeNumber } from '../../../cli/command/read-number.ts'

const spec: CommandSpec = {
  name: 'test',
  group: '',
  summary: '',
  details: [],
  arguments: [],
  options: [{ name: 'x', value: 'X', summary: '' }],
  examples: [],
  load: () => Promise.reject(new Error('never loaded')),
}
const given = (text?: string): Options =>
  new Options(spec, { positionals: [], values: new Map(text === undefined ? [] : [['x', [text]]]) })
const usage = expect.objectContaining({ code: 'ERR_USAGE' })

const number = (text?: string): number | undefined =>
  readWholeNumber(given(text), 'x', { least: 1, most: 10 })
const duration = (text?: string): number | undefined => readDuration(given(text), 'x')

describe('readWholeNumber', () => {
  test.each<[string | undefined, number | undefined]>([
    [undefined, undefined],
    ['1', 1],
    ['10', 10],
    ['007', 7],
  ])('%s is %s', (text, expected) => {
    expect(number(text)).toBe(expected)
  })
  test.each(['', '0', '11', '-1', '+1', '1.5', '1e1', '0x1', ' 1', '9'.repeat(30)])(
    'refuses %j',
    (text) => {
      expect(() => number(text)).toThrow(usage)
    },
  )
})

describe('readDuration', () => {
  test.each<[string | undefined, number | undefined]>([
    [undefined, undefined],
    ['87600h0m0s', 87_600 * 3600],
    ['1h30m', 5400],
    ['90s', 90],
  ])('%s is %s seconds', (text, seconds) => {
    expect(duration(text)).toBe(seconds)
  })
  test.each(['', '5', '5d', 'h', '-1h', '1.5h', '1h 2m'])('refuses %j', (text) => {
    expect(() => duration(text)).toThrow(usage)
  })
})
