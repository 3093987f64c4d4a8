import { MAX_DEPTH, MAX_KEY_LENGTH } from './limits.ts'
import { writeBlock } from './write-block.ts'
import { writeScalar, type ScalarStyle } from './write-scalar.ts'

const STEP = 2
const BLOCK: ScalarStyle = { quotes: 'plain', flow: false }

/** What {@link formatYaml} may be told. */
export interface FormatYamlOptions {
  /** Columns before every line; default 0. */
  readonly indent?: number
}

/**
 * Writes a value as kubectl does: two spaces, sequences at the column of their key, keys in the
 * given order, no folded lines, literal blocks for text of several lines, quotes where YAML 1.1 or
 * 1.2 would read something else. `undefined` members are left out. Ends in a line break.
 *
 * @throws TypeError for anything that is no JSON value
 */
export function formatYaml(value: unknown, options: FormatYamlOptions = {}): string {
  const indent = options.indent ?? 0
  const margin = ' '.repeat(indent)
  // a block at the root has no parent to be indented from
  if (typeof value === 'string') return `${margin}${writeScalar(value, BLOCK)}\n`
  const text = formatNode(value, indent, 0)
  return text.startsWith('\n') ? `${text.slice(1)}\n` : `${margin}${text.slice(1)}\n`
}

/** What stands behind `key:` or `-`: a space and a scalar, or line breaks and a block collection. */
function formatNode(value: unknown, indent: number, depth: number): string {
  if (depth > MAX_DEPTH) throw new RangeError(`nested more than ${MAX_DEPTH} levels deep`)
  if (typeof value === 'string') return ` ${formatText(value, indent)}`
  if (value === null || typeof value === 'boolean') return ` ${value}`
  if (typeof value === 'number') return ` ${formatNumber(value)}`
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []'
    return value.map((item) => formatItem(item, indent, depth)).join('')
  }
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} is no YAML value`)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.prototype) {
    throw new TypeError('only plain objects are YAML maps')
  }
  const entries = Object.entries(value).filter(([, member]) => member !== undefined)
  if (entries.length === 0) return ' {}'
  return entries.map(([key, member]) => formatEntry(key, member, { indent, depth })).join('')
}

function formatEntry(
  key: string,
  value: unknown,
  { indent, depth }: { indent: number; depth: number },
): string {
  const line = `\n${' '.repeat(indent)}`
  const name = writeScalar(key, BLOCK)
  const isLong = name.length > MAX_KEY_LENGTH
  const inner = Array.isArray(value) && !isLong ? indent : indent + STEP
  const lead = isLong ? `${line}? ${name}${line}:` : `${line}${name}:`
  return lead + formatNode(value, inner, depth + 1)
}

function formatItem(value: unknown, indent: number, depth: number): string {
  const inner = formatNode(value, indent + STEP, depth + 1)
  // a map starts on the line of its dash
  return `\n${' '.repeat(indent)}-${inner.replace(/^\n +/, ' ')}`
}

/** @param indent - the column at which the lines of a block stand */
function formatText(text: string, indent: number): string {
  const block = text.includes('\n') ? writeBlock(text, { column: indent, step: STEP }) : undefined
  return block === undefined ? writeScalar(text, BLOCK) : [block.header, ...block.lines].join('\n')
}

function formatNumber(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  // YAML 1.1 wants a dot where there is an exponent
  return String(value).replace(/^(-?[0-9]+)e/, '$1.0e')
}
