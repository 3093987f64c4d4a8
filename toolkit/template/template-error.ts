import { WaxsealError } from '../../src/errors.ts'
import type { ErrorCode } from '../../src/errors.ts'
import { problemClass } from './template-problem.ts'
import type { TemplateProblem, TemplateProblemClass } from './template-problem.ts'

/** Names in messages are cut to this length: a key of a Secret has at most 253 characters. */
const NAME_LENGTH = 253

/** Where in a template something is: both count from 1, columns in characters. */
export interface TemplatePosition {
  readonly line: number
  readonly column: number
}

/**
 * A template that could not be parsed (`ERR_TEMPLATE_SYNTAX`), rendered (`ERR_TEMPLATE_FAILED`) or
 * finished within its limits (`ERR_TEMPLATE_LIMIT`).
 *
 * It tells the name of the template, the position, and one of a fixed list of sentences. It never
 * holds a value, an argument, a piece of the template or the text given to `fail`.
 */
export class TemplateError extends WaxsealError {
  /** The key the template stands under. */
  readonly templateName: string
  readonly position: TemplatePosition
  readonly problemClass: TemplateProblemClass
  readonly problem: TemplateProblem

  constructor(templateName: string, position: TemplatePosition, problem: TemplateProblem) {
    const kind = problemClass(problem)
    super(codeOf(kind), messageOf(templateName, position, problem), hintOf(kind))
    this.templateName = templateName
    this.position = position
    this.problemClass = kind
    this.problem = problem
  }
}

function codeOf(kind: TemplateProblemClass): ErrorCode {
  switch (kind) {
    case 'syntax':
    case 'unknown function':
      return 'ERR_TEMPLATE_SYNTAX'
    case 'limit':
      return 'ERR_TEMPLATE_LIMIT'
    case 'wrong type':
    case 'function failed':
    case 'function switched off':
      return 'ERR_TEMPLATE_FAILED'
    default:
      return kind satisfies never
  }
}

function messageOf(name: string, at: TemplatePosition, problem: TemplateProblem): string {
  // JSON's quoting, because a name with a line break in it could forge a second log line.
  const quoted = JSON.stringify(name.slice(0, NAME_LENGTH))
  const place = `line ${at.line}, column ${at.column}`
  return `template ${quoted}, ${place}: ${problemClass(problem)}: ${problem}`
}

function hintOf(kind: TemplateProblemClass): { hint: string } {
  switch (kind) {
    case 'syntax':
      return { hint: 'correct the template at that position' }
    case 'unknown function':
      return { hint: 'use a function of Go templates or sprig; docs/templates.md lists them' }
    case 'wrong type':
      return { hint: 'check the types and the number of the arguments at that position' }
    case 'limit':
      return { hint: 'make the template do less; docs/templates.md lists the limits' }
    case 'function failed':
      return { hint: 'check the arguments of the function at that position' }
    case 'function switched off':
      return { hint: 'put a fixed value in its place; docs/templates.md says which are off' }
    default:
      return kind satisfies never
  }
}
