import { countOf, fixed, functionMap } from '../functions/go-function.ts'
import type { FunctionMap, GoFunction } from '../functions/go-function.ts'
import { GoRegexp, quoteMeta } from '../library/go-regexp.ts'
import type { Meter } from '../meter.ts'
import { TemplateFailure } from '../template-failure.ts'
import { GoSlice } from '../values/go-value.ts'

/** Finds, splits and replaces stop the template at a malformed pattern, `must` or not. */
function twins(name: string, run: GoFunction): Record<string, GoFunction> {
  return { [name]: run, [`must${name.charAt(0).toUpperCase()}${name.slice(1)}`]: run }
}

/** Functions of sprig for regular expressions, with the syntax of Go (RE2). */
export const regexFunctions: FunctionMap = functionMap({
  regexMatch: fixed(['string', 'string'], ([pattern, text], { meter }) =>
    matchesLeniently(pattern, text, meter),
  ),
  mustRegexMatch: fixed(['string', 'string'], ([pattern, text], { meter }) =>
    GoRegexp.compile(pattern, meter).matches(text),
  ),
  ...twins(
    'regexFind',
    fixed(
      ['string', 'string'],
      ([pattern, text], { meter }) => GoRegexp.compile(pattern, meter).find(text)?.[0] ?? '',
    ),
  ),
  ...twins(
    'regexFindAll',
    fixed(['string', 'string', 'int'], ([pattern, text, count], { meter }) => {
      const found = GoRegexp.compile(pattern, meter).findAll(text, countOf(count))
      if (found.length === 0) return GoSlice.nil('string')
      return GoSlice.of(
        'string',
        found.map(([whole]) => whole ?? ''),
      )
    }),
  ),
  ...twins(
    'regexReplaceAll',
    fixed(['string', 'string', 'string'], ([pattern, text, replacement], { meter }) => {
      const regexp = GoRegexp.compile(pattern, meter)
      return regexp.replaceAll(text, (match) => regexp.expand(replacement, match))
    }),
  ),
  ...twins(
    'regexReplaceAllLiteral',
    fixed(['string', 'string', 'string'], ([pattern, text, replacement], { meter }) =>
      GoRegexp.compile(pattern, meter).replaceAll(text, () => replacement),
    ),
  ),
  ...twins(
    'regexSplit',
    fixed(['string', 'string', 'int'], ([pattern, text, count], { meter }) => {
      const regexp = GoRegexp.compile(pattern, meter)
      if (count === 0n) return GoSlice.nil('string')
      return GoSlice.of('string', regexp.split(text, countOf(count)))
    }),
  ),
  regexQuoteMeta: fixed(['string'], ([text]) => quoteMeta(text)),
})

/** A malformed pattern matches nothing. */
function matchesLeniently(pattern: string, text: string, meter: Meter): boolean {
  try {
    return GoRegexp.compile(pattern, meter).matches(text)
  } catch (error) {
    const malformed =
      error instanceof TemplateFailure && error.problem === 'text is not a regular expression'
    if (malformed) return false
    throw error
  }
}
