// npm run bench: measures the rows, all or those named, and writes bench/results/ and the README.
//   npm run bench -- [--runs N] [ROW…]
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { describeMachine } from './machine.ts'
import { measure } from './measure.ts'
import { formatTable, insertTable, type Result } from './result.ts'
import type { Row } from './row.ts'
import { sealOne } from './rows/seal-one.ts'

const ROWS: readonly Row[] = [sealOne]
const FEWEST_RUNS = 10

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'bench/results')

/** Measures one row and keeps the result. */
async function run(row: Row, runs: number): Promise<Result> {
  const { contestants, versions, close } = await row.open()
  try {
    const measurements = await measure(contestants, runs)
    const { id, title, goal, baseline } = row
    const [date = ''] = new Date().toISOString().split('T')
    const machine = describeMachine(root)
    return { id, title, goal, baseline, date, machine, versions, measurements }
  } finally {
    await close()
  }
}

/** Writes one table of all results there are, also of those from earlier runs. */
function publish(): void {
  const results = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Result)
  const table = formatTable(results)
  writeFileSync(join(folder, 'README.md'), `# Results of \`npm run bench\`\n\n${table}`)
  const page = join(root, 'README.md')
  if (existsSync(page)) writeFileSync(page, insertTable(readFileSync(page, 'utf8'), table))
}

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '15' } },
  allowPositionals: true,
})
const runs = Number(values.runs)
const chosen = ROWS.filter(({ id }) => positionals.length === 0 || positionals.includes(id))
if (!(runs >= FEWEST_RUNS) || chosen.length < positionals.length) {
  const names = ROWS.map(({ id }) => id).join(', ')
  process.stderr.write(`bench: at least ${FEWEST_RUNS} runs of the rows ${names}\n`)
  process.exitCode = 2
} else {
  mkdirSync(folder, { recursive: true })
  for (const row of chosen) {
    const result = await run(row, runs)
    writeFileSync(join(folder, `${row.id}.json`), `${JSON.stringify(result, null, 2)}\n`)
    process.stdout.write(`${formatTable([result])}\n`)
  }
  publish()
}
