import { basename } from 'node:path'

import type { Metafile } from 'esbuild'

/** What one way into the bundle loads before it does anything. */
export interface LoadedCode {
  readonly title: string
  readonly files: readonly string[]
  readonly bytes: number
  /** Modules that must not be among them, with the file that brings them in. */
  readonly forbidden: readonly string[]
}

/** A command and what it must not load: packages, or folders of this repository ending in `/`. */
interface Way {
  readonly title: string
  /** Source files whose chunks are loaded, each with all it imports statically. */
  readonly sources: readonly string[]
  readonly forbidden: readonly string[]
}

const HEAVY = [
  '@kubernetes/client-node',
  'node-forge',
  'prom-client',
  'toolkit/kube/',
  'toolkit/reconcile/',
  'controller/',
  'sandbox/',
]

/** The two ways whose start-up time is promised. */
export const WAYS: readonly Way[] = [
  {
    title: 'waxseal --version',
    sources: ['cli/bin.ts', 'cli/version.ts'],
    forbidden: [...HEAVY, 'yaml', 'commander', 'node:crypto', 'node:https'],
  },
  {
    title: 'waxseal seal',
    sources: ['cli/bin.ts', 'cli/commands/seal.ts'],
    forbidden: [...HEAVY, 'commander', 'node:https'],
  },
]

/** Says for each way which files of the bundle it loads and what among it is forbidden. */
export function reportBundle(metafile: Metafile, ways: readonly Way[] = WAYS): LoadedCode[] {
  return ways.map(({ title, sources, forbidden }) => {
    const files = loadedFiles(
      metafile,
      sources.map((source) => fileOf(metafile, source)),
    )
    return {
      title,
      files: [...files].map((file) => basename(file)),
      bytes: [...files].reduce((sum, file) => sum + (metafile.outputs[file]?.bytes ?? 0), 0),
      forbidden: [...files].flatMap((file) =>
        modulesOf(metafile, file)
          .filter((module) => forbidden.some((name) => isPartOf(module, name)))
          .map((module) => `${basename(file)}: ${module}`),
      ),
    }
  })
}

/** The file of the bundle that holds a source's own code. */
function fileOf(metafile: Metafile, source: string): string {
  const files = Object.entries(metafile.outputs)
  const found =
    files.find(([, { entryPoint }]) => entryPoint === source) ??
    files.find(([, { inputs }]) => source in inputs)
  if (found === undefined) throw new Error(`${source} is not in the bundle`)
  return found[0]
}

function loadedFiles(metafile: Metafile, entries: readonly string[]): Set<string> {
  const seen = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    for (const { path, kind, external } of metafile.outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && external !== true) visit(path)
    }
  }
  for (const entry of entries) visit(entry)
  return seen
}

/** Sources with at least one byte in the file, and the modules of Node it imports at once. */
function modulesOf(metafile: Metafile, file: string): string[] {
  const output = metafile.outputs[file]
  if (output === undefined) return []
  const sources = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  const external = output.imports.filter(
    (i) => i.external === true && i.kind === 'import-statement',
  )
  return [...sources.map(([path]) => path), ...external.map(({ path }) => path)]
}

function isPartOf(module: string, name: string): boolean {
  if (name.endsWith('/')) return module.startsWith(name)
  return module === name || module.startsWith(`node_modules/${name}/`)
}
