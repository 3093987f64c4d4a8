#!/usr/bin/env node
// Plain JavaScript that any Node from 12 on can parse: it says in one sentence that Node is too old,
// before anything newer is loaded.

const [major, minor] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `waxseal: error: Node ${process.versions.node} is too old, 22.19 or newer is needed\n` +
      'waxseal: hint: install a current Node from https://nodejs.org\n',
  )
  process.exitCode = 2
} else {
  // The repository runs its sources; the published package holds the bundle beside this file.
  const source = new URL('./bin.ts', import.meta.url)
  // Not imported: an import of node:fs loads all it could ever need, which takes a tenth of a start.
  const { existsSync } = process.getBuiltinModule('node:fs')
  void import(existsSync(source) ? source.href : './bin.cjs')
}
