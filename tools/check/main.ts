// npm run check: every rule of the house that a program can prove. `npm run check -- WORD…` runs
// only the checks with one of the words in their title.
import { fileURLToPath } from 'node:url'

import { arrows } from './arrows.ts'
import type { Check } from './check.ts'
import { format, lint, types } from './commands.ts'
import { dependencies } from './dependencies.ts'
import { errorsDocumented } from './errors-documented.ts'
import { exportsDocumented } from './exports-documented.ts'
import { facades } from './facades.ts'
import { fileNames } from './file-names.ts'
import { forbiddenWords } from './forbidden-words.ts'
import { links } from './links.ts'
import { readTree, type Tree } from './tree.ts'

const CHECKS: readonly Check[] = [
  types,
  lint,
  format,
  arrows,
  facades,
  fileNames,
  exportsDocumented,
  errorsDocumented,
  dependencies,
  links,
  forbiddenWords,
]

/** A check that cannot run, for example on a file that does not parse, does not hold. */
async function findOrSay(check: Check, tree: Tree): Promise<readonly string[]> {
  try {
    return await check.find(tree)
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

/** Runs one check and says what came out, as soon as it is known. */
async function report(check: Check, tree: Tree): Promise<boolean> {
  const start = performance.now()
  const problems = await findOrSay(check, tree)
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
