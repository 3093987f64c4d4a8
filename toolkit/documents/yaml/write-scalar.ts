import { resolvePlain } from './resolve-plain.ts'

/** How text is to be written where more than one way reads the same. */
export interface ScalarStyle {
  /** `json`: double quotes whatever the text. */
  readonly quotes: 'plain' | 'single-quoted' | 'double-quoted' | 'json'
  /** Inside `{}` or `[]`, where commas and brackets end a plain value. */
  readonly flow: boolean
}

// Not printable, a line break to some reader, or a tab: only a double-quoted string holds them as escapes.
const SPECIAL = /[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/u
const SPECIALS = new RegExp(SPECIAL.source, 'gu')
/** Words and shapes that YAML 1.1 or 1.2 readers take for something else than text, beyond Go's own. */
const LOOKS_TYPED =
  /^(?:=|<<|[-+]?[eE][-+]?[0-9]+|[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?0[xXoObB][0-9a-fA-F_]*|[-+]?[0-9][0-9_]*(?::[0-9_]+)+(?:\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?|[yn]|[yY][eE][sS]|[nN][oO]|[oO][nN]|[oO][fF][fF]|[tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[nN][uU][lL][lL]|[-+]?\.[iI][nN][fF]|\.[nN][aA][nN])$/
const INDICATOR_FIRST = /^[,[\]{}#&*!|>'"%@`]|^[-?:](?: |$)|^(?:---|\.\.\.)/
const INDICATOR_LATER = /: | #|:$/
const FLOW_INDICATOR = /[,[\]{}]|^[?:-]|:/

/**
 * Text as one YAML token on one line that YAML 1.1 and 1.2 readers, and Go's, read as that text.
 * In double quotes it is JSON as well. Never folded.
 */
export function writeScalar(text: string, style: ScalarStyle): string {
  if (style.quotes === 'json' || style.quotes === 'double-quoted' || SPECIAL.test(text)) {
    return doubleQuoted(text)
  }
  if (style.quotes === 'single-quoted') return singleQuoted(text)
  if (text === '' || isTyped(text)) return doubleQuoted(text)
  const unsafe =
    text.startsWith(' ') ||
    text.endsWith(' ') ||
    INDICATOR_FIRST.test(text) ||
    INDICATOR_LATER.test(text) ||
    (style.flow && FLOW_INDICATOR.test(text))
  return unsafe ? singleQuoted(text) : text
}

/** Whether text has characters that only a double-quoted string can hold. */
export function needsEscapes(text: string): boolean {
  return SPECIAL.test(text)
}

function isTyped(text: string): boolean {
  return typeof resolvePlain(text) !== 'string' || LOOKS_TYPED.test(text)
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** The escapes JSON and YAML have in common; not `\/` and no surrogates, which Go's reader refuses. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    SPECIALS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
