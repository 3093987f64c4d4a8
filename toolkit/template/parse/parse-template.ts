import { unquote } from '../format/unquote.ts'
import type { Meter } from '../meter.ts'
import { failTemplate } from '../template-failure.ts'
import { trimSpace } from '../values/unicode.ts'
import { Lexer } from './lexer.ts'
import type {
  BranchNode,
  JumpNode,
  ParsedTemplate,
  PipeNode,
  RangeNode,
  StatementNode,
  TemplateNode,
} from './nodes.ts'
import { PipelineParser } from './pipeline-parser.ts'
import { TokenStream } from './token-stream.ts'

/** What ended a list of statements: `{{ end }}` or `{{ else }}`. */
type Ending = 'end' | 'else'

interface Block {
  readonly body: readonly StatementNode[]
  readonly ending: Ending
}

/**
 * Parses a template text and every template it defines.
 *
 * @param functions - whether a function of that name exists
 * @throws TemplateFailure with the position of the first mistake
 */
export function parseText(
  name: string,
  text: string,
  meter: Meter,
  functions: (name: string) => boolean,
): ParsedTemplate {
  return new TemplateParser(text, meter, functions).parse(name)
}

class TemplateParser {
  readonly #text: string
  readonly #meter: Meter
  readonly #tokens: TokenStream
  readonly #functions: (name: string) => boolean
  readonly #bodies = new Map<string, readonly StatementNode[]>()
  #pipelines: PipelineParser
  /** How many `range` surround what is being parsed. */
  #ranges = 0

  constructor(text: string, meter: Meter, functions: (name: string) => boolean) {
    this.#text = text
    this.#meter = meter
    this.#functions = functions
    this.#tokens = new TokenStream(new Lexer(text))
    this.#pipelines = this.#newScope()
  }

  parse(name: string): ParsedTemplate {
    const body: StatementNode[] = []
    while (this.#tokens.peek().kind !== 'end of text') {
      if (this.#atDefine()) {
        this.#define()
        continue
      }
      const statement = this.#statement()
      if (statement === 'end') failTemplate('unexpected end action', this.#tokens.last)
      if (statement === 'else') failTemplate('unexpected else action', this.#tokens.last)
      body.push(statement)
    }
    this.#add(name, body)
    return { name, text: this.#text, bodies: this.#bodies }
  }

  #atDefine(): boolean {
    if (this.#tokens.peek().kind !== 'left') return false
    const second = this.#tokens.peekSecond()
    return second.kind === 'keyword' && second.text === 'define'
  }

  #define(): void {
    this.#tokens.next()
    this.#tokens.next()
    const name = this.#templateName()
    this.#tokens.expect('right')
    this.#add(name, this.#separateBody())
  }

  /** The body of `define` or `block`: it knows no variables but `$`. */
  #separateBody(): readonly StatementNode[] {
    const [pipelines, ranges] = [this.#pipelines, this.#ranges]
    this.#pipelines = this.#newScope()
    this.#ranges = 0
    const { body, ending } = this.#block()
    if (ending === 'else') failTemplate('unexpected else action', this.#tokens.last)
    this.#pipelines = pipelines
    this.#ranges = ranges
    return body
  }

  #newScope(): PipelineParser {
    return new PipelineParser(this.#tokens, this.#meter, this.#functions)
  }

  /** A body of nothing but space gives way to another one of the same name. */
  #add(name: string, body: readonly StatementNode[]): void {
    const known = this.#bodies.get(name)
    if (known === undefined || isBlank(known)) this.#bodies.set(name, body)
    else if (!isBlank(body)) failTemplate('template is defined twice', this.#tokens.last)
  }

  /** Statements up to `{{ end }}` or `{{ else }}`. */
  #block(): Block {
    return this.#meter.nest(() => {
      const body: StatementNode[] = []
      for (;;) {
        const next = this.#tokens.peek()
        if (next.kind === 'end of text') failTemplate('unexpected end of the text', next.position)
        const statement = this.#statement()
        if (statement === 'end' || statement === 'else') return { body, ending: statement }
        body.push(statement)
      }
    })
  }

  #statement(): StatementNode | Ending {
    const token = this.#tokens.next()
    if (token.kind === 'text') {
      return { kind: 'text', position: token.position, text: token.text }
    }
    if (token.kind !== 'left') failTemplate('unexpected token', token.position)
    const first = this.#tokens.peek()
    if (first.kind === 'keyword') return this.#control(this.#tokens.next().text)
    const pipe = this.#pipelines.pipeline('action', 'right')
    return { kind: 'action', position: first.position, pipe }
  }

  #control(keyword: string): StatementNode | Ending {
    switch (keyword) {
      case 'if':
      case 'with':
        return this.#branch(keyword)
      case 'range':
        return this.#range()
      case 'template':
        return this.#template()
      case 'block':
        return this.#blockTemplate()
      case 'break':
      case 'continue':
        return this.#jump(keyword)
      case 'end':
        this.#tokens.expect('right')
        return 'end'
      case 'else': {
        // `{{ else if` and `{{ else with` are left to the branch they belong to.
        const next = this.#tokens.peek()
        const chained = next.kind === 'keyword' && (next.text === 'if' || next.text === 'with')
        if (!chained) this.#tokens.expect('right')
        return 'else'
      }
      default:
        return failTemplate('unexpected token', this.#tokens.last)
    }
  }

  #branch(kind: 'if' | 'with'): BranchNode {
    return this.#pipelines.inScope(() => {
      const pipe = this.#pipelines.pipeline(kind, 'right')
      const { body, ending } = this.#block()
      const otherwise = ending === 'else' ? this.#otherwise(kind) : undefined
      return { kind, position: pipe.position, pipe, body, otherwise }
    })
  }

  #range(): RangeNode {
    return this.#pipelines.inScope(() => {
      const pipe = this.#pipelines.pipeline('range', 'right')
      this.#ranges++
      const { body, ending } = this.#block()
      this.#ranges--
      const otherwise = ending === 'else' ? this.#otherwise('range') : undefined
      return { kind: 'range', position: pipe.position, pipe, body, otherwise }
    })
  }

  #otherwise(kind: 'if' | 'with' | 'range'): readonly StatementNode[] {
    const next = this.#tokens.peek()
    if (next.kind === 'keyword' && next.text === kind && kind !== 'range') {
      this.#tokens.next()
      // `{{ else if }}` nests, but needs no end of its own.
      return [this.#meter.nest(() => this.#branch(kind))]
    }
    const { body, ending } = this.#block()
    if (ending === 'else') failTemplate('unexpected else action', this.#tokens.last)
    return body
  }

  #jump(kind: 'break' | 'continue'): JumpNode {
    const position = this.#tokens.last
    this.#tokens.expect('right')
    if (this.#ranges === 0) failTemplate('break or continue outside range', position)
    return { kind, position }
  }

  #template(): TemplateNode {
    const position = this.#tokens.peek().position
    const name = this.#templateName()
    return { kind: 'template', position, name, pipe: this.#optionalPipeline() }
  }

  #optionalPipeline(): PipeNode | undefined {
    if (this.#tokens.peek().kind !== 'right') return this.#pipelines.pipeline('template', 'right')
    this.#tokens.next()
    return undefined
  }

  #blockTemplate(): TemplateNode {
    const position = this.#tokens.peek().position
    const name = this.#templateName()
    const pipe = this.#pipelines.pipeline('block', 'right')
    this.#add(name, this.#separateBody())
    return { kind: 'template', position, name, pipe }
  }

  #templateName(): string {
    const token = this.#tokens.expect('string')
    return unquote(token.text) ?? failTemplate('malformed string', token.position)
  }
}

function isBlank(body: readonly StatementNode[]): boolean {
  return body.every((statement) => statement.kind === 'text' && trimSpace(statement.text) === '')
}
