import { EXIT_CODES } from '../../src/errors.ts'
import type { Check } from './check.ts'

const PAGE = 'docs/errors.md'
const COLUMNS = ['code', 'exit', 'meaning', 'usual cause', 'remedy']

/** Finds codes without a row, rows without a code, and rows that say something else than the code. */
export const errorsDocumented: Check = {
  title: 'every error code has its row in docs/errors.md',
  find: (tree) => compareWithPage(EXIT_CODES, tree.text(PAGE)),
}

/** Compares a catalogue (code to exit code) with the table of a page. */
export function compareWithPage(
  catalogue: Readonly<Record<string, number>>,
  page: string,
): readonly string[] {
  const problems: string[] = []
  const documented = new Set<string>()
  for (const row of page.split('\n').filter((line) => line.startsWith('| `ERR_'))) {
    const cells = row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
    const code = (cells[0] ?? '').replaceAll('`', '')
    if (documented.has(code)) problems.push(`${PAGE}: ${code} has two rows`)
    documented.add(code)
    const empty = COLUMNS.filter((_, i) => (cells[i] ?? '') === '')
    if (empty.length > 0) problems.push(`${PAGE}: ${code} says nothing under ${empty.join(', ')}`)
    if (cells.length > COLUMNS.length) problems.push(`${PAGE}: ${code} has a cell too many`)
    const exit = catalogue[code]
    if (exit === undefined) problems.push(`${PAGE}: ${code} is not in src/errors.ts`)
    else if (cells[1] !== String(exit))
      problems.push(`${PAGE}: ${code} ends with exit code ${exit}`)
  }
  for (const code of Object.keys(catalogue)) {
    if (!documented.has(code)) problems.push(`${PAGE}: no row for ${code}`)
  }
  return problems
}
