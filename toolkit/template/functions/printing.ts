import { sprint, sprintln } from '../format/sprint.ts'
import { sprintf } from '../format/sprintf.ts'
import { escapeUrl } from '../library/url/escape-url.ts'
import type { Meter } from '../meter.ts'
import type { GoValue } from '../values/go-value.ts'
import { isPrintable } from '../values/unicode.ts'
import { decodeRune } from '../values/utf8.ts'
import { functionMap, variadic } from './go-function.ts'
import type { FunctionMap } from './go-function.ts'

/** `print printf println html js urlquery` of Go's text/template. */
export const printingFunctions: FunctionMap = functionMap({
  print: variadic([], 'any', (values, { meter }) => sprint(values, meter)),
  println: variadic([], 'any', (values, { meter }) => sprintln(values, meter)),
  printf: variadic(['string'], 'any', ([format, ...values], { meter }) =>
    sprintf(format, values, meter),
  ),
  html: variadic([], 'any', (values, { meter }) => escapeHtml(textOf(values, meter))),
  js: variadic([], 'any', (values, { meter }) => escapeJavaScript(textOf(values, meter))),
  urlquery: variadic([], 'any', (values, { meter }) => escapeUrl(textOf(values, meter), 'query')),
})

/** Like `print`, but nil is written as the template itself writes it. */
function textOf(values: readonly GoValue[], meter: Meter): string {
  return sprint(
    values.map((value) => value ?? '<no value>'),
    meter,
  )
}

const HTML_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\0', '\xef\xbf\xbd'], // U+FFFD as UTF-8
  ['"', '&#34;'],
  ["'", '&#39;'],
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
])

function escapeHtml(text: string): string {
  // oxlint would read \0 in a pattern as a mistake, hence the escape by number
  return text.replaceAll(/["'&<>\u0000]/g, (character) => HTML_ESCAPES.get(character) ?? character)
}

function escapeJavaScript(text: string): string {
  let escaped = ''
  for (let position = 0; position < text.length;) {
    const end = plainUntil(text, position)
    escaped += text.slice(position, end)
    if (end === text.length) break
    const { rune, width } = decodeRune(text, end)
    const character = text.slice(end, end + width)
    position = end + width
    if ('\\\'"'.includes(character)) escaped += `\\${character}`
    else if (rune >= 0x80 && isPrintable(rune)) escaped += character
    else escaped += unicodeEscape(rune)
  }
  return escaped
}

/** Where the characters end that stand for themselves. */
function plainUntil(text: string, position: number): number {
  const special = /[^ !#-%(-;?-[\]-\x7f]/g
  special.lastIndex = position
  return special.exec(text)?.index ?? text.length
}

function unicodeEscape(rune: number): string {
  return `\\u${rune.toString(16).toUpperCase().padStart(4, '0')}`
}
