import { unquote } from '../format/unquote.ts'
import type { Meter } from '../meter.ts'
import { failTemplate } from '../template-failure.ts'
import type { Token } from './lexer.ts'
import type { CommandNode, OperandNode, PipeNode } from './nodes.ts'
import { parseCharacterConstant, parseNumberConstant } from './number-constant.ts'
import type { TokenStream } from './token-stream.ts'

/** Kinds of operands that a later stage of a pipeline cannot start with: they take no argument. */
const CONSTANTS: ReadonlySet<string> = new Set(['bool', 'dot', 'nil', 'number', 'string'])

/** What a pipeline is part of; only `range` declares two variables. */
type Context = 'action' | 'if' | 'with' | 'range' | 'template' | 'block' | 'parentheses'

/** Parses what stands inside of an action, and keeps track of the variables declared so far. */
export class PipelineParser {
  readonly #tokens: TokenStream
  readonly #meter: Meter
  readonly #functions: (name: string) => boolean
  readonly #variables: string[] = ['$']

  constructor(tokens: TokenStream, meter: Meter, functions: (name: string) => boolean) {
    this.#tokens = tokens
    this.#meter = meter
    this.#functions = functions
  }

  /** Runs `parse`; the variables it declares are forgotten afterwards. */
  inScope<T>(parse: () => T): T {
    const mark = this.#variables.length
    const parsed = parse()
    this.#variables.length = mark
    return parsed
  }

  /** A pipeline with its end: the closing delimiter or parenthesis. */
  pipeline(context: Context, end: 'right' | 'close'): PipeNode {
    const { position } = this.#tokens.peek()
    const { variables, assigns } = this.#declarations(context)
    const commands: CommandNode[] = []
    while (this.#tokens.peek().kind !== end) commands.push(this.#command())
    this.#tokens.next()
    if (commands.length === 0) failTemplate('missing value', this.#tokens.last)
    for (const { first } of commands.slice(1)) {
      if (CONSTANTS.has(first.kind)) {
        failTemplate('constant in a later stage of a pipeline', first.position)
      }
    }
    return { kind: 'pipe', position, assigns, variables, commands }
  }

  /** `$x :=`, `$x =`, and for `range` `$i, $x :=`. */
  #declarations(context: Context): { variables: string[]; assigns: boolean } {
    const variables: string[] = []
    while (this.#tokens.peek().kind === 'variable') {
      const after = this.#tokens.peekSecond()
      if (after.kind === 'declare' || after.kind === 'assign') {
        variables.push(this.#declare())
        return { variables, assigns: after.kind === 'assign' }
      }
      if (after.kind !== 'other' || after.text !== ',') break
      variables.push(this.#declare())
      if (context !== 'range' || variables.length > 1) {
        failTemplate('too many declarations', after.position)
      }
      const next = this.#tokens.peek()
      if (next.kind !== 'variable' && next.kind !== 'right') {
        failTemplate('range can only declare variables', next.position)
      }
    }
    return { variables, assigns: false }
  }

  /** Takes a variable and the mark behind it. */
  #declare(): string {
    const { text } = this.#tokens.next()
    this.#tokens.next()
    this.#variables.push(text)
    return text
  }

  /** Operands separated by space, up to `|` or the end of the pipeline. */
  #command(): CommandNode {
    this.#meter.spend(1)
    const { position } = this.#tokens.peek()
    const [first, ...rest] = this.#operands()
    if (first === undefined) failTemplate('empty command', position)
    return { position, first, rest }
  }

  #operands(): OperandNode[] {
    const operands: OperandNode[] = []
    for (;;) {
      const operand = this.#operand()
      if (operand !== undefined) operands.push(operand)
      const next = this.#tokens.peek()
      if (next.kind === 'right' || next.kind === 'close') return operands
      if (next.kind === 'pipe') {
        this.#tokens.next()
        return operands
      }
      if (operand === undefined || !next.spaced) failTemplate('unexpected token', next.position)
    }
  }

  /** A term with the fields behind it; `undefined` when none comes next. */
  #operand(): OperandNode | undefined {
    const term = this.#term()
    if (term === undefined) return undefined
    const { position } = this.#tokens.peek()
    const path: string[] = []
    while (this.#tokens.peek().kind === 'field' && !this.#tokens.peek().spaced) {
      path.push(this.#tokens.next().text.slice(1))
    }
    if (path.length === 0) return term
    if (term.kind === 'field' || term.kind === 'variable') {
      return { ...term, position, path: [...term.path, ...path] }
    }
    if (CONSTANTS.has(term.kind)) failTemplate('field of a constant', position)
    return { kind: 'chain', position, operand: term, path }
  }

  #term(): OperandNode | undefined {
    const token = this.#tokens.peek()
    const { position, text } = token
    if (token.kind === 'open') return this.#parentheses()
    const operand = this.#simpleTerm(token)
    if (operand !== undefined) this.#tokens.next()
    if (operand?.kind === 'function' && !this.#functions(text)) {
      failTemplate('function is not defined', position)
    }
    if (operand?.kind === 'variable' && !this.#variables.includes(text)) {
      failTemplate('variable is not declared', position)
    }
    return operand
  }

  #parentheses(): PipeNode {
    return this.#meter.nest(() => {
      this.#tokens.next()
      return this.pipeline('parentheses', 'close')
    })
  }

  #simpleTerm(token: Token): OperandNode | undefined {
    const { text, position } = token
    const kind: string = token.kind
    switch (kind) {
      case 'identifier':
        return { kind: 'function', position, name: text }
      case 'dot':
        return { kind: 'dot', position }
      case 'nil':
        return { kind: 'nil', position }
      case 'variable':
        return { kind: 'variable', position, name: text, path: [] }
      case 'field':
        return { kind: 'field', position, path: [text.slice(1)] }
      case 'bool':
        return { kind: 'bool', position, value: text === 'true' }
      case 'number':
        return { kind: 'number', position, value: parseNumberConstant(text, position) }
      case 'character':
        return { kind: 'number', position, value: parseCharacterConstant(text, position) }
      case 'string': {
        const value = unquote(text) ?? failTemplate('malformed string', position)
        return { kind: 'string', position, value }
      }
      default:
        return undefined
    }
  }
}
