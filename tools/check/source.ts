import { posix } from 'node:path'

import { parseSync } from 'rolldown/utils'

/** One import or re-export of a source file. */
export interface Import {
  /** As written: a package, `node:…` or a relative path. */
  readonly specifier: string
  /** Relative ones resolved to a path of the repository; packages and `node:` as written. */
  readonly target: string
  /** `type` ones are gone at run time; `dynamic` ones are loaded when the line is reached. */
  readonly kind: 'static' | 'type' | 'dynamic'
  readonly line: number
}

/** One exported declaration; re-exports are {@link Import}s. */
export interface Export {
  readonly name: string
  readonly line: number
  /** Whether a TSDoc comment stands right above it. */
  readonly documented: boolean
}

/** What the checks want to know about a TypeScript file. */
export interface Source {
  readonly path: string
  readonly text: string
  readonly imports: readonly Import[]
  readonly exports: readonly Export[]
  /** Lines of top-level statements that are not `export … from`. */
  readonly statements: readonly number[]
}

type Parsed = ReturnType<typeof parseSync>
type Statement = Parsed['program']['body'][number]

/**
 * Reads imports, exports and their comments with a real parser, so that strings, comments and
 * templates cannot fool a check.
 *
 * @throws SyntaxError when the file is not TypeScript
 */
export function parseSource(path: string, text: string): Source {
  const parsed = parseSync(path, text)
  const [error] = parsed.errors
  if (error !== undefined) throw new SyntaxError(`${path}: ${error.message}`)
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length
  const { body } = parsed.program
  return {
    path,
    text,
    imports: [...staticImports(path, body, lineOf), ...dynamicImports(path, text, parsed, lineOf)],
    exports: body.flatMap((statement) => exportsOf(statement, parsed, text, lineOf)),
    statements: body.filter((s) => !isReExport(s)).map((s) => lineOf(s.start)),
  }
}

/** Resolves a relative specifier against the folder of the file that names it. */
function resolve(path: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  return posix.join(posix.dirname(path), specifier)
}

function isReExport(statement: Statement): boolean {
  return (
    statement.type === 'ExportAllDeclaration' ||
    (statement.type === 'ExportNamedDeclaration' && statement.source !== null)
  )
}

function staticImports(path: string, body: Statement[], lineOf: (at: number) => number): Import[] {
  return body.flatMap((statement) => {
    const source = 'source' in statement ? statement.source : null
    if (source === null || typeof source !== 'object') return []
    const specifier = source.value
    return [
      {
        specifier,
        target: resolve(path, specifier),
        kind: isTypeOnly(statement) ? ('type' as const) : ('static' as const),
        line: lineOf(statement.start),
      },
    ]
  })
}

/** Under `verbatimModuleSyntax` only a statement marked as a whole disappears. */
function isTypeOnly(statement: Statement): boolean {
  if (statement.type === 'ImportDeclaration') return statement.importKind === 'type'
  if ('exportKind' in statement) return statement.exportKind === 'type'
  return false
}

function dynamicImports(
  path: string,
  text: string,
  parsed: Parsed,
  lineOf: (at: number) => number,
): Import[] {
  return parsed.module.dynamicImports.map(({ start, moduleRequest }) => {
    const written = text.slice(moduleRequest.start, moduleRequest.end)
    // A computed specifier is kept as written: it matches no allow-list.
    const specifier = /^(['"`])(.*)\1$/s.exec(written)?.[2] ?? written
    return { specifier, target: resolve(path, specifier), kind: 'dynamic', line: lineOf(start) }
  })
}

function exportsOf(
  statement: Statement,
  parsed: Parsed,
  text: string,
  lineOf: (at: number) => number,
): Export[] {
  if (isReExport(statement)) return []
  if (
    statement.type !== 'ExportNamedDeclaration' &&
    statement.type !== 'ExportDefaultDeclaration' &&
    statement.type !== 'TSExportAssignment'
  ) {
    return []
  }
  const documented = parsed.comments.some(
    (comment) =>
      comment.type === 'Block' &&
      comment.value.startsWith('*') &&
      comment.end <= statement.start &&
      text.slice(comment.end, statement.start).trim() === '',
  )
  const line = lineOf(statement.start)
  return exportedNames(statement).map((name) => ({ name, line, documented }))
}

function exportedNames(statement: Statement): string[] {
  if (statement.type !== 'ExportNamedDeclaration') return ['default']
  const { declaration, specifiers } = statement
  if (declaration === null) {
    return specifiers.map(({ exported }) => ('name' in exported ? exported.name : exported.value))
  }
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.map(({ id }) => ('name' in id ? id.name : 'a pattern'))
  }
  return 'id' in declaration && declaration.id !== null && 'name' in declaration.id
    ? [declaration.id.name]
    : ['a declaration']
}
