import { describe, expect, test } from 'vitest'

import { arrows } from '../../../tools/check/arrows.ts'
import { treeOf } from './tree-of.ts'

describe('imports by room', () => {
  test.each([
    ['src/seal/a.ts', "import { b } from '../bytes/b.ts'", true],
    ['src/seal/a.ts', "import { parse } from 'yaml'", false],
    ['src/seal/a.ts', "import { readFile } from 'node:fs'", false],
    ['src/seal/a.ts', "import { b } from '../../toolkit/b.ts'", false],
    ['toolkit/files/a.ts', "import { readFile } from 'node:fs'", true],
    ['toolkit/files/a.ts', "import { b } from '../../src/index.ts'", true],
    ['toolkit/files/a.ts', "import { parse } from 'yaml'", false],
    ['toolkit/files/a.ts', "import { b } from '../../cli/b.ts'", false],
    ['toolkit/documents/a.ts', "import { parse } from 'yaml'", true],
    ['toolkit/documents/a.ts', "import { readFile } from 'node:fs'", false],
    ['toolkit/documents/a.ts', "import { b } from '../files/index.ts'", false],
    ['toolkit/kube/a.ts', "const k = await import('@kubernetes/client-node')", true],
    ['toolkit/kube/a.ts', "const k = await import('@kubernetes/client-node/dist/config.js')", true],
    ['toolkit/kube/a.ts', 'const k = await import(name)', false],
    ['toolkit/log/a.ts', "import process from 'node:process'", false],
    ['cli/bin.ts', "import process from 'node:process'", true],
    ['cli/a.ts', "const m = await import('../controller/main.ts')", true],
    ['cli/a.ts', "import type { O } from '../controller/main.ts'", true],
    ['cli/a.ts', "import { run } from '../controller/main.ts'", false],
    ['cli/a.ts', "const m = await import('../controller/decide.ts')", false],
    ['controller/a.ts', "const m = await import('../cli/main.ts')", false],
    ['controller/a.ts', "const m = await import('../sandbox/main.ts')", false],
    ['sandbox/a.ts', "import type { A } from 'left-pad'", false],
  ])('%s: %s (%s)', async (path, text, allowed) => {
    const problems = await arrows.find(treeOf({ [path]: text }))
    expect(problems).toHaveLength(allowed ? 0 : 1)
  })
})

describe('heavy packages', () => {
  const cli = "import { issue } from '../toolkit/keys/index.ts'"
  const facade = "export { issue } from './issue.ts'"

  test('a static chain from the command line to one is found', async () => {
    const problems = await arrows.find(
      treeOf({
        'cli/a.ts': cli,
        'toolkit/keys/index.ts': facade,
        'toolkit/keys/issue.ts': "import forge from 'node-forge'\nexport const issue = forge",
      }),
    )
    expect(problems).toEqual([
      'cli/a.ts > toolkit/keys/index.ts > toolkit/keys/issue.ts: node-forge only by import()',
    ])
  })

  test.each([
    "export const issue = () => import('node-forge')",
    "import type forge from 'node-forge'\nexport const issue: forge | undefined = undefined",
  ])('%j is not', async (issue) => {
    const files = { 'cli/a.ts': cli, 'toolkit/keys/index.ts': facade }
    expect(await arrows.find(treeOf({ ...files, 'toolkit/keys/issue.ts': issue }))).toEqual([])
  })
})
