import { TemplateEvaluator } from './evaluate/evaluate-template.ts'
import { goTemplateFunctions } from './functions/go-template-functions.ts'
import type { FunctionMap, RandomSource, Runtime } from './functions/go-function.ts'
import { Meter } from './meter.ts'
import type { ParsedTemplate } from './parse/nodes.ts'
import { parseText } from './parse/parse-template.ts'
import { sprigFunctions } from './sprig/sprig-functions.ts'
import { TemplateError } from './template-error.ts'
import { TemplateFailure } from './template-failure.ts'
import { DEFAULT_TEMPLATE_LIMITS } from './template-limits.ts'
import type { TemplateLimits } from './template-limits.ts'
import { templatePosition } from './template-position.ts'
import type { TemplateProblem } from './template-problem.ts'
import { stringMap } from './values/from-data.ts'
import { GoMap } from './values/go-value.ts'
import { fromText, toBytes, toTextStrict } from './values/utf8.ts'

/** What a template may use that changes from one rendering to the next; nothing by default. */
export interface TemplateAllowances {
  /** Random bytes, `true` for those of WebCrypto. */
  readonly random?: boolean | RandomSource
  /** The present. */
  readonly clock?: () => Date
}

/** How a template is parsed. */
export interface ParseTemplateOptions {
  /** The key the template stands under; named in errors. */
  readonly name: string
  /** Besides those of Go templates; sprig's by default. */
  readonly functions?: FunctionMap
  readonly limits?: Partial<TemplateLimits>
}

/** How a template is rendered. */
export interface RenderTemplateOptions extends ParseTemplateOptions {
  /**
   * A map of texts or bytes (Go's `map[string]string`), or one made by `valueMap` for data of other
   * types.
   */
  readonly data: ReadonlyMap<string, string | Uint8Array> | GoMap
  readonly allow?: TemplateAllowances
}

/**
 * Checks the syntax of a template and that its functions exist, without rendering it.
 *
 * @throws TemplateError `ERR_TEMPLATE_SYNTAX`, `ERR_TEMPLATE_LIMIT`
 */
export function parseTemplate(text: string, options: ParseTemplateOptions): void {
  parse(text, options, new Meter(limitsOf(options)))
}

/**
 * Renders a Go template to text.
 *
 * @throws TemplateError `ERR_TEMPLATE_SYNTAX`, `ERR_TEMPLATE_FAILED` (also when the output is not
 *   UTF-8), `ERR_TEMPLATE_LIMIT`
 */
export function renderTemplate(text: string, options: RenderTemplateOptions): string {
  const output = toTextStrict(render(text, options))
  if (output !== undefined) return output
  throw new TemplateError(options.name, { line: 1, column: 1 }, 'output is not UTF-8 text')
}

/**
 * Renders a Go template to bytes, which need not be UTF-8: a template may decode base64.
 *
 * @throws TemplateError `ERR_TEMPLATE_SYNTAX`, `ERR_TEMPLATE_FAILED`, `ERR_TEMPLATE_LIMIT`
 */
export function renderTemplateBytes(
  text: string,
  options: RenderTemplateOptions,
): Uint8Array<ArrayBuffer> {
  return toBytes(render(text, options))
}

/** The output as a Go string. */
function render(text: string, options: RenderTemplateOptions): string {
  const meter = new Meter(limitsOf(options))
  const template = parse(text, options, meter)
  const data = options.data instanceof GoMap ? options.data : stringMap(options.data)
  const runtime: Runtime = { meter, ...allowances(options.allow ?? {}) }
  const evaluator = new TemplateEvaluator(template, data, functionsOf(options), runtime)
  return named(
    options.name,
    template.text,
    () => evaluator.position,
    () => evaluator.render(),
  )
}

function parse(text: string, options: ParseTemplateOptions, meter: Meter): ParsedTemplate {
  const functions = functionsOf(options)
  const bytes = fromText(text)
  return named(
    options.name,
    bytes,
    () => 0,
    () => {
      if (bytes.length > meter.limits.templateBytes)
        throw new TemplateFailure('template text is too long')
      return parseText(options.name, bytes, meter, (name) => functions.has(name))
    },
  )
}

/** Gives a failure its name and place; nothing of a foreign error is passed on. */
function named<T>(name: string, text: string, position: () => number, run: () => T): T {
  try {
    return run()
  } catch (error) {
    const failure = error instanceof TemplateFailure ? error : undefined
    const problem: TemplateProblem = failure?.problem ?? 'a fault of the template engine'
    throw new TemplateError(name, templatePosition(text, failure?.position ?? position()), problem)
  }
}

function functionsOf({ functions = sprigFunctions }: ParseTemplateOptions): FunctionMap {
  return new Map([...goTemplateFunctions, ...functions])
}

function limitsOf({ limits }: ParseTemplateOptions): TemplateLimits {
  return { ...DEFAULT_TEMPLATE_LIMITS, ...limits }
}

function allowances({ random, clock }: TemplateAllowances): Pick<Runtime, 'random' | 'clock'> {
  const source = random === true ? randomBytes : random
  return { random: source === false ? undefined : source, clock }
}

function randomBytes(length: number): Uint8Array {
  const CHUNK = 65_536 // more than WebCrypto gives at once
  const bytes = new Uint8Array(length)
  for (let start = 0; start < length; start += CHUNK) {
    globalThis.crypto.getRandomValues(bytes.subarray(start, start + CHUNK))
  }
  return bytes
}
