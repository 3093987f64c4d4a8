import type { BuildInfo } from './build-info.ts'

/** The fields of package.json this repository has. */
export interface RepositoryManifest {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly engines: Readonly<Record<string, string>>
}

/** A package.json as npm reads it. */
export type PublishedManifest = Readonly<Record<string, unknown>>

/**
 * The package.json of `dist/`: the same package without what only the repository needs.
 *
 * Everything is bundled, so there are no dependencies and nothing runs at installation.
 */
export function publishedManifest(
  { name, version, description, license, engines }: RepositoryManifest,
  build: BuildInfo,
): PublishedManifest {
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    engines,
    bin: { waxseal: 'waxseal.cjs' },
    exports: {
      '.': { types: './types/src/index.d.ts', default: './index.js' },
      './package.json': './package.json',
    },
    sideEffects: false,
    build,
  }
}
