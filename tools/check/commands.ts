import type { Check } from './check.ts'
import { runCommand } from '../run-command.ts'

/** A check that is another program's exit code; its output is the list of problems. */
function command(title: string, words: readonly [string, ...string[]]): Check {
  return {
    title,
    async find({ root }) {
      const { ok, output } = await runCommand(words, root)
      return ok ? [] : output.trimEnd().split('\n')
    },
  }
}

/** Types, and with them the arrows between rooms: a room sees only the rooms it references. */
export const types: Check = command('types hold, and no room imports what it does not reference', [
  'tsc',
  '-b',
])

/** Lint with type-aware rules; a warning counts as an error. */
export const lint: Check = command('lint finds nothing', [
  'oxlint',
  '--type-aware',
  '--deny-warnings',
  '--format=unix',
])

/** Formatting is not discussed. */
export const format: Check = command('files are formatted', [
  'prettier',
  '--check',
  '--log-level',
  'warn',
  '--cache',
  '--cache-location',
  '.cache/prettier',
  '.',
])
