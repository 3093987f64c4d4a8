import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Fingerprint,
  formatItemsAnnotation,
  type ItemEntry,
  itemHints,
  ITEMS_ANNOTATION,
  parseItemsAnnotation,
  parseSealedSecret,
} from '../../../src/index.ts'

const F1 = '1'.repeat(64) as Fingerprint
const D1 = 'd'.repeat(64)
const AT = '2026-11-21T09:12:00Z'
/** SHA-256 of no bytes, which is what the sealed value '' decodes to. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const entry = (item: string, more: Partial<ItemEntry> = {}): ItemEntry => ({
  item,
  fingerprint: F1,
  sealedAt: new Date(AT),
  digest: D1,
  ...more,
})

const line = (item: string, digest = D1) => `${item} ${F1} ${AT} ${digest}`

test('writes a version, then a line an item, sorted', () => {
  const text = formatItemsAnnotation(['b', 'a', 'A', '_', 'a.b'].map((item) => entry(item)))
  const lines = ['A', '_', 'a', 'a.b', 'b'].map((item) => line(item))
  expect(text).toBe(`v1\n${lines.join('\n')}\n`)
})

test('writes the time in UTC to the second', () => {
  const text = formatItemsAnnotation([entry('a', { sealedAt: new Date(1_700_000_000_999) })])
  expect(text).toContain(' 2023-11-14T22:13:20Z ')
})

test('reads back what it writes', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,20}$/)
  const seconds = fc.integer({ min: 0, max: 4_000_000_000 })
  fc.assert(
    fc.property(fc.dictionary(name, seconds), (times) => {
      const entries = Object.entries(times).map(([item, second]) =>
        entry(item, { sealedAt: new Date(second * 1000) }),
      )
      const read = parseItemsAnnotation(formatItemsAnnotation(entries))
      expect(read).toEqual(new Map(entries.map((each) => [each.item, each])))
    }),
  )
})

test.each([
  ['no annotation', undefined],
  ['an empty one', ''],
  ['a newer version', `v2\na ${F1} ${AT} ${D1}\n`],
  ['a field too many', `a ${F1} ${AT} ${D1} more\n`],
  ['a field too few', `a ${F1} ${AT}\n`],
  ['two spaces', `a  ${F1} ${AT} ${D1}\n`],
  ['an indented line', ` a ${F1} ${AT} ${D1}\n`],
  ['a name no item has', `a/b ${F1} ${AT} ${D1}\n`],
  ['an upper-case fingerprint', `a ${'A'.repeat(64)} ${AT} ${D1}\n`],
  ['a short digest', `a ${F1} ${AT} ${D1.slice(1)}\n`],
  ['a time that is none', `a ${F1} 2026-13-21T09:12:00Z ${D1}\n`],
  ['a time with an offset', `a ${F1} 2026-11-21T09:12:00+01:00 ${D1}\n`],
  ['more than the bound', `${' '.repeat(192 * 1024)}\na ${F1} ${AT} ${D1}\n`],
])('reads nothing from %s', (_, text) => {
  expect(parseItemsAnnotation(text).size).toBe(0)
})

test('ignores lines it does not know, also those of a merge', () => {
  const text = [
    'v1',
    line('a'),
    '<<<<<<< ours',
    line('b'),
    '=======',
    line('b', 'c'.repeat(64)),
    '>>>>>>> theirs',
    `${line('__proto__')}\r`,
  ].join('\n')
  const read = parseItemsAnnotation(text)
  expect([...read.keys()]).toEqual(['a', 'b', '__proto__'])
  expect(read.get('b')?.digest).toBe('c'.repeat(64))
})

test('leaves out what would not fit into annotations', () => {
  const many = Array.from({ length: 3000 }, (_, i) => entry(`ITEM_${i}`))
  const text = formatItemsAnnotation(many)
  expect(text.length).toBeLessThanOrEqual(192 * 1024)
  const read = parseItemsAnnotation(text)
  expect(read.size).toBeGreaterThan(1000)
  expect(read.size).toBeLessThan(3000)
})

test('hints only at keys of values that are still there', async () => {
  const entries = [
    entry('same', { digest: EMPTY }),
    entry('changed'),
    entry('gone', { digest: EMPTY }),
    entry('broken', { digest: EMPTY }),
  ]
  const sealed = parseSealedSecret({
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: { annotations: { [ITEMS_ANNOTATION]: formatItemsAnnotation(entries) } },
    spec: { encryptedData: { same: '\n', changed: '', broken: '!', unknown: '' } },
  })
  expect(await itemHints(sealed)).toEqual(new Map([['same', F1]]))
})
