import type { TemplateProblem } from './template-problem.ts'

/**
 * Stops a template from within a function or the parser, where the name of the template is not known.
 *
 * It never leaves the room: `renderTemplate` turns it into a `TemplateError`. It carries no message,
 * so a value cannot travel in it.
 */
export class TemplateFailure extends Error {
  override readonly name = 'TemplateFailure'
  readonly problem: TemplateProblem
  /** Byte offset in the template text, when the thrower knows better than the evaluator. */
  readonly position: number | undefined

  constructor(problem: TemplateProblem, position?: number) {
    super()
    this.problem = problem
    this.position = position
  }
}

/** Stops the template with `problem`. */
export function failTemplate(problem: TemplateProblem, position?: number): never {
  throw new TemplateFailure(problem, position)
}
