import { describe, expect, test } from 'vitest'

import { measure, summarize } from '../../bench/measure.ts'
import { formatTable, insertTable, ratioOf, type Result } from '../../bench/result.ts'

describe('a summary of samples', () => {
  test.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
  ])('the median of %j is %d', (samples, medianMs) => {
    const summary = summarize('a', samples)
    expect(summary).toMatchObject({
      medianMs,
      fastestMs: Math.min(...samples),
      slowestMs: Math.max(...samples),
      samplesMs: samples,
    })
  })
})

test('contestants run in turns, and the first turns do not count', async () => {
  const order: string[] = []
  const contestants = ['a', 'b'].map((name) => ({
    name,
    run: () => {
      order.push(name)
    },
  }))
  const measurements = await measure(contestants, 3)
  expect(order.join('')).toBe('ababababab')
  expect(measurements.map(({ samplesMs }) => samplesMs.length)).toEqual([3, 3])
})

const RESULT: Result = {
  id: 'work',
  title: 'work',
  goal: '≤ 2 × base',
  baseline: 'base',
  date: '2026-01-02',
  machine: { processor: 'p', cores: 2, memoryGiB: 4, system: 's', node: '26.0.0', commit: 'c' },
  versions: { peer: '1.2.3' },
  measurements: [summarize('base', [10]), summarize('ours', [15])],
}

test('a table names the ratio, the machine and the versions', () => {
  const [, ours] = RESULT.measurements
  expect(ours && ratioOf(RESULT, ours)).toBe(1.5)
  const table = formatTable([RESULT])
  expect(table).toContain('|  | ours | 15.0 ms | 1.50 × |')
  expect(table).toContain('commit c, Node 26.0.0, peer 1.2.3; p, 2 cores, 4 GiB, s.')
})

test.each([
  [
    'a\n<!-- bench:start -->\nold\n<!-- bench:end -->\nb',
    'a\n<!-- bench:start -->\n\nnew\n<!-- bench:end -->\nb',
  ],
  ['no marks', 'no marks'],
])('%j gets the table', (page, expected) => {
  expect(insertTable(page, 'new')).toBe(expected)
})
