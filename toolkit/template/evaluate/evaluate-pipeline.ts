import type { GoFunction, FunctionMap, ParameterType, Runtime } from '../functions/go-function.ts'
import type {
  ChainNode,
  CommandNode,
  FieldNode,
  OperandNode,
  PipeNode,
  VariableNode,
} from '../parse/nodes.ts'
import { failTemplate } from '../template-failure.ts'
import { GoMap } from '../values/go-value.ts'
import type { GoValue } from '../values/go-value.ts'
import { isTrue } from '../values/truth.ts'
import { callFunction, checkCount, methodOf, parameterType } from './call-function.ts'
import { checkArgument, constantArgument, idealConstant, nilOf } from './check-argument.ts'
import type { Scope } from './scope.ts'

/** The value the previous stage of a pipeline hands on; absent in the first stage. */
type Piped = { readonly value: GoValue } | undefined

/** What a command applies to its function or field. */
interface Call {
  readonly position: number
  readonly operands: readonly OperandNode[]
  readonly piped: Piped
}

/** What leads along fields. */
type PathNode = FieldNode | VariableNode | ChainNode

/** Evaluates pipelines: everything inside of an action. */
export class PipelineEvaluator {
  readonly #functions: FunctionMap
  readonly #runtime: Runtime
  /** Byte offset of the node evaluated last: where an error is reported. */
  position = 0
  /** The variables of the running template. */
  scope: Scope

  constructor(functions: FunctionMap, runtime: Runtime, scope: Scope) {
    this.#functions = functions
    this.#runtime = runtime
    this.scope = scope
  }

  /** The value of a pipeline, given to the variables it declares. */
  pipeline(pipe: PipeNode, dot: GoValue): GoValue {
    this.position = pipe.position
    return this.#runtime.meter.nest(() => {
      let piped: Piped
      for (const command of pipe.commands) piped = { value: this.#command(command, dot, piped) }
      // A nil interface at the end of a pipeline is no value at all.
      const value = piped?.value ?? undefined
      for (const name of pipe.variables) {
        if (pipe.assigns) this.scope.assign(name, value)
        else this.scope.declare(name, value)
      }
      return value
    })
  }

  #command(command: CommandNode, dot: GoValue, piped: Piped): GoValue {
    const stage: Piped = piped === undefined ? undefined : { value: piped.value ?? undefined }
    return this.#operand(command.first, dot, {
      position: command.position,
      operands: command.rest,
      piped: stage,
    })
  }

  /** An operand, applied to arguments if it can take any. */
  #operand(node: OperandNode, dot: GoValue, call: Call): GoValue {
    this.#runtime.meter.spend(1)
    if (node.kind !== 'pipe') this.position = node.position
    switch (node.kind) {
      case 'function':
        return this.#function(node.name, dot, call)
      case 'field':
        return this.#fields(dot, node, dot, call)
      case 'variable':
        if (node.path.length === 0) refuseArguments(call)
        return this.#fields(this.scope.get(node.name), node, dot, call)
      case 'chain':
        return this.#chain(node, dot, call)
      case 'pipe':
        refuseArguments(call)
        return this.pipeline(node, dot)
      case 'dot':
        refuseArguments(call)
        return dot
      case 'nil':
        return failTemplate('nil is not a command')
      case 'bool':
      case 'string':
      case 'number':
        refuseArguments(call)
        return idealConstant(node)
      default:
        return node satisfies never
    }
  }

  #chain(node: ChainNode, dot: GoValue, call: Call): GoValue {
    const alone = { position: node.operand.position, operands: [], piped: undefined }
    const receiver = this.#operand(node.operand, dot, alone)
    return this.#fields(receiver, node, dot, call)
  }

  /** `.a.b.c` of `receiver`; only the last one gets the arguments. */
  #fields(receiver: GoValue, { path, position }: PathNode, dot: GoValue, call: Call): GoValue {
    const withArguments = { ...call, position }
    const without = { position, operands: [], piped: undefined }
    return path.reduce(
      (value, name, index) =>
        this.#field(value, name, dot, index === path.length - 1 ? withArguments : without),
      receiver,
    )
  }

  #field(receiver: GoValue, name: string, dot: GoValue, call: Call): GoValue {
    this.#runtime.meter.spend(1)
    if (receiver === undefined) return undefined
    if (receiver === null) return failTemplate('field of a nil value')
    const method = methodOf(receiver, name)
    if (method !== undefined) return this.#call(method, dot, call)
    if (!(receiver instanceof GoMap)) return failTemplate('value has no such field')
    refuseArguments(call)
    return receiver.entries.get(name)
  }

  #function(name: string, dot: GoValue, call: Call): GoValue {
    const callee = this.#functions.get(name)
    if (callee === undefined) return failTemplate('function is not defined')
    return this.#call(callee, dot, call)
  }

  #call(callee: GoFunction, dot: GoValue, call: Call): GoValue {
    const { operands, piped, position } = call
    checkCount(callee, operands.length + (piped === undefined ? 0 : 1))
    if (callee.shortCircuit !== undefined) {
      return this.#shortCircuit(callee.shortCircuit, dot, call)
    }
    const values = operands.map((operand, index) =>
      this.#argument(operand, parameterType(callee, index), dot),
    )
    if (piped !== undefined) {
      values.push(checkArgument(piped.value, parameterType(callee, values.length)))
    }
    // Where the call starts, not its last argument, is where its failure is reported.
    const last = this.position
    this.position = position
    const result = callFunction(callee, values, this.#runtime)
    this.position = last
    return result
  }

  /** The first argument that is false (`and`) or true (`or`), else the last one. */
  #shortCircuit(kind: 'and' | 'or', dot: GoValue, { operands, piped }: Call): GoValue {
    let value: GoValue
    for (const operand of operands) {
      value = this.#argument(operand, 'any', dot)
      if (isTrue(value) === (kind === 'or')) return value
    }
    return piped === undefined ? value : piped.value
  }

  #argument(node: OperandNode, type: ParameterType, dot: GoValue): GoValue {
    this.position = node.position
    if (node.kind === 'nil') return nilOf(type)
    if (node.kind === 'bool' || node.kind === 'string' || node.kind === 'number') {
      this.#runtime.meter.spend(1)
      return constantArgument(node, type)
    }
    const alone = { position: node.position, operands: [], piped: undefined }
    return checkArgument(this.#operand(node, dot, alone), type)
  }
}

/** Only functions and methods take arguments. */
function refuseArguments({ operands, piped }: Call): void {
  if (operands.length > 0 || piped !== undefined) {
    failTemplate('argument for something that is not a function')
  }
}
