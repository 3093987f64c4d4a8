#!/usr/bin/env node
// Plain CommonJS that any Node from 12 on can parse: it says in one sentence that Node is too old,
// before anything newer is loaded. An ES module here would cost every start a tenth of a bare one.
const { existsSync } = require('fs')
const { join } = require('path')

const [major, minor] = process.versions.node.split('.').map(Number)
// The repository runs its sources; the published package holds the bundle beside this file.
const runsSources = existsSync(join(__dirname, 'bin.ts'))

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `waxseal: error: Node ${process.versions.node} is too old, 22.19 or newer is needed\n` +
      'waxseal: hint: install a current Node from https://nodejs.org\n',
  )
  process.exitCode = 2
} else if (runsSources) {
  void import('./bin.ts')
} else {
  void require('./bin.cjs')
}
