import { join } from 'node:path'

import { build, type BuildOptions, type Metafile } from 'esbuild'

const COMMON = {
  bundle: true,
  format: 'esm',
  minify: true,
  metafile: true,
  write: true,
  legalComments: 'none',
  logLevel: 'warning',
} satisfies BuildOptions

/**
 * Bundles the command line: an entry and a chunk for each `import()`, so that a command loads its
 * own code only.
 */
export async function bundleProgram(root: string, out: string): Promise<Metafile> {
  const { metafile } = await build({
    ...COMMON,
    absWorkingDir: root,
    entryPoints: ['cli/bin.ts'],
    outdir: out,
    entryNames: '[name]',
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    platform: 'node',
    target: 'node22',
    // The build of yaml for Node cannot be bundled as a module; the one for browsers can.
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
    // CommonJS packages among the heavy ones call require() for modules of Node.
    banner: {
      js: "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);",
    },
  })
  return metafile
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
