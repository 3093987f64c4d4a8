import { RE2JS, RE2JSException } from 're2js'
import type { Matcher } from 're2js'
import type { Meter } from '../meter.ts'
import { failTemplate } from '../template-failure.ts'
import { isDigit, isLetter } from '../values/unicode.ts'
import { decodeRune, fromText, toBytes, toTextStrict } from '../values/utf8.ts'

/** Longer patterns are limits, not patterns. */
const LONGEST_PATTERN = 1024
/** Instructions of a compiled pattern; `a{1000}` has a thousand. */
const LARGEST_PROGRAM = 10_000
/** How many instructions may look at how many bytes for one step. */
const WORK_PER_STEP = 128

/** What a pattern found: the whole match and its groups; a group that took no part is `undefined`. */
export type RegexpMatch = readonly (string | undefined)[] & {
  readonly start: number
  readonly end: number
}

const compiledBy = new WeakMap<Meter, Map<string, GoRegexp>>()

/**
 * A regular expression with the syntax and semantics of Go's regexp (RE2), over bytes.
 *
 * Time is linear in the text for one match; each further match is paid for with steps.
 */
export class GoRegexp {
  readonly #pattern: RE2JS
  readonly #meter: Meter | undefined

  private constructor(pattern: RE2JS, meter: Meter | undefined) {
    this.#pattern = pattern
    this.#meter = meter
  }

  /** A pattern of our own. */
  static compileTrusted(pattern: string): GoRegexp {
    return new GoRegexp(RE2JS.compile(pattern), undefined)
  }

  /** A pattern of a template; compiled once per rendering. */
  static compile(pattern: string, meter: Meter): GoRegexp {
    const known = compiledBy.get(meter) ?? new Map<string, GoRegexp>()
    compiledBy.set(meter, known)
    const compiled = known.get(pattern) ?? new GoRegexp(compileBounded(pattern, meter), meter)
    known.set(pattern, compiled)
    return compiled
  }

  /** Whether the pattern matches anywhere. */
  matches(text: string): boolean {
    return this.find(text) !== undefined
  }

  /** The leftmost match. */
  find(text: string): RegexpMatch | undefined {
    return this.#matchFrom(this.#pattern.matcher(toBytes(text)), text, 0)
  }

  /** Matches that do not overlap, at most `limit`; negative: all. Go's `FindAll`. */
  findAll(text: string, limit = -1): RegexpMatch[] {
    const matcher = this.#pattern.matcher(toBytes(text))
    const matches: RegexpMatch[] = []
    let previousEnd = -1
    for (let position = 0; position <= text.length;) {
      if (limit >= 0 && matches.length >= limit) break
      const match = this.#matchFrom(matcher, text, position)
      if (match === undefined) break
      const empty = match.end === position
      // No empty match right behind another match.
      if (!empty || match.start !== previousEnd) {
        matches.push(match)
        this.#meter?.spendList(1)
      }
      previousEnd = match.end
      position = empty ? nextPosition(text, position) : match.end
    }
    return matches
  }

  /** Go's `ReplaceAllString`, where `expand` makes the replacement of a match. */
  replaceAll(text: string, expand: (match: RegexpMatch) => string): string {
    const matcher = this.#pattern.matcher(toBytes(text))
    let replaced = ''
    let lastEnd = 0
    for (let position = 0; position <= text.length;) {
      const match = this.#matchFrom(matcher, text, position)
      if (match === undefined) break
      replaced += text.slice(lastEnd, match.start)
      // No replacement of an empty match right behind another match.
      if (match.end > lastEnd || match.start === 0) replaced += expand(match)
      this.#meter?.spendText(replaced.length)
      lastEnd = match.end
      position = Math.max(nextPosition(text, position), match.end)
    }
    return replaced + text.slice(lastEnd)
  }

  /** Go's `Split`: the text between the matches, in at most `limit` pieces; negative: all. */
  split(text: string, limit: number): string[] {
    if (text === '' && this.#pattern.pattern() !== '') return ['']
    const pieces: string[] = []
    let start = 0
    let end = 0
    for (const match of this.findAll(text, limit)) {
      if (limit > 0 && pieces.length === limit - 1) break
      end = match.start
      if (match.end !== 0) pieces.push(text.slice(start, end))
      start = match.end
    }
    if (end !== text.length) pieces.push(text.slice(start))
    return pieces
  }

  /** A replacement with `$1`, `${1}`, `${name}` and `$$` filled in; Go's `Expand`. */
  expand(template: string, match: RegexpMatch): string {
    let expanded = ''
    for (let position = 0; position < template.length;) {
      const dollar = template.indexOf('$', position)
      if (dollar < 0) return expanded + template.slice(position)
      expanded += template.slice(position, dollar)
      const reference = readReference(template, dollar + 1)
      if (reference === undefined) {
        // $$ is a dollar sign, and so is a $ before anything that is no name.
        expanded += '$'
        position = dollar + (template.charAt(dollar + 1) === '$' ? 2 : 1)
      } else {
        expanded += this.#group(match, reference.name)
        position = reference.end
      }
    }
    return expanded
  }

  #group(match: RegexpMatch, name: string): string {
    if (/^(?:0|[1-9][0-9]{0,7})$/.test(name)) return match[Number(name)] ?? ''
    for (const [known, index] of Object.entries(this.#pattern.namedGroups())) {
      if (fromText(known) === name) return match[index] ?? ''
    }
    return ''
  }

  #matchFrom(matcher: Matcher, text: string, position: number): RegexpMatch | undefined {
    const work = (text.length - position) * this.#pattern.programSize()
    this.#meter?.spend(1 + work / WORK_PER_STEP)
    if (!matcher.find(position)) return undefined
    const groups: (string | undefined)[] = []
    for (let group = 0; group <= matcher.groupCount(); group++) {
      const start = matcher.start(group)
      groups.push(start < 0 ? undefined : text.slice(start, matcher.end(group)))
    }
    return Object.assign(groups, { start: matcher.start(), end: matcher.end() })
  }
}

/** Go's `regexp.QuoteMeta`. */
export function quoteMeta(text: string): string {
  return text.replaceAll(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`)
}

function compileBounded(pattern: string, meter: Meter): RE2JS {
  if (pattern.length > LONGEST_PATTERN) failTemplate('regular expression is too large')
  const text = toTextStrict(pattern) ?? failTemplate('text is not a regular expression')
  // Repetitions are written out by the compiler: pay before, not after.
  const repeats = [...text.matchAll(/\{[0-9]*,?([0-9]*)\}/g)].length
  meter.spend(text.length + repeats * 1000)
  const compiled = compile(text)
  if (compiled.programSize() > LARGEST_PROGRAM) failTemplate('regular expression is too large')
  return compiled
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern)
  } catch (error) {
    // Its message holds the pattern.
    if (error instanceof RE2JSException) return failTemplate('text is not a regular expression')
    throw error
  }
}

function nextPosition(text: string, position: number): number {
  return position + Math.max(1, decodeRune(text, position).width)
}

/** The name behind a dollar sign, in braces or not. */
function readReference(
  template: string,
  start: number,
): { readonly name: string; readonly end: number } | undefined {
  const braces = template.charAt(start) === '{'
  const nameStart = braces ? start + 1 : start
  let end = nameStart
  for (;;) {
    const { rune, width } = decodeRune(template, end)
    if (width === 0 || !(isLetter(rune) || isDigit(rune) || rune === 0x5f)) break
    end += width
  }
  if (end === nameStart) return undefined
  const name = template.slice(nameStart, end)
  if (!braces) return { name, end }
  return template.charAt(end) === '}' ? { name, end: end + 1 } : undefined
}
