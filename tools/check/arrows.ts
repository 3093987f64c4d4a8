import type { Check } from './check.ts'
import type { Import, Source } from './source.ts'
import type { Tree } from './tree.ts'

/** What the files below a folder may import; the longest folder that fits a file counts. */
interface Room {
  readonly folder: string
  /** Folders of this repository; a program's own folder is always among them. */
  readonly folders: readonly string[]
  /** Whether modules of Node may be imported. */
  readonly node: boolean
  readonly packages: readonly string[]
}

const room = (
  folder: string,
  packages: readonly string[] = [],
  folders: readonly string[] = ['src', 'toolkit'],
): Room => ({ folder, packages, folders: [...folders, folder], node: true })

const PROGRAMS = ['cli', 'controller', 'sandbox']

const ROOMS: readonly Room[] = [
  { ...room('src', [], []), node: false },
  room('toolkit'),
  // Editing a document works without Node: a web page needs it.
  { ...room('toolkit/documents', ['yaml'], ['src']), node: false },
  room('toolkit/keys', ['node-forge']),
  room('toolkit/kube', ['@kubernetes/client-node']),
  room('toolkit/reconcile', ['prom-client']),
  room('toolkit/template', ['re2js']),
  room('cli', ['commander']),
  room('controller', ['prom-client']),
  room('sandbox'),
  room('tools', ['esbuild', 'rolldown', 'vitest']),
  room('bench'),
]

/** The only modules of another program that may be named, and only by `import()`. */
const MAINS = ['controller/main.ts', 'sandbox/main.ts']

/** Loading them costs more than sealing a Secret, so nothing a command starts with may name them. */
const HEAVY = ['@kubernetes/client-node', 'node-forge', 'prom-client']

/** The arrows that project references cannot enforce: packages, Node, what is loaded lazily. */
export const arrows: Check = {
  title: 'imports follow the arrows: folders, packages and Node by room, heavy packages lazily',
  find(tree) {
    const rooms = tree.sources(...ROOMS.map(({ folder }) => folder))
    return [
      ...new Set([
        ...rooms.flatMap((source) => source.imports.flatMap((i) => judge(source, i))),
        ...heavyChains(tree),
      ]),
    ]
  },
}

function judge({ path }: Source, { specifier, target, kind, line }: Import): string[] {
  const own = ROOMS.filter(({ folder }) => path.startsWith(`${folder}/`)).reduce((a, b) =>
    b.folder.length > a.folder.length ? b : a,
  )
  const where = `${path}:${line}`
  if (!specifier.startsWith('.')) {
    if (specifier.startsWith('node:')) {
      // The linter forbids the global; imported it would be the same.
      const forbidden = !own.node || (specifier === 'node:process' && path !== 'cli/bin.ts')
      return forbidden ? [`${where}: no ${specifier} here`] : []
    }
    const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
    return own.packages.includes(name) ? [] : [`${where}: ${own.folder} may not use ${name}`]
  }
  if (own.folders.some((folder) => target.startsWith(`${folder}/`))) return []
  const program = PROGRAMS.find((folder) => target.startsWith(`${folder}/`))
  if (own.folder === 'cli' && program !== undefined) {
    if (kind === 'type' || (kind === 'dynamic' && MAINS.includes(target))) return []
    return [`${where}: only import() of ${MAINS.join(' or ')} may reach another program`]
  }
  return [`${where}: ${own.folder} may not import ${target}`]
}

/** Follows static imports from every file of the command line to a heavy package. */
function heavyChains(tree: Tree): string[] {
  const sources = new Map(tree.sources().map((source) => [source.path, source]))
  const problems: string[] = []
  const visit = (path: string, chain: readonly string[], seen: Set<string>): void => {
    if (seen.has(path)) return
    seen.add(path)
    for (const { target, specifier, kind } of sources.get(path)?.imports ?? []) {
      if (kind !== 'static') continue
      if (HEAVY.includes(specifier)) {
        problems.push(`${[...chain, path].join(' > ')}: ${specifier} only by import()`)
      } else {
        visit(target, [...chain, path], seen)
      }
    }
  }
  for (const { path } of tree.sources('cli')) visit(path, [], new Set())
  return shortest(problems)
}

/** One chain per last file: the shortest says it best. */
function shortest(problems: readonly string[]): string[] {
  const byEnd = new Map<string, string>()
  for (const problem of problems) {
    const end = problem.slice(problem.lastIndexOf(' > ') + 1)
    const known = byEnd.get(end)
    if (known === undefined || problem.length < known.length) byEnd.set(end, problem)
  }
  return [...byEnd.values()]
}
