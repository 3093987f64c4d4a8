import { failTemplate } from '../template-failure.ts'
import { isDigit, isLetter } from '../values/unicode.ts'
import { decodeRune } from '../values/utf8.ts'

/** What a token is; keywords are kinds of their own. */
export type TokenKind =
  | 'text'
  | 'left'
  | 'right'
  | 'end of text'
  | 'keyword'
  | 'identifier'
  | 'field'
  | 'variable'
  | 'dot'
  | 'nil'
  | 'bool'
  | 'number'
  | 'character'
  | 'string'
  | 'pipe'
  | 'declare'
  | 'assign'
  | 'open'
  | 'close'
  | 'other'

/** A token of a template. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  /** Byte offset of its start. */
  readonly position: number
  /** Whether white space stands in front of it, which separates arguments. */
  readonly spaced: boolean
}

const KEYWORDS: ReadonlySet<string> = new Set([
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'range',
  'template',
  'with',
])

const PUNCTUATION: ReadonlyMap<string, TokenKind> = new Map([
  ['|', 'pipe'],
  ['=', 'assign'],
  ['(', 'open'],
  [')', 'close'],
])

const SPACE = ' \t\r\n'

/**
 * Cuts a template into tokens, one at a time.
 *
 * Trim markers (`{{- ` and ` -}}`) and comments are dealt with here; the parser does not see them.
 * Source: text/template, "Text and spaces" and "Actions".
 */
export class Lexer {
  readonly #text: string
  #position = 0
  #inAction = false
  #actionStart = 0
  #openParentheses = 0

  constructor(text: string) {
    this.#text = text
  }

  /** The next token. */
  next(): Token {
    return this.#inAction ? this.#nextInAction() : this.#nextText()
  }

  /** Text up to the next action, or the delimiter that starts one. */
  #nextText(): Token {
    for (;;) {
      const start = this.#position
      if (start >= this.#text.length) {
        return { kind: 'end of text', text: '', position: start, spaced: false }
      }
      const found = this.#text.indexOf('{{', start)
      const delimiter = found < 0 ? this.#text.length : found
      const trims = found >= 0 && this.#trimsLeft(delimiter + 2)
      const end = trims ? this.#skipSpaceBackwards(start, delimiter) : delimiter
      this.#position = delimiter
      if (end > start) {
        return { kind: 'text', text: this.#text.slice(start, end), position: start, spaced: false }
      }
      const inside = delimiter + (trims ? 4 : 2)
      if (!this.#text.startsWith('/*', inside)) {
        this.#position = inside
        this.#inAction = true
        this.#actionStart = delimiter
        this.#openParentheses = 0
        return { kind: 'left', text: '{{', position: delimiter, spaced: false }
      }
      this.#skipComment(inside)
    }
  }

  #skipComment(start: number): void {
    const end = this.#text.indexOf('*/', start + 2)
    if (end < 0) failTemplate('unclosed comment', start)
    this.#position = end + 2
    const width = this.#rightDelimiter()
    if (width === 0) failTemplate('comment ends before its closing delimiter', start)
    this.#close(width)
  }

  #nextInAction(): Token {
    const start = this.#position
    for (;;) {
      const width = this.#rightDelimiter()
      if (width > 0) return this.#closeAction(width, this.#position > start)
      if (!this.#isSpaceAt(this.#position)) return this.#item(this.#position > start)
      this.#position++
    }
  }

  #item(spaced: boolean): Token {
    const start = this.#position
    const character = this.#text.charAt(start)
    if (character === '') failTemplate('unclosed action', this.#actionStart)
    const punctuation = PUNCTUATION.get(character)
    if (punctuation !== undefined) {
      this.#position++
      this.#countParentheses(character, start)
      return { kind: punctuation, text: character, position: start, spaced }
    }
    if (character === ':') return this.#declare(spaced)
    if (character === '"' || character === '`' || character === "'") return this.#quoted(spaced)
    if (character === '$') return this.#name('variable', spaced)
    const digitFollows = /[0-9]/.test(this.#text.charAt(start + 1))
    if (character === '.' && !digitFollows && start + 1 < this.#text.length) {
      return this.#name('field', spaced)
    }
    if (/[0-9+\-.]/.test(character)) return this.#number(spaced)
    if (this.#isNameAt(start) > 0) return this.#word(spaced)
    if (character > ' ' && character < '\x7f') {
      this.#position++
      return { kind: 'other', text: character, position: start, spaced }
    }
    return failTemplate('unrecognised character', start)
  }

  #countParentheses(character: string, start: number): void {
    if (character === '(') this.#openParentheses++
    if (character === ')' && --this.#openParentheses < 0) {
      failTemplate('unexpected right parenthesis', start)
    }
  }

  #declare(spaced: boolean): Token {
    const start = this.#position
    if (this.#text.charAt(start + 1) !== '=') failTemplate('expected := after a colon', start)
    this.#position += 2
    return { kind: 'declare', text: ':=', position: start, spaced }
  }

  /** A string, raw string or character constant, quotes included. */
  #quoted(spaced: boolean): Token {
    const start = this.#position
    const quote = this.#text.charAt(start)
    const raw = quote === '`'
    let end = start + 1
    for (; this.#text.charAt(end) !== quote; end++) {
      if (!raw && this.#text.charAt(end) === '\\') end++
      const character = this.#text.charAt(end)
      if (character === '' || (character === '\n' && !raw)) {
        failTemplate(
          quote === "'" ? 'unterminated character constant' : 'unterminated string',
          start,
        )
      }
    }
    this.#position = end + 1
    const kind = quote === "'" ? 'character' : 'string'
    return { kind, text: this.#text.slice(start, end + 1), position: start, spaced }
  }

  /** `.name` or `$name`; the name may be empty. */
  #name(kind: 'field' | 'variable', spaced: boolean): Token {
    const start = this.#position
    this.#position++
    this.#skipName()
    const text = this.#text.slice(start, this.#position)
    return { kind: text === '.' ? 'dot' : kind, text, position: start, spaced }
  }

  #word(spaced: boolean): Token {
    const start = this.#position
    this.#skipName()
    const text = this.#text.slice(start, this.#position)
    const token = { text, position: start, spaced }
    if (KEYWORDS.has(text)) return { ...token, kind: 'keyword' }
    if (text === 'nil') return { ...token, kind: 'nil' }
    return { ...token, kind: text === 'true' || text === 'false' ? 'bool' : 'identifier' }
  }

  #skipName(): void {
    const start = this.#position
    for (let width = 1; width > 0; this.#position += width) width = this.#isNameAt(this.#position)
    const next = this.#text.charAt(this.#position)
    const ends = next === '' || SPACE.includes(next) || '.,|:)('.includes(next)
    if (!ends && !this.#text.startsWith('}}', this.#position)) {
      failTemplate('bad character in a name', start)
    }
  }

  /** Anything that starts like a number; whether it is one is found out when it is read. */
  #number(spaced: boolean): Token {
    const start = this.#position
    this.#skipNumber()
    const next = this.#text.charAt(this.#position)
    if (next === '+' || next === '-') {
      this.#skipNumber()
      if (!this.#text.slice(start, this.#position).endsWith('i')) failTemplate('bad number', start)
    }
    return {
      kind: 'number',
      text: this.#text.slice(start, this.#position),
      position: start,
      spaced,
    }
  }

  #skipNumber(): void {
    const start = this.#position
    const pattern =
      /[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/y
    pattern.lastIndex = start
    this.#position += pattern.exec(this.#text)?.[0].length ?? 0
    if (this.#isNameAt(this.#position) > 0) failTemplate('bad number', start)
  }

  #closeAction(width: number, spaced: boolean): Token {
    if (this.#openParentheses > 0) failTemplate('unclosed left parenthesis', this.#position)
    const position = this.#position
    this.#close(width)
    this.#inAction = false
    return { kind: 'right', text: '}}', position, spaced }
  }

  /** Steps behind the closing delimiter, and behind the white space it trims. */
  #close(width: number): void {
    this.#position += width
    if (width > 2) while (this.#isSpaceAt(this.#position)) this.#position++
  }

  /** Length of the closing delimiter, trim marker included; 0 when there is none. */
  #rightDelimiter(at: number = this.#position): number {
    if (this.#text.startsWith('}}', at)) return 2
    return this.#isSpaceAt(at) && this.#text.startsWith('-}}', at + 1) ? 4 : 0
  }

  #trimsLeft(at: number): boolean {
    return this.#text.charAt(at) === '-' && this.#isSpaceAt(at + 1)
  }

  #skipSpaceBackwards(start: number, end: number): number {
    let position = end
    while (position > start && this.#isSpaceAt(position - 1)) position--
    return position
  }

  #isSpaceAt(position: number): boolean {
    const character = this.#text.charAt(position)
    return character !== '' && SPACE.includes(character)
  }

  /** Width of the letter, digit or underscore at `position`; 0 when there is none. */
  #isNameAt(position: number): number {
    const code = this.#text.charCodeAt(position)
    if (code < 0x80) return /\w/.test(String.fromCharCode(code)) ? 1 : 0
    const { rune, width } = decodeRune(this.#text, position)
    return isLetter(rune) || isDigit(rune) ? width : 0
  }
}
