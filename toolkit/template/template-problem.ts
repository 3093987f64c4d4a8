/** What kind of mistake a template error reports. */
export type TemplateProblemClass =
  | 'syntax'
  | 'unknown function'
  | 'wrong type'
  | 'limit'
  | 'function failed'
  | 'function switched off'

/**
 * Every way in which a template can fail, with its class.
 *
 * An error carries one of these sentences and nothing else, so that no value, argument or `fail`
 * text can reach a log or a status: the compiler refuses any other text.
 */
const PROBLEMS = {
  'unclosed action': 'syntax',
  'unclosed comment': 'syntax',
  'comment ends before its closing delimiter': 'syntax',
  'unclosed left parenthesis': 'syntax',
  'unexpected right parenthesis': 'syntax',
  'unrecognised character': 'syntax',
  'bad character in a name': 'syntax',
  'bad number': 'syntax',
  'number does not fit an integer': 'syntax',
  'complex numbers are not supported': 'syntax',
  'unterminated character constant': 'syntax',
  'malformed character constant': 'syntax',
  'unterminated string': 'syntax',
  'malformed string': 'syntax',
  'expected := after a colon': 'syntax',
  'unexpected token': 'syntax',
  'unexpected end of the text': 'syntax',
  'unexpected end action': 'syntax',
  'unexpected else action': 'syntax',
  'missing value': 'syntax',
  'empty command': 'syntax',
  'constant in a later stage of a pipeline': 'syntax',
  'too many declarations': 'syntax',
  'range can only declare variables': 'syntax',
  'variable is not declared': 'syntax',
  'field of a constant': 'syntax',
  'break or continue outside range': 'syntax',
  'template is defined twice': 'syntax',
  'function is not defined': 'unknown function',
  'variable has no value yet': 'wrong type',
  'template is not defined': 'wrong type',
  'nil is not a command': 'wrong type',
  'argument for something that is not a function': 'wrong type',
  'wrong number of arguments': 'wrong type',
  'wrong type of argument': 'wrong type',
  'wrong type of constant': 'wrong type',
  'constant does not fit an integer': 'wrong type',
  'value has no such field': 'wrong type',
  'field of a nil value': 'wrong type',
  'range over something that has no elements': 'wrong type',
  'range over an integer has one variable': 'wrong type',
  'values cannot be compared': 'wrong type',
  'missing argument for the comparison': 'wrong type',
  'value cannot be indexed': 'wrong type',
  'value cannot be sliced': 'wrong type',
  'value has no length': 'wrong type',
  'value is not a function': 'wrong type',
  'value is not a list': 'wrong type',
  'value is not a map of any values': 'wrong type',
  'value is not a string': 'wrong type',
  'output is not UTF-8 text': 'wrong type',
  'template text is too long': 'limit',
  'output is too long': 'limit',
  'text is too long': 'limit',
  'list is too long': 'limit',
  'too many steps': 'limit',
  'nested too deeply': 'limit',
  'regular expression is too large': 'limit',
  'fail was called': 'function failed',
  'index is out of range': 'function failed',
  'negative count': 'function failed',
  'division by zero': 'function failed',
  'number cannot be computed with': 'function failed',
  'map is nil': 'function failed',
  'nothing cannot be copied': 'function failed',
  'map element has another type': 'function failed',
  'value cannot be written as JSON': 'function failed',
  'text is not JSON': 'function failed',
  'text is not a date': 'function failed',
  'text is not a duration': 'function failed',
  'text is not a version': 'function failed',
  'text is not a version constraint': 'function failed',
  'text is not a URL': 'function failed',
  'text is not a regular expression': 'function failed',
  'text is not ciphertext': 'function failed',
  'values cannot be merged': 'function failed',
  'empty range of random numbers': 'function failed',
  'randomness is switched off': 'function switched off',
  'the clock is switched off': 'function switched off',
  'keys and certificates are not made here': 'function switched off',
  'a fault of the template engine': 'function failed',
} as const

/** One of the fixed sentences a template error is made of. */
export type TemplateProblem = keyof typeof PROBLEMS

/** The class of a problem. */
export function problemClass(problem: TemplateProblem): TemplateProblemClass {
  return PROBLEMS[problem]
}
