import * as fc from 'fast-check'

/** A document with a known value, laid out at random. */
export interface RandomYaml {
  readonly text: string
  readonly value: unknown
  /** Paths of all maps written as such. */
  readonly maps: readonly (string | number)[][]
  /** Paths of all scalars. */
  readonly scalars: readonly (string | number)[][]
}

type Path = (string | number)[]
type Gen = fc.GeneratorValue

const WORDS = [
  'a',
  'b',
  'name',
  'DB_PASSWORD',
  'app.kubernetes.io/name',
  'ключ',
  '키',
  'x-y',
  'true',
  '1',
  '__proto__',
  'constructor',
]
const TEXTS = [
  'v',
  'AgB+/3==',
  'two words',
  'it\'s "q"',
  'a: b',
  '# no',
  '  lead',
  'trail ',
  '',
  'yes',
  '1.50',
  '{x}',
  '😀 é',
  'a\\b',
  '- d',
  '---',
  "''",
]
const COMMENTS = ['# c', '#', '# key: value', '# {', '#\ttab', '# "']

/** Documents of all layouts people write: block and flow, odd indentation, comments, quotes, CRLF. */
export const randomYaml: fc.Arbitrary<RandomYaml> = fc
  .gen()
  .map((gen) => new Layout(gen).document())

class Layout {
  readonly #gen: Gen
  readonly #maps: Path[] = []
  readonly #scalars: Path[] = []
  readonly #step: number
  readonly #flatLists: boolean
  /** A block that keeps its line breaks came last: a blank line would be part of it. */
  #afterKept = false

  constructor(gen: Gen) {
    this.#gen = gen
    this.#step = this.#below(4) + 1
    this.#flatLists = this.#chance(2)
  }

  document(): RandomYaml {
    const { text, value } = this.#chance(8) ? this.#flowRoot() : this.#blockMap([], 0, 3)
    const head = this.#chance(2) ? `${this.#gap(0)}---${this.#tail()}` : this.#gap(0)
    const foot = this.#chance(4) ? `...${this.#tail()}` : ''
    let all = `${head}${text}${foot}`
    if (this.#chance(4) && foot === '' && !/[|>]/.test(all)) all = all.replace(/\n+$/, '')
    if (this.#chance(3)) all = all.replaceAll('\n', '\r\n')
    return { text: all, value, maps: this.#maps, scalars: this.#scalars }
  }

  #flowRoot(): { text: string; value: unknown } {
    const { text, value } = this.#flowMap([], 2)
    return { text: `${text}${this.#tail()}`, value }
  }

  /** Lines at column `indent`, the last one with its line break. */
  #blockMap(path: Path, indent: number, depth: number): { text: string; value: unknown } {
    this.#maps.push(path)
    const value: Record<string, unknown> = Object.create(null)
    let text = ''
    for (const key of this.#keys()) {
      const lead = this.#gap(indent)
      this.#afterKept = false
      const entry = this.#blockValue([...path, key], indent, depth)
      value[key] = entry.value
      text += `${lead}${' '.repeat(indent)}${this.#key(key)}:${entry.text}`
    }
    return { text: text + (this.#chance(4) ? this.#gap(indent) : ''), value }
  }

  #blockList(path: Path, indent: number, depth: number): { text: string; value: unknown } {
    const value: unknown[] = []
    let text = ''
    for (let i = 0; i <= this.#below(2); i++) {
      const dash = `${this.#gap(indent)}${' '.repeat(indent)}-`
      this.#afterKept = false
      if (this.#chance(3) && depth > 0) {
        const map = this.#blockMap([...path, i], indent + 2, depth - 1)
        // the first entry moves up behind the dash, if no comment stands before it
        const compact = new RegExp(`^ {${indent + 2}}(?=[^ #\\n])`)
        text += dash + (compact.test(map.text) ? map.text.replace(compact, ' ') : `\n${map.text}`)
        value.push(map.value)
      } else {
        const item = this.#blockValue([...path, i], indent, depth - 1)
        text += dash + item.text
        value.push(item.value)
      }
    }
    return { text, value }
  }

  /** What follows `key:` or `-`, with its line break. */
  #blockValue(path: Path, indent: number, depth: number): { text: string; value: unknown } {
    const kind = depth > 0 ? this.#below(9) : this.#below(6)
    if (kind === 0) return this.#literal(path, indent)
    if (kind === 1) return { text: this.#tail(), value: this.#scalar(path, null) }
    if (kind === 2) {
      const flow = this.#flowMap(path, 1)
      return { text: ` ${flow.text}${this.#tail()}`, value: flow.value }
    }
    if (kind === 6 || kind === 7) {
      const map = this.#blockMap(path, indent + this.#step, depth - 1)
      return { text: `${this.#tail()}${map.text}`, value: map.value }
    }
    if (kind === 8) {
      const inItem = typeof path.at(-1) === 'number'
      const column = this.#flatLists && !inItem ? indent : indent + this.#step
      const list = this.#blockList(path, column, depth - 1)
      return { text: `${this.#tail()}${list.text}`, value: list.value }
    }
    const { text, value } = this.#text(false)
    const lead = this.#chance(10) ? `\n${' '.repeat(indent + this.#step)}` : ' '
    return { text: `${lead}${text}${this.#tail()}`, value: this.#scalar(path, value) }
  }

  #literal(path: Path, indent: number): { text: string; value: unknown } {
    const lines = ['one', ' two: x', '# three', '', 'é--- '].slice(0, this.#below(5) + 1)
    while (lines.at(-1) === '') lines.pop()
    const chomp = this.#pick(['', '-', '+'])
    const margin = ' '.repeat(indent + this.#step)
    const body = lines.map((line) => (line === '' ? '\n' : `${margin}${line}\n`)).join('')
    const blank = this.#chance(3) ? '\n' : ''
    const end = chomp === '-' ? '' : chomp === '+' ? `\n${blank}` : '\n'
    const value = this.#scalar(path, lines.join('\n') + end)
    const comment = this.#chance(3) ? ` ${this.#pick(COMMENTS)}` : ''
    this.#afterKept = chomp === '+'
    return { text: ` |${chomp}${comment}\n${body}${blank}`, value }
  }

  #flowMap(path: Path, depth: number): { text: string; value: unknown } {
    this.#maps.push(path)
    const value: Record<string, unknown> = Object.create(null)
    const space = this.#pick(['', ' '])
    const parts: string[] = []
    for (const key of this.#chance(4) ? [] : this.#keys()) {
      const own = [...path, key]
      const nested = depth > 0 && this.#chance(4) ? this.#flowMap(own, depth - 1) : undefined
      const leaf = this.#text(true)
      parts.push(`${this.#key(key)}: ${nested?.text ?? leaf.text}`)
      value[key] = nested === undefined ? this.#scalar(own, leaf.value) : nested.value
    }
    return { text: `{${space}${parts.join(this.#pick([',', ', ', ' , ']))}${space}}`, value }
  }

  #scalar<T>(path: Path, value: T): T {
    this.#scalars.push(path)
    return value
  }

  #text(flow: boolean): { text: string; value: unknown } {
    const value = this.#pick(TEXTS)
    const style = this.#below(3)
    if (style === 0) return { text: JSON.stringify(value), value }
    if (style === 1 || !/^[A-Za-z][A-Za-z0-9+/=]*$/.test(value) || value === 'yes') {
      return { text: `'${value.replaceAll("'", "''")}'`, value }
    }
    return { text: flow ? `'${value}'` : value, value }
  }

  #key(key: string): string {
    const plain = !['true', '1'].includes(key)
    return this.#chance(4) || !plain ? this.#pick([JSON.stringify(key), `'${key}'`]) : key
  }

  #keys(): string[] {
    const count = this.#below(3) + 1
    return [...new Set(Array.from({ length: count }, () => this.#pick(WORDS)))]
  }

  /** Blank lines and comments before an entry. */
  #gap(indent: number): string {
    if (this.#afterKept || this.#chance(2)) return ''
    const lines = ['', `${' '.repeat(indent)}${this.#pick(COMMENTS)}`]
    return `${this.#pick(lines)}\n${this.#chance(5) ? `${this.#pick(lines)}\n` : ''}`
  }

  /** The end of a line. */
  #tail(): string {
    return `${this.#chance(4) ? ` ${this.#pick(COMMENTS)}` : this.#chance(10) ? '  ' : ''}\n`
  }

  #below(limit: number): number {
    return this.#gen(fc.nat, { max: limit - 1 })
  }

  #chance(oneIn: number): boolean {
    return this.#below(oneIn) === 0
  }

  #pick<T>(items: readonly T[]): T {
    const item = items[this.#below(items.length)]
    if (item === undefined) throw new RangeError('nothing to pick from')
    return item
  }
}
