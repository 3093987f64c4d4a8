import { expect, test } from 'vitest'

import { Options } from '../../../cli/command/options.ts'
import { sealSpec } from '../../../cli/commands/seal.spec.ts'

const options = (values: Record<string, string[]>, positionals: string[] = []): Options =>
  new Options(sealSpec, { positionals, values: new Map(Object.entries(values)) })

test('hands out what was given', () => {
  const given = options({ 'in-place': [], cert: ['a', 'b'] }, ['f'])
  expect(given.positionals).toEqual(['f'])
  expect(given.positional(0)).toBe('f')
  expect(given.has('in-place')).toBe(true)
  expect(given.has('name')).toBe(false)
  expect(given.text('cert')).toBe('b')
  expect(given.list('cert')).toEqual(['a', 'b'])
  expect(given.text('name')).toBeUndefined()
  expect(given.list('name')).toEqual([])
})

test.each<[string, Record<string, string[]>]>([
  ['a word that is no choice', { output: ['xml'] }],
  ['options that exclude each other', { 'in-place': [], write: ['f'] }],
  ['the same, named the other way round', { cluster: ['a'], cert: ['b'] }],
])('refuses %s', (_, values) => {
  expect(() => options(values)).toThrow(expect.objectContaining({ code: 'ERR_USAGE' }))
})

test('a name the spec does not have is a mistake of the programmer', () => {
  expect(() => options({}).has('in-palce')).toThrow(TypeError)
  expect(() => options({}).positional(0)).toThrow(TypeError)
})
