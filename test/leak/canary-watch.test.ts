import { describe, expect, test } from 'vitest'

import { createCanaries } from './canaries.ts'
import { CanaryWatch } from './canary-watch.ts'

const TOKEN = 'correct-horse'
const watch = new CanaryWatch()
watch.add('value', Buffer.from(`"${TOKEN}"\n`), [Buffer.from(TOKEN)])

describe('a value is found', () => {
  test.each([
    ['as it is', `password="${TOKEN}"`],
    ['as a part', `…${TOKEN}…`],
    ['in hex', Buffer.from(`a${TOKEN}b`).toString('hex')],
    ['in large hex', Buffer.from(`a${TOKEN}b`).toString('hex').toUpperCase()],
    ['in base64', Buffer.from(TOKEN).toString('base64')],
    ['in base64, one byte on', Buffer.from(`a${TOKEN}b`).toString('base64')],
    ['in base64, two bytes on', Buffer.from(`ab${TOKEN}`).toString('base64')],
    ['in base64 for URLs', Buffer.from(`??${TOKEN}??`).toString('base64url')],
    ['in JSON', JSON.stringify({ a: `"${TOKEN}"\n` })],
  ])('%s', (_, text) => {
    expect(watch.find(text)).not.toEqual([])
  })
})

test.each(['', 'correct horse', 'correct', Buffer.from('correct').toString('base64')])(
  '%j is not the value',
  (text) => {
    expect(watch.find(text)).toEqual([])
  },
)

test('a value that could occur by accident is no canary', () => {
  expect(() => watch.add('short', Buffer.from('abc'), [])).toThrow(RangeError)
})

test('every canary is found in a Secret with all of them', () => {
  const { values, watch: all } = createCanaries()
  const data = [...values].map(([item, value]) => `${item}: ${value.toString('base64')}`)
  const found = all.find(data.join('\n'))
  expect(found.map((name) => name.split(' ')[0])).toEqual([...values.keys()].toSorted())
})
