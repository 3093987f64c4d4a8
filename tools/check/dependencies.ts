import type { Check } from './check.ts'

const PAGE = 'docs/dependencies.md'
const EXACT = /^\d+\.\d+\.\d+$/

/** The parts of package.json that name other packages. */
interface Manifest {
  readonly [kind: string]: unknown
}

/** Dependencies are pinned exactly, and each has its reason in docs/dependencies.md. */
export const dependencies: Check = {
  title: 'dependencies are pinned exactly and have a reason in docs/dependencies.md',
  find(tree) {
    const manifest = JSON.parse(tree.text('package.json')) as Manifest
    const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.entries((manifest[kind] ?? {}) as Record<string, string>),
    )
    const names = new Set(versions.map(([name]) => name))
    const rows = new Map(
      [...tree.text(PAGE).matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)].map((row) => [row[1], row[2]]),
    )
    return [
      ...versions
        .filter(([, version]) => !EXACT.test(version))
        .map(([name, version]) => `package.json: ${name} is not pinned exactly: ${version}`),
      ...[...names]
        .filter((name) => (rows.get(name) ?? '').trim() === '')
        .map((name) => `${PAGE}: no reason for ${name}`),
      ...[...rows.keys()]
        .filter((name) => name !== undefined && !names.has(name))
        .map((name) => `${PAGE}: ${name} is not in package.json`),
      ...(/"resolved":/.test(tree.text('package-lock.json'))
        ? ['package-lock.json: names the registry it was made with (npm install with .npmrc)']
        : []),
    ]
  },
}
