export { goTemplateFunctions } from './functions/go-template-functions.ts'
export { parseTemplate, renderTemplate, renderTemplateBytes } from './render-template.ts'
export { sprigFunctions } from './sprig/sprig-functions.ts'
export { TemplateError } from './template-error.ts'
export { DEFAULT_TEMPLATE_LIMITS } from './template-limits.ts'
export { fixed, functionMap, variadic } from './functions/go-function.ts'
export { stringMap, valueMap } from './values/from-data.ts'

export type { FunctionMap, GoFunction, RandomSource, Runtime } from './functions/go-function.ts'
export type {
  ParseTemplateOptions,
  RenderTemplateOptions,
  TemplateAllowances,
} from './render-template.ts'
export type { TemplatePosition } from './template-error.ts'
export type { TemplateLimits } from './template-limits.ts'
export type { TemplateProblem, TemplateProblemClass } from './template-problem.ts'
export type { GoMap, GoValue } from './values/go-value.ts'
