import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { Lexer } from 'yaml'
import { parseYaml, type YamlPath } from '../../../../toolkit/documents/index.ts'
import { randomYaml, type RandomYaml } from './random-yaml.ts'

/** Always the same examples, and more and others with SLOW=1. */
const OPTIONS = process.env['SLOW'] === '1' ? { numRuns: 10_000 } : { numRuns: 300, seed: 1 }
vi.setConfig({ testTimeout: 600_000 })

const texts = fc.oneof(
  fc.constantFrom(
    'AgBnew==',
    'yes',
    '',
    '1e3',
    'a: b',
    '# x',
    "it's",
    ' lead',
    '<<',
    '=',
    '[',
    '- x',
  ),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
)
const blocks = fc.oneof(
  fc
    .array(fc.constantFrom('a b', '  deeper', '', '# c', '---', 'é'), { maxLength: 4 })
    .map((parts) => `x${parts.join('\n')}\n`),
  texts,
)
const places = fc.record({ yaml: randomYaml, place: fc.nat(), text: texts })

function only(text: string) {
  const stream = parseYaml(text)
  const [document] = stream.documents
  if (document === undefined || stream.documents.length !== 1) throw new TypeError('one document')
  return { stream, document }
}

/** A copy of a value made by the test itself, to be changed as the edit should. */
function model(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(model)
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = Object.create(null)
  for (const [key, member] of Object.entries(value)) copy[key] = model(member)
  return copy
}

function holderOf(value: unknown, path: YamlPath): Record<string | number, unknown> {
  let holder = value as Record<string | number, unknown>
  for (const part of path.slice(0, -1)) holder = holder[part] as Record<string | number, unknown>
  return holder
}

function lines(text: string): string[] {
  return text.split(/(?<=\n)/)
}

/** Lines of `after` without the one gap that makes it `before`. */
function changedLines(before: string, after: string): { removed: string[]; added: string[] } {
  const a = lines(before)
  const b = lines(after)
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end))
    end++
  return { removed: a.slice(start, a.length - end), added: b.slice(start, b.length - end) }
}

function commentsOf(text: string): string[] {
  const found: string[] = []
  let previous = ''
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme.startsWith('#') && previous !== '\u001f') found.push(lexeme)
    previous = lexeme
  }
  return found
}

function pick<T>(items: readonly T[], place: number): T {
  const item = items[place % items.length]
  fc.pre(item !== undefined)
  if (item === undefined) throw new RangeError('nothing to pick from')
  return item
}

function check(property: fc.IProperty<unknown> | fc.IRawProperty<unknown>): void {
  fc.assert(property as fc.IProperty<unknown>, OPTIONS)
}

test('what is not changed is byte for byte what was read', () => {
  check(
    fc.property(randomYaml, ({ text, value }: RandomYaml) => {
      const { stream, document } = only(text)
      expect(stream.toString()).toBe(text)
      expect(document.value).toEqual(value)
    }),
  )
})

test('replacing a value changes that value and no line but its own', () => {
  check(
    fc.property(places, ({ yaml, place, text }) => {
      const path = pick(yaml.scalars, place)
      const { stream, document } = only(yaml.text)
      document.setScalar(path, text)
      const expected = model(yaml.value)
      holderOf(expected, path)[path.at(-1) ?? ''] = text
      expect(document.value).toEqual(expected)
      expect(only(stream.toString()).document.value).toEqual(expected)
      const { removed, added } = changedLines(yaml.text, stream.toString())
      expect(added.length).toBeLessThanOrEqual(Math.min(removed.length, 2))
      expect(commentsOf(stream.toString())).toEqual(commentsOf(yaml.text))
    }),
  )
})

test('adding a value adds lines and changes no other', () => {
  check(
    fc.property(places, fc.boolean(), ({ yaml, place, text }, nested) => {
      const path = [...pick(yaml.maps, place), 'new', ...(nested ? ['deeper', 'still'] : [])]
      const { stream, document } = only(yaml.text)
      document.setScalar(path, text)
      const expected = model(yaml.value)
      const last = nested ? { deeper: { still: text } } : text
      holderOf(expected, path.slice(0, nested ? -2 : undefined))['new'] = last
      expect(document.value).toEqual(expected)
      expect(only(stream.toString()).document.value).toEqual(expected)
      expect(commentsOf(stream.toString())).toEqual(commentsOf(yaml.text))
      const { removed, added } = changedLines(yaml.text, stream.toString())
      // a line that changes had `{}` in it, or is the last one of a file without a line break
      expect(removed.length).toBeLessThanOrEqual(1)
      expect(added.length - removed.length).toBeLessThanOrEqual(nested ? 3 : 1)
    }),
  )
})

test('a block of text reads back as that text, added or replaced', () => {
  check(
    fc.property(places, blocks, fc.boolean(), ({ yaml, place }, text, added) => {
      const path = added ? [...pick(yaml.maps, place), 'new'] : pick(yaml.scalars, place)
      const { stream, document } = only(yaml.text)
      document.setBlock(path, text)
      const expected = model(yaml.value)
      holderOf(expected, path)[path.at(-1) ?? ''] = text
      expect(only(stream.toString()).document.value).toEqual(expected)
      expect(commentsOf(stream.toString())).toEqual(commentsOf(yaml.text))
    }),
  )
})

test('deleting removes one entry and leaves the other lines', () => {
  check(
    fc.property(places, ({ yaml, place }) => {
      const path = pick([...yaml.scalars, ...yaml.maps], place)
      // blank lines behind the entry would become part of a block that keeps them: refused
      fc.pre(path.length > 0 && !yaml.text.includes('|+'))
      const { stream, document } = only(yaml.text)
      const inside = document.comments(path).length
      expect(document.delete(path)).toBe(true)
      expect(commentsOf(stream.toString())).toHaveLength(commentsOf(yaml.text).length - inside)
      const expected = model(yaml.value)
      const holder = holderOf(expected, path)
      const last = path.at(-1) ?? ''
      if (Array.isArray(holder)) holder.splice(Number(last), 1)
      else delete holder[last]
      expect(only(stream.toString()).document.value).toEqual(expected)
      const { removed, added } = changedLines(yaml.text, stream.toString())
      expect(added.length).toBeLessThanOrEqual(Math.max(1, removed.length))
      const left = lines(stream.toString()).filter((line) => !lines(yaml.text).includes(line))
      expect(left.length).toBeLessThanOrEqual(2)
    }),
  )
})

test('renaming changes one key', () => {
  check(
    fc.property(places, ({ yaml, place, text }) => {
      const path = pick(yaml.scalars, place)
      const holder = holderOf(yaml.value, path)
      const isTaken = Object.hasOwn(holder, text) && path.at(-1) !== text
      fc.pre(!Array.isArray(holder) && !isTaken)
      const { stream, document } = only(yaml.text)
      expect(document.rename(path, text)).toBe(true)
      const expected = model(yaml.value)
      const target = holderOf(expected, path)
      const value = target[path.at(-1) ?? '']
      delete target[path.at(-1) ?? '']
      target[text] = value
      expect(only(stream.toString()).document.value).toEqual(expected)
      const { removed, added } = changedLines(yaml.text, stream.toString())
      expect(added.length).toBe(removed.length)
      expect(added.length).toBeLessThanOrEqual(1)
      expect(commentsOf(stream.toString())).toEqual(commentsOf(yaml.text))
    }),
  )
})

test('the text of a node, put elsewhere, is the same value', () => {
  check(
    fc.property(places, fc.integer({ min: 1, max: 7 }), ({ yaml, place }, indent) => {
      const path = pick([...yaml.maps, ...yaml.scalars], place)
      const { document } = only(yaml.text)
      const text = document.nodeText(path, { indent })
      expect(text).toBeDefined()
      const isBlock = document.source(path)?.style === 'block'
      const around = `k:${isBlock ? '\n' : ' '}${text}${isBlock ? '' : '\n'}z: 1\n`
      expect(only(around).document.get(['k'])).toEqual(document.get(path))
    }),
  )
})

test('replacing a document leaves the other documents and what is around it', () => {
  check(
    fc.property(randomYaml, randomYaml, randomYaml, (before, yaml, after) => {
      const parts = [before, yaml, after].map(({ text }) =>
        text.replace(/\r?\n?$/, '\n').replace(/^(?!---)/, '---\n'),
      )
      fc.pre(parts.every((part) => parseYaml(part).documents.length === 1))
      const stream = parseYaml(parts.join(''))
      stream.documents[1]?.replace('x: 1\nw: |\n  z\n')
      const text = stream.toString()
      expect(text.startsWith(parts[0] ?? '')).toBe(true)
      expect(text.endsWith(parts[2] ?? '')).toBe(true)
      expect(parseYaml(text).documents.map(({ value }) => value)).toEqual([
        before.value,
        { x: 1, w: 'z\n' },
        after.value,
      ])
    }),
  )
})
