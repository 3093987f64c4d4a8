import type { Machine } from './machine.ts'
import type { Measurement } from './measure.ts'

/** What was measured for one row; the content of `bench/results/ID.json`. */
export interface Result {
  readonly id: string
  readonly title: string
  readonly goal: string
  readonly baseline: string
  /** RFC 3339, the day only. */
  readonly date: string
  readonly machine: Machine
  readonly versions: Readonly<Record<string, string>>
  readonly measurements: readonly Measurement[]
}

/** How many times as long as the baseline a contestant took. */
export function ratioOf({ baseline, measurements }: Result, { medianMs }: Measurement): number {
  const base = measurements.find(({ name }) => name === baseline)
  return medianMs / (base?.medianMs ?? NaN)
}

/** The rows as one table in Markdown, with the machine below. */
export function formatTable(results: readonly Result[]): string {
  const rows = results.flatMap((result) =>
    result.measurements.map((measurement, index) =>
      [
        index === 0 ? `${result.title} (goal: ${result.goal})` : '',
        measurement.name,
        formatMs(measurement.medianMs),
        `${ratioOf(result, measurement).toFixed(2)} ×`,
      ].join(' | '),
    ),
  )
  return [
    '| work | program | median | against the baseline |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
    ...new Set(results.map(describe)),
    '',
  ].join('\n')
}

function formatMs(ms: number): string {
  return ms < 10_000 ? `${ms.toFixed(ms < 100 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(1)} s`
}

function describe({ machine, date, versions, measurements }: Result): string {
  const { processor, cores, memoryGiB, system, node, commit } = machine
  const programs = Object.entries(versions).map(([name, version]) => `, ${name} ${version}`)
  const runs = measurements[0]?.samplesMs.length ?? 0
  return (
    `Medians of ${runs} runs in turns, ${date}, commit ${commit}, Node ${node}${programs.join('')}; ` +
    `${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}.`
  )
}

const MARKS = /(<!-- bench:start -->\n)[^]*?(<!-- bench:end -->)/

/** Puts a table between the marks of a page; a page without marks stays as it is. */
export function insertTable(page: string, table: string): string {
  return page.replace(MARKS, (_, start: string, end: string) => `${start}\n${table}\n${end}`)
}
