import {
  isLetter,
  isNumber,
  isPunctuation,
  isSpace,
  isUpper,
  toLowerRune,
  toUpperRune,
} from '../values/unicode.ts'
import { REPLACEMENT_RUNE, decodeRune, encodeRune, runesOf } from '../values/utf8.ts'

/** What a run of characters in an identifier is, as huandu/xstrings 1.5 tells them apart. */
type WordKind = 'number' | 'upper' | 'alphabet' | 'connector' | 'punctuation' | 'other' | 'none'

interface Word {
  readonly kind: WordKind
  readonly text: string
}

function isConnector(rune: number): boolean {
  return rune === 0x2d || rune === 0x5f || isSpace(rune)
}

/** Letters, except Chinese characters, which are words by themselves. */
function isAlphabet(rune: number): boolean {
  if (!isLetter(rune)) return false
  if (rune >= 0x4e00 && rune <= 0x9fcc) return false
  return !(rune >= 0x3400 && rune <= 0x4d85) && !(rune >= 0x20000 && rune <= 0x2b81d)
}

/** `some_words-here` as `SomeWordsHere`; connectors at the ends stay. */
export function toPascalCase(text: string): string {
  const runes = [...runesOf(text)]
  const start = runes.findIndex((rune) => !isConnector(rune))
  // A text of nothing but connectors gets one more: so it is in xstrings.
  if (start < 0) return encode([...runes, ...runes.slice(-1)])
  let mapped = encode(runes.slice(0, start))
  // A word that starts with capitals loses the others of that run.
  let lowering = isUpper(runes[start] ?? 0)
  let previous = toUpperRune(runes[start] ?? 0)
  for (const rune of runes.slice(start + 1)) {
    let current = rune
    if (isConnector(previous)) {
      if (isConnector(rune)) {
        mapped += encodeRune(previous)
        previous = current
        continue
      }
      lowering = isUpper(rune)
      current = toUpperRune(rune)
    } else {
      if (lowering && isUpper(rune)) current = toLowerRune(rune)
      else lowering = false
      mapped += encodeRune(previous)
    }
    previous = current
  }
  return mapped + encodeRune(previous)
}

/** `HTTPServer` as `http_server`, with `connector` between the words. */
export function joinWords(text: string, connector: '_' | '-'): string {
  const words = new WordReader(text)
  let joined = ''
  let word = words.next()
  while (words.hasMore) {
    if (word.kind !== 'connector') joined += lower(word, connector)
    const previous = word
    word = words.next()
    if (previous.kind === 'connector') {
      joined += lower(previous, connector)
    } else if (previous.kind === 'number') {
      while (word.kind === 'alphabet' || word.kind === 'number') {
        joined += lower(word, connector)
        word = words.next()
      }
      joined += separator(word, connector)
    } else if (previous.kind !== 'punctuation') {
      const [between, next] = afterLetters(word, words, connector)
      joined += between
      word = next
    }
  }
  return joined + lower(word, connector)
}

/** What follows letters: a number belongs to them unless small letters follow it. */
function afterLetters(word: Word, words: WordReader, connector: string): [string, Word] {
  if (word.kind !== 'number') return [separator(word, connector), word]
  if (!words.hasMore) return ['', word]
  let next = words.next()
  if (next.kind !== 'alphabet') return [lower(word, connector) + separator(next, connector), next]
  let text = connector + lower(word, connector)
  while (next.kind === 'alphabet' || next.kind === 'number') {
    text += lower(next, connector)
    next = words.next()
  }
  return [text + separator(next, connector), next]
}

/** Nothing in front of punctuation and connectors, which separate by themselves. */
function separator({ kind }: Word, connector: string): string {
  return kind === 'none' || kind === 'connector' || kind === 'punctuation' ? '' : connector
}

function lower({ kind, text }: Word, connector: string): string {
  if (kind !== 'upper' && kind !== 'connector') return text
  return [...runesOf(text)]
    .map((rune) => (isConnector(rune) ? connector : encodeRune(toLowerRune(rune))))
    .join('')
}

function encode(runes: readonly number[]): string {
  return runes.map(encodeRune).join('')
}

/** Cuts text into words. Bytes that are not UTF-8 belong to the character behind them. */
class WordReader {
  readonly #text: string
  #position = 0

  constructor(text: string) {
    this.#text = text
  }

  get hasMore(): boolean {
    return this.#position < this.#text.length
  }

  next(): Word {
    const start = this.#position
    const first = this.#take()
    const kind = first === undefined ? 'none' : kindOfRune(first)
    if (kind === 'upper') this.#skipCapital()
    else if (kind !== 'none') this.#skipWhile((rune) => continues(kind, rune))
    return { kind, text: this.#text.slice(start, this.#position) }
  }

  /** `HTTPServer` is `HTTP` and `Server`: the last capital before small letters is theirs. */
  #skipCapital(): void {
    const second = this.#peek()
    if (second === undefined || !isAlphabet(second)) return
    if (!isUpper(second)) {
      this.#skipWhile((rune) => continues('alphabet', rune))
      return
    }
    let last = this.#position
    for (let rune = this.#peek(); rune !== undefined && isUpper(rune); rune = this.#peek()) {
      last = this.#position
      this.#take()
    }
    const after = this.#peek()
    if (after !== undefined && isAlphabet(after)) this.#position = last
  }

  #skipWhile(test: (rune: number) => boolean): void {
    for (let rune = this.#peek(); rune !== undefined && test(rune); rune = this.#peek()) {
      this.#take()
    }
  }

  #peek(): number | undefined {
    const start = this.#position
    const rune = this.#take()
    this.#position = start
    return rune
  }

  /** The next character; `undefined` at the end. */
  #take(): number | undefined {
    while (this.hasMore) {
      const { rune, width } = decodeRune(this.#text, this.#position)
      this.#position += width
      if (rune !== REPLACEMENT_RUNE) return rune
    }
    return undefined
  }
}

function kindOfRune(rune: number): WordKind {
  if (isConnector(rune)) return 'connector'
  if (isPunctuation(rune)) return 'punctuation'
  if (isUpper(rune)) return 'upper'
  if (isAlphabet(rune)) return 'alphabet'
  return isNumber(rune) ? 'number' : 'other'
}

function continues(kind: WordKind, rune: number): boolean {
  if (kind === 'connector') return isConnector(rune)
  if (kind === 'punctuation') return isPunctuation(rune)
  if (kind === 'alphabet') return isAlphabet(rune) && !isUpper(rune)
  if (kind === 'number') return isNumber(rune)
  return kindOfRune(rune) === 'other'
}
