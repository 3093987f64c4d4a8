import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

import { build, type BuildOptions, type Metafile, transform } from 'esbuild'

const TARGET = 'node22.19'

const COMMON = {
  bundle: true,
  format: 'esm',
  minify: true,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
} satisfies BuildOptions

/**
 * Bundles the command line: an entry and a chunk for each `import()`, so that a command loads its
 * own code only.
 *
 * esbuild splits ES modules only, so its chunks are turned into CommonJS one by one: Node starts
 * them faster (a tenth of a bare start), and packages that call `require()` need no replacement.
 *
 * @throws Error when a chunk cannot be CommonJS: top-level await, `import.meta`
 */
export async function bundleProgram(root: string, out: string): Promise<Metafile> {
  const { metafile, outputFiles } = await build({
    ...COMMON,
    write: false,
    absWorkingDir: root,
    entryPoints: ['cli/bin.ts'],
    outdir: out,
    entryNames: '[name]',
    chunkNames: 'chunks/[name]-[hash]',
    outExtension: { '.js': '.cjs' },
    splitting: true,
    platform: 'node',
    target: TARGET,
    // The build of yaml for Node cannot be bundled as a module; the one for browsers can.
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
    define: { 'import.meta.dirname': '__dirname' },
  })
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, await toCommonJs(basename(path), text))
  }
  return metafile
}

async function toCommonJs(name: string, text: string): Promise<string> {
  const { code, warnings } = await transform(text, {
    format: 'cjs',
    minify: true,
    platform: 'node',
    target: TARGET,
    // import() of a chunk that is there anyway becomes require().
    supported: { 'dynamic-import': false },
  })
  const [warning] = warnings
  if (warning === undefined) return code
  throw new Error(`${name}: ${warning.text}`)
}

/** Bundles the core as a library: one file that runs in Node and in browsers. */
export async function bundleLibrary(root: string, out: string): Promise<Metafile> {
  const { metafile } = await build({
    ...COMMON,
    absWorkingDir: root,
    entryPoints: ['src/index.ts'],
    outdir: out,
    entryNames: '[name]',
    platform: 'neutral',
    target: 'es2024',
  })
  return metafile
}
