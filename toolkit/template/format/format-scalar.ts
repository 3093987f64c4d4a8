import { isPrintable } from '../values/unicode.ts'
import { MAX_RUNE, REPLACEMENT_RUNE, decodeRune, encodeRune } from '../values/utf8.ts'
import { formatFloat } from './format-float.ts'
import type { FloatVerb } from './format-float.ts'
import { pad, padWithSpaces } from './format-flags.ts'
import type { FormatFlags } from './format-flags.ts'
import { canBackquote, quoteRune, quoteText } from './quote.ts'

/**
 * Single values as Go's `fmt` writes them for one verb; `undefined` when the verb does not fit the
 * value.
 *
 * Source: documentation of Go's package fmt, measured against Go 1.26.
 */
export function formatBoolean(
  value: boolean,
  verb: string,
  flags: FormatFlags,
): string | undefined {
  return verb === 't' || verb === 'v' ? pad(String(value), flags) : undefined
}

/** A string: `%s %v %q %x %X`. */
export function formatString(value: string, verb: string, flags: FormatFlags): string | undefined {
  switch (verb) {
    case 's':
      return pad(truncate(value, flags), flags)
    case 'v':
      return flags.goSyntax ? formatQuoted(value, flags) : pad(truncate(value, flags), flags)
    case 'q':
      return formatQuoted(value, flags)
    case 'x':
    case 'X':
      return formatHexString(value, verb, flags)
    default:
      return undefined
  }
}

function formatQuoted(value: string, flags: FormatFlags): string {
  const text = truncate(value, flags)
  if (flags.sharp && canBackquote(text)) return pad(`\`${text}\``, flags)
  return pad(quoteText(text, flags.plus), flags)
}

/** The precision of a string counts code points. */
function truncate(text: string, { precision }: FormatFlags): string {
  if (precision === undefined || text.length <= precision) return text
  let end = 0
  for (let left = precision; left > 0 && end < text.length; left--) {
    end += decodeRune(text, end).width
  }
  return text.slice(0, end)
}

function formatHexString(text: string, verb: 'x' | 'X', flags: FormatFlags): string {
  const shown = text.slice(0, flags.precision)
  const prefix = flags.sharp && shown !== '' ? `0${verb}` : ''
  const pairs = Array.from(shown, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0'))
  const cased = verb === 'X' ? pairs.map((pair) => pair.toUpperCase()) : pairs
  return pad(prefix + cased.join(flags.space ? ` ${prefix}` : ''), flags)
}

const BASES: ReadonlyMap<string, number> = new Map([
  ['d', 10],
  ['b', 2],
  ['o', 8],
  ['O', 8],
  ['x', 16],
  ['X', 16],
])

/** An integer: `%d %b %o %O %x %X %c %q %U`. */
export function formatInteger(value: bigint, verb: string, flags: FormatFlags): string | undefined {
  const base = BASES.get(verb)
  if (base !== undefined) return formatInBase(value, verb, flags)
  switch (verb) {
    case 'c':
      return pad(encodeRune(toRune(value)), flags)
    case 'q':
      return pad(quoteRune(toRune(value), flags.plus), flags)
    case 'U':
      return formatUnicode(value, flags)
    default:
      return undefined
  }
}

function toRune(value: bigint): number {
  return value >= 0n && value <= BigInt(MAX_RUNE) ? Number(value) : REPLACEMENT_RUNE
}

function formatInBase(value: bigint, verb: string, flags: FormatFlags): string {
  const magnitude = value < 0n ? -value : value
  if (flags.precision === 0 && value === 0n) return padWithSpaces('', flags)
  const digits = magnitude.toString(BASES.get(verb)).padStart(leadingDigits(value, flags), '0')
  const sign = value < 0n ? '-' : flags.plus ? '+' : flags.space ? ' ' : ''
  const text = prefixOf(verb, digits, flags) + digits
  return padWithSpaces(sign + (verb === 'X' ? text.toUpperCase().replace('0x', '0X') : text), flags)
}

/** `%.3d` and `%03d` both ask for leading zeros; the precision wins. */
function leadingDigits(value: bigint, flags: FormatFlags): number {
  if (flags.precision !== undefined) return flags.precision
  if (!flags.zero || flags.minus || flags.width === undefined) return 0
  return flags.width - (value < 0n || flags.plus || flags.space ? 1 : 0)
}

function prefixOf(verb: string, digits: string, { sharp }: FormatFlags): string {
  if (verb === 'O') return sharp && !digits.startsWith('0') ? '0o0' : '0o'
  if (!sharp) return ''
  if (verb === 'o') return digits.startsWith('0') ? '' : '0'
  if (verb === 'b') return '0b'
  return verb === 'x' || verb === 'X' ? '0x' : ''
}

function formatUnicode(value: bigint, flags: FormatFlags): string {
  const code = BigInt.asUintN(64, value)
  const digits = code
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(flags.precision ?? 4, 4), '0')
  const shown = flags.sharp && code <= BigInt(MAX_RUNE) && isPrintable(Number(code))
  const character = shown ? ` '${encodeRune(Number(code))}'` : ''
  return padWithSpaces(`U+${digits}${character}`, flags)
}

const DEFAULT_PRECISION: ReadonlyMap<string, number | undefined> = new Map([
  ['v', undefined],
  ['b', undefined],
  ['g', undefined],
  ['G', undefined],
  ['x', undefined],
  ['X', undefined],
  ['f', 6],
  ['F', 6],
  ['e', 6],
  ['E', 6],
])

/** A float64: `%e %E %f %F %g %G %b %x %X`. */
export function formatFloatVerb(
  value: number,
  verb: string,
  flags: FormatFlags,
): string | undefined {
  const precision = flags.precision ?? DEFAULT_PRECISION.get(verb)
  const plainVerb = floatVerb(verb)
  if (plainVerb === undefined) return undefined
  const text = formatFloat(value, plainVerb, precision)
  const unsigned = text.replace(/^[+-]/, '')
  const negative = text.startsWith('-')
  const sign = negative ? '-' : flags.plus ? '+' : flags.space ? ' ' : ''
  if (!Number.isFinite(value)) return padWithSpaces(infinite(value, sign, unsigned), flags)
  const digits = flags.sharp && verb !== 'b' ? keepZeros(unsigned, verb, precision) : unsigned
  // Zeros go between the sign and the digits.
  const missing = (flags.width ?? 0) - digits.length - sign.length
  if (sign !== '' && flags.zero && !flags.minus && missing > 0) {
    return sign + '0'.repeat(missing) + digits
  }
  return pad(sign + digits, flags)
}

function infinite(value: number, sign: string, unsigned: string): string {
  // %v writes +Inf with its sign, but NaN without one unless asked.
  return (value === Infinity && sign === '' ? '+' : sign) + unsigned
}

function floatVerb(verb: string): FloatVerb | undefined {
  switch (verb) {
    case 'v':
      return 'g'
    case 'F':
      return 'f'
    case 'b':
    case 'g':
    case 'G':
    case 'x':
    case 'X':
    case 'f':
    case 'e':
    case 'E':
      return verb
    default:
      return undefined
  }
}

/** `%#g`: a decimal point always, and trailing zeros as the precision says. */
function keepZeros(text: string, verb: string, precision: number | undefined): string {
  const hexadecimal = verb === 'x' || verb === 'X'
  const tailAt = text.search(hexadecimal ? /[pP]/ : /[eE]/)
  const tail = tailAt < 0 ? '' : text.slice(tailAt)
  const mantissa = tailAt < 0 ? text : text.slice(0, tailAt)
  const general = verb === 'v' || verb === 'g' || verb === 'G' || verb === 'x'
  let wanted = general ? (precision ?? 6) : 0
  const significant = mantissa.replace('.', '').replace(/^0+/, '')
  wanted -= significant.length
  if (!mantissa.includes('.') && mantissa === '0') wanted--
  const dotted = mantissa.includes('.') ? mantissa : `${mantissa}.`
  return dotted + '0'.repeat(Math.max(wanted, 0)) + tail
}
