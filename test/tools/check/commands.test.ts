import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { format, lint, types } from '../../../tools/check/commands.ts'
import { Tree } from '../../../tools/check/tree.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const ROOMS = ['src', 'toolkit', 'controller', 'sandbox', 'cli', 'tools', 'bench', 'test']
const above = mkdtempSync(join(tmpdir(), 'waxseal-check-'))
const folder = join(above, 'repository')
const tree = new Tree(folder, new Map())

/** A repository with the configuration of this one and one innocent file in each room. */
beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(above, 'node_modules'))
  const configuration = [
    'package.json',
    'tsconfig.json',
    'tsconfig.base.json',
    '.oxlintrc.json',
    '.prettierrc.json',
    '.prettierignore',
    ...ROOMS.map((room) => `${room}/tsconfig.json`),
  ]
  for (const path of configuration) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    copyFileSync(join(root, path), join(folder, path))
  }
  for (const room of ROOMS) write(`${room}/innocent.ts`, `export const here = '${room}'\n`)
})
afterAll(() => {
  rmSync(above, { recursive: true })
})

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text)
}

/** Puts `text` into one file, runs the check and takes the file away again. */
async function problemsWith(
  check: typeof types,
  path: string,
  text: string,
): Promise<readonly string[]> {
  write(path, text)
  try {
    return await check.find(tree)
  } finally {
    rmSync(join(folder, path))
  }
}

describe('the compiler', () => {
  test('accepts the arrows that are allowed', async () => {
    const text = "import { here } from '../src/innocent.ts'\nexport const there: string = here\n"
    expect(await problemsWith(types, 'controller/guilty.ts', text)).toEqual([])
  })

  test.each([
    ['src/guilty.ts', "export { here } from '../toolkit/innocent.ts'\n", 'TS6307'],
    ['toolkit/guilty.ts', "export { here } from '../cli/innocent.ts'\n", 'TS6307'],
    ['controller/guilty.ts', "export { here } from '../cli/innocent.ts'\n", 'TS6307'],
    ['controller/guilty.ts', "export { here } from '../sandbox/innocent.ts'\n", 'TS6307'],
    ['src/guilty.ts', "export { readFileSync } from 'node:fs'\n", 'TS2591'],
    ['src/guilty.ts', "export const bytes: Uint8Array = Buffer.from('')\n", 'TS2591'],
    ['src/guilty.ts', 'export const first: number = [1][0]\n', 'TS2322'],
  ])('refuses %s: %s', async (path, text, code) => {
    const problems = await problemsWith(types, path, text)
    expect(problems.filter((line) => line.includes(code))).not.toEqual([])
  })
})

describe('the linter', () => {
  test('accepts what is innocent', async () => {
    expect(await lint.find(tree)).toEqual([])
  })

  test.each([
    [
      'a floating promise',
      'cli/guilty.ts',
      'async function run(): Promise<void> {}\nexport function start(): void {\n  run()\n}\n',
      'no-floating-promises',
    ],
    [
      'process outside of bin.ts',
      'toolkit/guilty.ts',
      'export const env: unknown = process.env\n',
      'no-restricted-globals',
    ],
    ['any', 'src/guilty.ts', 'export const a: any = 1\n', 'no-explicit-any'],
    ['a file above 400 lines', 'src/guilty.ts', '// line\n'.repeat(401), 'max-lines'],
    [
      'a function above 60 lines',
      'tools/guilty.ts',
      `export function run(): void {\n${'  void 0\n'.repeat(60)}}\n`,
      'max-lines-per-function',
    ],
    [
      'five parameters',
      'src/guilty.ts',
      'export function f(a: 1, b: 1, c: 1, d: 1, e: 1): number {\n  return a + b + c + d + e\n}\n',
      'max-params',
    ],
  ])('refuses %s', async (_, path, text, rule) => {
    const problems = await problemsWith(lint, path, text)
    expect(problems.join('\n')).toContain(rule)
  })
})

test('the formatter accepts what is innocent and refuses a semicolon', async () => {
  expect(await format.find(tree)).toEqual([])
  const problems = await problemsWith(format, 'src/guilty.ts', 'export const a = 1;\n')
  expect(problems.join('\n')).toContain('guilty.ts')
})
