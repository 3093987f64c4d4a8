import { failTemplate } from '../template-failure.ts'
import type { Lexer, Token, TokenKind } from './lexer.ts'

/** Tokens with a look ahead of two. */
export class TokenStream {
  readonly #lexer: Lexer
  readonly #ahead: Token[] = []
  /** Position of the token taken last. */
  last = 0

  constructor(lexer: Lexer) {
    this.#lexer = lexer
  }

  /** Takes the next token. */
  next(): Token {
    const token = this.#ahead.shift() ?? this.#lexer.next()
    this.last = token.position
    return token
  }

  /** The next token, left where it is. */
  peek(): Token {
    const [token = this.#lexer.next()] = this.#ahead
    if (this.#ahead.length === 0) this.#ahead.push(token)
    return token
  }

  /** The token behind the next one, left where it is. */
  peekSecond(): Token {
    this.peek()
    const [, token = this.#lexer.next()] = this.#ahead
    if (this.#ahead.length === 1) this.#ahead.push(token)
    return token
  }

  /** Takes the next token, which must be of that kind. */
  expect(kind: TokenKind): Token {
    const token = this.next()
    if (token.kind !== kind) failTemplate('unexpected token', token.position)
    return token
  }
}
