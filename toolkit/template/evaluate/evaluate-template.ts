import type { FunctionMap, Runtime } from '../functions/go-function.ts'
import { Printer } from '../format/printer.ts'
import type {
  BranchNode,
  ParsedTemplate,
  RangeNode,
  StatementNode,
  TemplateNode,
} from '../parse/nodes.ts'
import { failTemplate } from '../template-failure.ts'
import { GoInteger, GoMap, GoSlice, integerOf } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'
import { isTrue } from '../values/truth.ts'
import { PipelineEvaluator } from './evaluate-pipeline.ts'
import { Scope } from './scope.ts'

/** How a list of statements ended. */
type Flow = 'next' | 'break' | 'continue'

/** Renders one parsed template over its data. */
export class TemplateEvaluator {
  readonly #template: ParsedTemplate
  readonly #runtime: Runtime
  readonly #pipelines: PipelineEvaluator
  readonly #data: GoValue
  readonly #output: string[] = []
  #outputLength = 0

  constructor(template: ParsedTemplate, data: GoValue, functions: FunctionMap, runtime: Runtime) {
    this.#template = template
    this.#data = data
    this.#runtime = runtime
    this.#pipelines = new PipelineEvaluator(functions, runtime, new Scope(data))
  }

  /** Byte offset of the node evaluated last. */
  get position(): number {
    return this.#pipelines.position
  }

  /**
   * The output, as bytes.
   *
   * @throws TemplateFailure
   */
  render(): string {
    this.#statements(this.#template.bodies.get(this.#template.name) ?? [], this.#data)
    return this.#output.join('')
  }

  #statements(statements: readonly StatementNode[], dot: GoValue): Flow {
    return this.#runtime.meter.nest(() => {
      for (const statement of statements) {
        const flow = this.#statement(statement, dot)
        if (flow !== 'next') return flow
      }
      return 'next'
    })
  }

  #statement(node: StatementNode, dot: GoValue): Flow {
    this.#pipelines.position = node.position
    this.#runtime.meter.spend(1)
    switch (node.kind) {
      case 'text':
        this.#write(node.text)
        return 'next'
      case 'action': {
        const value = this.#pipelines.pipeline(node.pipe, dot)
        if (node.pipe.variables.length === 0) {
          this.#pipelines.position = node.position
          this.#print(value)
        }
        return 'next'
      }
      case 'if':
      case 'with':
        return this.#branch(node, dot)
      case 'range':
        return this.#range(node, dot)
      case 'template':
        this.#call(node, dot)
        return 'next'
      case 'break':
      case 'continue':
        return node.kind
      default:
        return node satisfies never
    }
  }

  #branch(node: BranchNode, dot: GoValue): Flow {
    return this.#pipelines.scope.nested(() => {
      const value = this.#pipelines.pipeline(node.pipe, dot)
      if (isTrue(value)) return this.#statements(node.body, node.kind === 'with' ? value : dot)
      return node.otherwise === undefined ? 'next' : this.#statements(node.otherwise, dot)
    })
  }

  #range(node: RangeNode, dot: GoValue): Flow {
    const { scope } = this.#pipelines
    return scope.nested(() => {
      const value = this.#pipelines.pipeline(node.pipe, dot)
      let empty = true
      for (const [key, element] of this.#elements(value, node)) {
        empty = false
        // An empty body has no statement that would pay for the round.
        this.#runtime.meter.spend(1)
        this.#bind(node, key, element)
        if (scope.nested(() => this.#statements(node.body, element)) === 'break') break
      }
      if (!empty || node.otherwise === undefined) return 'next'
      return this.#statements(node.otherwise, dot)
    })
  }

  /** Index or key, and element, of whatever can be ranged over. */
  *#elements(value: GoValue, node: RangeNode): Generator<readonly [GoValue, GoValue]> {
    if (value === undefined || value === null) return
    if (value instanceof GoSlice) {
      for (let i = 0; i < value.length; i++) yield [BigInt(i), value.at(i)]
    } else if (value instanceof GoMap) {
      // Copied first: the body may change the map.
      const keys = value.sortedKeys()
      this.#runtime.meter.spendList(keys.length)
      yield* keys.map((key) => [key, value.entries.get(key)] as const)
    } else {
      yield* this.#count(value, node)
    }
  }

  #count(value: GoValue, node: RangeNode): Iterable<readonly [GoValue, GoValue]> {
    const limit = integerOf(value)
    if (limit === undefined) return failTemplate('range over something that has no elements')
    if (node.pipe.variables.length > 1)
      return failTemplate('range over an integer has one variable')
    return countTo(limit, value)
  }

  #bind({ pipe }: RangeNode, key: GoValue, element: GoValue): void {
    const { scope } = this.#pipelines
    const [first, second] = pipe.variables
    if (first === undefined) return
    // With one variable it is the element, with two the first is the index.
    scope.assign(first, second === undefined ? element : key)
    if (second !== undefined) scope.assign(second, element)
  }

  #call(node: TemplateNode, dot: GoValue): void {
    const body = this.#template.bodies.get(node.name)
    if (body === undefined) failTemplate('template is not defined')
    const data = node.pipe === undefined ? undefined : this.#pipelines.pipeline(node.pipe, dot)
    const caller = this.#pipelines.scope
    this.#pipelines.scope = new Scope(data)
    this.#runtime.meter.callTemplate(() => this.#statements(body, data))
    this.#pipelines.scope = caller
  }

  #print(value: GoValue): void {
    if (typeof value === 'string') {
      this.#write(value)
    } else if (value === undefined || value === null) {
      this.#write('<no value>')
    } else {
      const printer = new Printer(this.#runtime.meter)
      printer.print(value)
      this.#write(printer.text)
    }
  }

  #write(text: string): void {
    this.#outputLength += text.length
    if (this.#outputLength > this.#runtime.meter.limits.outputBytes) {
      failTemplate('output is too long')
    }
    this.#output.push(text)
  }
}

/** 0 … `limit` - 1, in the integer type of `example`. */
function* countTo(limit: bigint, example: GoValue): Generator<readonly [GoValue, GoValue]> {
  for (let i = 0n; i < limit; i++) {
    yield [
      undefined,
      example instanceof GoInteger ? new GoInteger(example.kind, i, example.naming) : i,
    ]
  }
}
