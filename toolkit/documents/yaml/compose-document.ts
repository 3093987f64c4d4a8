import { Composer, Lexer, Parser, type CST, type ParsedNode, type YAMLParseError } from 'yaml'
import { documentFault, type TextOrigin } from './document-fault.ts'
import { MAX_DEPTH, MAX_TOKENS } from './limits.ts'

/** What one document has cost and may cost; shared by the documents of a stream. */
export interface TokenBudget {
  used: number
}

/** A document as the `yaml` package reads it, every scalar as text. */
export interface ComposedDocument {
  readonly contents: ParsedNode | null
  /** The tokens between the start of the document and its content. */
  readonly before: readonly CST.SourceToken[]
  /** Offsets of all comments, ascending. */
  readonly comments: readonly number[]
}

/** What the lexemes tell by the way. */
interface Findings {
  readonly comments: number[]
  /** Offset of the first quoted string without an end. */
  unclosed: number | undefined
}

/** The lexer says with this that the next lexeme is a scalar. */
const SCALAR_NEXT = '\u001f'

const REASONS: Readonly<Record<YAMLParseError['code'], string>> = {
  ALIAS_PROPS: 'an alias cannot have an anchor or a tag',
  BAD_ALIAS: 'malformed anchor or alias',
  BAD_COLLECTION_TYPE: 'the tag does not fit the collection',
  BAD_DIRECTIVE: 'malformed directive',
  BAD_DQ_ESCAPE: 'invalid escape sequence in a double-quoted string',
  BAD_INDENT: 'wrong indentation',
  BAD_PROP_ORDER: 'an anchor or a tag in a place where it cannot be',
  BAD_SCALAR_START: 'a plain value cannot start with this character; quote it',
  BLOCK_AS_IMPLICIT_KEY: 'a nested map or sequence on the line of its key',
  BLOCK_IN_FLOW: 'a block collection inside a flow collection',
  DUPLICATE_KEY: 'a key that is there already',
  IMPOSSIBLE: 'unreadable YAML',
  KEY_OVER_1024_CHARS: 'a key longer than 1024 characters',
  MISSING_CHAR: 'a closing quote or bracket, a comma, a colon or a space is missing',
  MULTILINE_IMPLICIT_KEY: 'a key cannot span several lines; check the indentation and the colon',
  MULTIPLE_ANCHORS: 'a node can have one anchor only',
  MULTIPLE_DOCS: 'more than one document',
  MULTIPLE_TAGS: 'a node can have one tag only',
  NON_STRING_KEY: 'a key that is not text',
  RESOURCE_EXHAUSTION: 'nested too deeply',
  TAB_AS_INDENT: 'a tab cannot be used for indentation',
  TAG_RESOLVE_FAILED: 'the tag does not fit the value',
  UNEXPECTED_TOKEN: 'unexpected character or word',
}

/**
 * Lexes, parses and composes one piece of a stream.
 *
 * @throws WaxsealError ERR_DOCUMENT_SYNTAX | ERR_INPUT_TOO_LARGE
 */
export function composeDocument(origin: TextOrigin, budget: TokenBudget): ComposedDocument {
  const found: Findings = { comments: [], unclosed: undefined }
  const tokens = [...tokenise(origin, budget, found)]
  const composer = new Composer({
    // the package's own check is quadratic; ours is in build-tree.ts
    uniqueKeys: false,
    keepSourceTokens: true,
    prettyErrors: false,
    logLevel: 'silent',
    schema: 'failsafe',
    resolveKnownTags: false,
  })
  const [document, second] = composer.compose(tokens, true, origin.text.length)
  const error = document?.errors[0]
  if (error !== undefined) throw syntaxFault(origin, error, found.unclosed)
  if (document === undefined || second !== undefined) {
    const message = 'more than one document where one is expected'
    const offset = second?.range[0] ?? 0
    throw documentFault(origin, { code: 'ERR_DOCUMENT_SYNTAX', offset, message })
  }
  const token = tokens.find((candidate) => candidate.type === 'document')
  return { contents: document.contents, before: token?.start ?? [], comments: found.comments }
}

function* tokenise(origin: TextOrigin, budget: TokenBudget, found: Findings): Generator<CST.Token> {
  const parser = new Parser()
  let previous = ''
  for (const lexeme of new Lexer().lex(origin.text)) {
    if (previous !== SCALAR_NEXT) {
      if (lexeme.startsWith('#')) found.comments.push(parser.offset)
      else if (isUnclosed(lexeme)) found.unclosed ??= parser.offset
    }
    previous = lexeme
    for (const token of parser.next(lexeme)) {
      yield token
      // what follows could only give more errors, a hundred thousand of them
      if (token.type === 'error') return
    }
    if (isTooDeep(parser.stack)) {
      const message = `nested more than ${MAX_DEPTH} levels deep`
      throw documentFault(origin, { code: 'ERR_INPUT_TOO_LARGE', offset: parser.offset, message })
    }
    if (++budget.used > MAX_TOKENS) {
      const message = `more than ${MAX_TOKENS} tokens in one stream`
      throw documentFault(origin, { code: 'ERR_INPUT_TOO_LARGE', offset: parser.offset, message })
    }
  }
  yield* parser.end()
}

/** The stack holds the document, its open collections, and perhaps a scalar. */
function isTooDeep(stack: readonly CST.Token[]): boolean {
  const top = stack.at(-1)
  return stack.length > MAX_DEPTH + 1 && top !== undefined && 'items' in top
}

/** Whether a lexeme is a quoted string without its closing quote. */
function isUnclosed(lexeme: string): boolean {
  const quote = lexeme[0]
  if (quote !== '"' && quote !== "'") return false
  if (lexeme.length === 1 || !lexeme.endsWith(quote)) return true
  if (quote === "'") return false
  let backslashes = 0
  while (lexeme.at(-2 - backslashes) === '\\') backslashes++
  return backslashes % 2 === 1
}

function syntaxFault(
  origin: TextOrigin,
  error: YAMLParseError,
  unclosed: number | undefined,
): Error {
  const offset = Math.min(error.pos[0], origin.text.length)
  // an open quote swallows what follows; the place to look at is where it opens
  const isQuote = unclosed !== undefined && unclosed < offset
  return documentFault(origin, {
    code: 'ERR_DOCUMENT_SYNTAX',
    offset: isQuote ? unclosed : offset,
    // the package's message may quote the text, and the text may be a secret
    message: isQuote ? 'a quoted string that is never closed' : REASONS[error.code],
  })
}
