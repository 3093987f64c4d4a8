import { quoteText } from '../format/quote.ts'
import { sprint } from '../format/sprint.ts'
import { sprintf } from '../format/sprintf.ts'
import { countOf, fixed, functionMap, variadic } from '../functions/go-function.ts'
import type { FunctionMap } from '../functions/go-function.ts'
import { joinWords, toPascalCase } from '../library/words.ts'
import { abbreviate, wrapText } from '../library/wrap-text.ts'
import type { Meter } from '../meter.ts'
import { failTemplate } from '../template-failure.ts'
import { GoMap, GoSlice } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'
import { isSpace, trimSpace, trimWhere } from '../values/unicode.ts'
import { decodeRune, encodeRune, runesOf, toBytes } from '../values/utf8.ts'
import { textOf, textsOf } from './text-of.ts'

/** Functions of sprig on strings. Lengths and positions are bytes, as in Go. */
export const stringFunctions: FunctionMap = functionMap({
  hello: fixed([], () => 'Hello!'),
  trim: fixed(['string'], ([text]) => trimSpace(text)),
  trimAll: fixed(['string', 'string'], ([cutset, text]) => trimSet(text, cutset)),
  trimall: fixed(['string', 'string'], ([cutset, text]) => trimSet(text, cutset)),
  trimPrefix: fixed(['string', 'string'], ([prefix, text]) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimSuffix: fixed(['string', 'string'], ([suffix, text]) =>
    text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
  ),
  nospace: fixed(['string'], ([text]) => withoutSpace(text)),
  initials: fixed(['string'], ([text]) => initials(text)),
  snakecase: fixed(['string'], ([text]) => joinWords(text, '_')),
  kebabcase: fixed(['string'], ([text]) => joinWords(text, '-')),
  camelcase: fixed(['string'], ([text]) => toPascalCase(text)),
  contains: fixed(['string', 'string'], ([part, text]) => text.includes(part)),
  hasPrefix: fixed(['string', 'string'], ([prefix, text]) => text.startsWith(prefix)),
  hasSuffix: fixed(['string', 'string'], ([suffix, text]) => text.endsWith(suffix)),
  repeat: fixed(['int', 'string'], ([count, text], { meter }) => repeat(text, count, meter)),
  substr: fixed(['int', 'int', 'string'], ([start, end, text]) => substring(text, start, end)),
  trunc: fixed(['int', 'string'], ([count, text]) => truncate(text, countOf(count))),
  abbrev: fixed(['int', 'string'], ([width, text]) =>
    width < 4n ? text : abbreviate(text, 0, countOf(width)),
  ),
  abbrevboth: fixed(['int', 'int', 'string'], ([left, right, text]) =>
    right < 4n || (left > 0n && right < 7n)
      ? text
      : abbreviate(text, countOf(left), countOf(right)),
  ),
  wrap: fixed(['int', 'string'], ([width, text]) =>
    wrapText(text, { width: countOf(width), lineBreak: '\n', cutsWords: false }),
  ),
  wrapWith: fixed(['int', 'string', 'string'], ([width, lineBreak, text], { meter }) => {
    meter.spendText(lineBreak.length * (text.length / Math.max(countOf(width), 1)))
    return wrapText(text, {
      width: countOf(width),
      lineBreak: lineBreak === '' ? '\n' : lineBreak,
      cutsWords: true,
    })
  }),
  quote: variadic([], 'any', (values, { meter }) =>
    present(values)
      .map((value) => quoteText(textOf(value, meter)))
      .join(' '),
  ),
  squote: variadic([], 'any', (values, { meter }) =>
    present(values)
      .map((value) => `'${sprint([value], meter)}'`)
      .join(' '),
  ),
  cat: variadic([], 'any', (values, { meter }) => {
    const shown = present(values)
    return sprintf(shown.map(() => '%v').join(' '), shown, meter)
  }),
  indent: fixed(['int', 'string'], ([spaces, text], { meter }) => indent(text, spaces, meter)),
  nindent: fixed(
    ['int', 'string'],
    ([spaces, text], { meter }) => `\n${indent(text, spaces, meter)}`,
  ),
  replace: fixed(['string', 'string', 'string'], ([old, replacement, text], { meter }) =>
    replaceAll(text, old, { replacement, meter }),
  ),
  plural: fixed(['string', 'string', 'int'], ([one, many, count]) => (count === 1n ? one : many)),
  toString: fixed(['any'], ([value], { meter }) => textOf(value, meter)),
  toStrings: fixed(['any'], ([value], { meter }) =>
    GoSlice.of('string', [...textsOf(value, meter)]),
  ),
  join: fixed(['string', 'any'], ([separator, list], { meter }) => {
    const texts = textsOf(list, meter)
    meter.spendText(texts.reduce((sum, text) => sum + text.length + separator.length, 0))
    return texts.join(separator)
  }),
  split: fixed(['string', 'string'], ([separator, text], { meter }) =>
    numbered(splitText(text, separator, { limit: -1, meter })),
  ),
  splitn: fixed(['string', 'int', 'string'], ([separator, count, text], { meter }) =>
    numbered(splitText(text, separator, { limit: countOf(count), meter })),
  ),
  splitList: fixed(['string', 'string'], ([separator, text], { meter }) =>
    GoSlice.of('string', splitText(text, separator, { limit: -1, meter })),
  ),
})

function present(values: readonly GoValue[]): readonly GoValue[] {
  return values.filter((value) => value !== null && value !== undefined)
}

function trimSet(text: string, cutset: string): string {
  const cut = new Set(runesOf(cutset))
  return trimWhere(text, (rune) => cut.has(rune))
}

/** goutils looks at bytes as if they were code points: beyond ASCII the text is garbled. */
function withoutSpace(text: string): string {
  const kept = codesOf(text).filter((code) => !isSpace(code))
  if (kept.length === text.length) return text
  return kept.map(encodeRune).join('')
}

/** The same holds here. */
function initials(text: string): string {
  const codes = codesOf(text)
  return codes
    .filter((code, index) => !isSpace(code) && (index === 0 || isSpace(codes[index - 1] ?? 0)))
    .map(encodeRune)
    .join('')
}

/** The bytes, as numbers. */
function codesOf(text: string): number[] {
  return [...toBytes(text)]
}

function repeat(text: string, count: bigint, meter: Meter): string {
  if (count < 0n) failTemplate('negative count')
  meter.spendText(text.length * countOf(count))
  return text === '' ? '' : text.repeat(countOf(count))
}

/** Positions out of range stop the template, but a missing end is the end of the text. */
function substring(text: string, start: bigint, end: bigint): string {
  const [first, last] = [Math.max(countOf(start), 0), countOf(end)]
  const open = start >= 0n && (last < 0 || last > text.length)
  const stop = open ? text.length : last
  if (first > stop || stop > text.length || stop < 0) failTemplate('index is out of range')
  return text.slice(first, stop)
}

function truncate(text: string, count: number): string {
  if (count >= 0) return text.slice(0, count)
  return text.length + count > 0 ? text.slice(count) : text
}

function indent(text: string, spaces: bigint, meter: Meter): string {
  const lines = text.split('\n')
  const padding = repeat(' ', spaces, meter)
  meter.spendText(text.length + padding.length * lines.length)
  return padding + lines.join(`\n${padding}`)
}

function replaceAll(
  text: string,
  old: string,
  { replacement, meter }: { replacement: string; meter: Meter },
): string {
  const parts = splitText(text, old, { limit: -1, meter })
  meter.spendText(text.length + replacement.length * (parts.length + 1))
  const replaced = parts.join(replacement)
  // An empty text is found before, between and behind all characters.
  if (old !== '') return replaced
  return text === '' ? replacement : replacement + replaced + replacement
}

/** Go's `SplitN`: an empty separator splits between characters; 0 gives nothing, -1 everything. */
function splitText(
  text: string,
  separator: string,
  { limit, meter }: { limit: number; meter: Meter },
): string[] {
  if (limit === 0) return []
  const parts: string[] = []
  let start = 0
  for (;;) {
    const width = decodeRune(text, start).width
    const end = separator === '' ? start + width : text.indexOf(separator, start)
    const last = separator === '' ? end >= text.length : end < 0
    if (last || parts.length === limit - 1) break
    parts.push(text.slice(start, end))
    if (parts.length % 1024 === 0) meter.spendList(parts.length)
    start = end + separator.length
  }
  if (separator !== '' || start < text.length) parts.push(text.slice(start))
  meter.spendList(parts.length)
  return parts
}

/** `_0`, `_1` … as keys. */
function numbered(parts: readonly string[]): GoMap {
  return new GoMap('string', new Map(parts.map((part, index) => [`_${index}`, part])))
}
