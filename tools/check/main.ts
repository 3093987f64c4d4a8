// npm run check: every rule of the house that a program can prove. `npm run check -- WORD…` runs
// only the checks with one of the words in their title.
import { fileURLToPath } from 'node:url'

import type { Check } from './check.ts'
import { format, lint, types } from './commands.ts'
import { errorsDocumented } from './errors-documented.ts'
import { readTree, type Tree } from './tree.ts'

const CHECKS: readonly Check[] = [types, lint, format, errorsDocumented]

/** Runs one check and says what came out, as soon as it is known. */
async function report(check: Check, tree: Tree): Promise<boolean> {
  const start = performance.now()
  const problems = await check.find(tree)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const lines = problems.map((problem) => `    ${problem}\n`).join('')
  process.stdout.write(`${lines === '' ? 'ok  ' : 'FAIL'} ${check.title} (${seconds} s)\n${lines}`)
  return problems.length === 0
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const words = process.argv.slice(2)
const chosen = CHECKS.filter(
  ({ title }) => words.length === 0 || words.some((word) => title.includes(word)),
)
const tree = readTree(root)
const results = await Promise.all(chosen.map((check) => report(check, tree)))
const failed = results.filter((ok) => !ok).length
process.stdout.write(`\n${results.length - failed} checks hold, ${failed} do not\n`)
process.exitCode = failed === 0 && results.length > 0 ? 0 : 1
