import type { Reporter, TestModule } from 'vitest/node'

/** What a run of tests came to. */
export interface TestCounts {
  readonly passed: number
  /** Failed tests, and errors outside of any test: a file that does not load, a hook that throws. */
  readonly failed: number
  readonly skipped: number
}

/** The closing line: `N passed, N failed`, and `, N skipped` only when some were skipped. */
export function formatCounts({ passed, failed, skipped }: TestCounts): string {
  const line = `${passed} passed, ${failed} failed`
  return skipped === 0 ? line : `${line}, ${skipped} skipped`
}

/** Reads what {@link formatCounts} wrote; `undefined` when the line is something else. */
export function parseCounts(line: string): TestCounts | undefined {
  const match = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(line)
  if (match === null) return undefined
  const [, passed, failed, skipped] = match
  return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped ?? 0) }
}

/** Adds up the tests of the modules and everything that failed outside of a test. */
export function countTests(modules: readonly TestModule[], unhandled: number): TestCounts {
  let [passed, failed, skipped] = [0, unhandled, 0]
  for (const module of modules) {
    failed += module.errors().length
    for (const suite of module.children.allSuites()) failed += suite.errors().length
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      if (state === 'passed') passed++
      else if (state === 'failed') failed++
      // Pending at the end of a run means that it never ran.
      else skipped++
    }
  }
  return { passed, failed, skipped }
}

/** A vitest reporter that tells the parent process the counts and prints nothing. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    process.send?.(countTests(modules, unhandled.length))
  }
}
