import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { findProgram } from '../find-program.ts'
import type { Arena, Contestant, Row } from '../row.ts'
import { runOnce } from '../run-once.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const WAXSEAL = `${ROOT}dist/waxseal.cjs`
const SECRET = `${ROOT}examples/quickstart/secret.yaml`
const BASELINE = 'node -e 0'

/** The start-up time a person feels: one small Secret, from starting the program to its end. */
export const sealOne: Row = {
  id: 'seal-one',
  title: 'seal one small Secret, `--cert FILE`, whole process',
  baseline: BASELINE,
  goal: '≤ 2.3 × bare Node',
  open,
}

async function open(): Promise<Arena> {
  const folder = mkdtempSync(join(tmpdir(), 'waxseal-bench-'))
  const node = process.execPath
  runOnce([node, `${ROOT}tools/build/main.ts`])
  runOnce([node, WAXSEAL, 'keys', 'generate', join(folder, 'sealing')])
  const cert = join(folder, 'sealing.crt')
  const contestants = [
    contestant(BASELINE, node, '-e', '0'),
    contestant('waxseal --version', node, WAXSEAL, '--version'),
    contestant('waxseal seal', node, WAXSEAL, 'seal', SECRET, '--cert', cert),
  ]
  const versions: Record<string, string> = {}
  const kubeseal = findProgram('kubeseal', process.env)
  if (kubeseal !== undefined) {
    contestants.push(contestant('kubeseal', kubeseal, '--cert', cert, '-f', SECRET))
    versions['kubeseal'] = runOnce([kubeseal, '--version']).replace(/^.*v/s, '').trim()
  }
  return {
    contestants,
    versions,
    close: () => {
      rmSync(folder, { recursive: true })
    },
  }
}

function contestant(name: string, ...words: [string, ...string[]]): Contestant {
  return {
    name,
    run: () => {
      runOnce(words)
    },
  }
}
