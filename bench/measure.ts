import type { Contestant } from './row.ts'

const WARM_UPS = 2

/** What one contestant took. */
export interface Measurement {
  readonly name: string
  readonly medianMs: number
  readonly fastestMs: number
  readonly slowestMs: number
  /** In the order in which they ran. */
  readonly samplesMs: readonly number[]
}

/**
 * Lets the contestants run in turns, so that a busy moment of the machine hits all of them, and
 * takes the median of `runs` turns each.
 */
export async function measure(
  contestants: readonly Contestant[],
  runs: number,
): Promise<Measurement[]> {
  const samples = new Map<string, number[]>(contestants.map(({ name }) => [name, []]))
  for (let turn = -WARM_UPS; turn < runs; turn++) {
    for (const { name, run } of contestants) {
      const start = performance.now()
      await run()
      const took = performance.now() - start
      if (turn >= 0) samples.get(name)?.push(took)
    }
  }
  return [...samples].map(([name, taken]) => summarize(name, taken))
}

const round = (ms: number): number => Math.round(ms * 100) / 100

/** Median, fastest and slowest of at least one sample; rounded to hundredths of a millisecond. */
export function summarize(name: string, samples: readonly number[]): Measurement {
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (index: number): number => sorted[index] ?? NaN
  const middle = (sorted.length - 1) / 2
  const median = (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2
  return {
    name,
    medianMs: round(median),
    fastestMs: round(at(0)),
    slowestMs: round(at(sorted.length - 1)),
    samplesMs: samples.map(round),
  }
}
