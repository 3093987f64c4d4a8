import type { NumberConstant } from './number-constant.ts'

/** Every node knows where it starts: a byte offset in the template text. */
interface Positioned {
  readonly position: number
}

/** Text outside of actions. */
export interface TextNode extends Positioned {
  readonly kind: 'text'
  readonly text: string
}

/** `{{ pipeline }}` */
export interface ActionNode extends Positioned {
  readonly kind: 'action'
  readonly pipe: PipeNode
}

/** `{{ if pipeline }}` and `{{ with pipeline }}` */
export interface BranchNode extends Positioned {
  readonly kind: 'if' | 'with'
  readonly pipe: PipeNode
  readonly body: readonly StatementNode[]
  readonly otherwise: readonly StatementNode[] | undefined
}

/** `{{ range pipeline }}` */
export interface RangeNode extends Positioned {
  readonly kind: 'range'
  readonly pipe: PipeNode
  readonly body: readonly StatementNode[]
  readonly otherwise: readonly StatementNode[] | undefined
}

/** `{{ break }}` and `{{ continue }}` */
export interface JumpNode extends Positioned {
  readonly kind: 'break' | 'continue'
}

/** `{{ template "name" pipeline }}`, and what is left of `{{ block }}` in its place. */
export interface TemplateNode extends Positioned {
  readonly kind: 'template'
  readonly name: string
  readonly pipe: PipeNode | undefined
}

/** What stands in the body of a template. */
export type StatementNode = TextNode | ActionNode | BranchNode | RangeNode | JumpNode | TemplateNode

/** Commands joined by `|`, with the variables that take the result. */
export interface PipeNode extends Positioned {
  readonly kind: 'pipe'
  /** `=` instead of `:=`. */
  readonly assigns: boolean
  readonly variables: readonly string[]
  readonly commands: readonly CommandNode[]
}

/** An operand, or a function or field with its arguments. */
export interface CommandNode extends Positioned {
  readonly first: OperandNode
  readonly rest: readonly OperandNode[]
}

/** What stands in a command. */
export type OperandNode =
  | (Positioned & { readonly kind: 'dot' })
  | (Positioned & { readonly kind: 'nil' })
  | (Positioned & { readonly kind: 'bool'; readonly value: boolean })
  | (Positioned & { readonly kind: 'string'; readonly value: string })
  | (Positioned & { readonly kind: 'number'; readonly value: NumberConstant })
  | (Positioned & { readonly kind: 'function'; readonly name: string })
  | FieldNode
  | VariableNode
  | ChainNode
  | PipeNode

/** `.a.b` */
export interface FieldNode extends Positioned {
  readonly kind: 'field'
  readonly path: readonly string[]
}

/** `$x.a.b` */
export interface VariableNode extends Positioned {
  readonly kind: 'variable'
  readonly name: string
  readonly path: readonly string[]
}

/** `(pipeline).a.b` */
export interface ChainNode extends Positioned {
  readonly kind: 'chain'
  readonly operand: OperandNode
  readonly path: readonly string[]
}

/** A parsed template text: its own body and those it defines, by name. */
export interface ParsedTemplate {
  readonly name: string
  readonly text: string
  readonly bodies: ReadonlyMap<string, readonly StatementNode[]>
}
