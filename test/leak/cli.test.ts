import { spawn } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { COMMANDS } from '../../cli/specs.ts'
import { createCanaries, secretManifest } from './canaries.ts'
import { CanaryWatch } from './canary-watch.ts'
import { cliCases } from './cli-cases.ts'

const root = resolve(import.meta.dirname, '../..')
const program = resolve(root, process.env['WAXSEAL_BIN'] ?? 'cli/waxseal.cjs')
const work = mkdtempSync(join(tmpdir(), 'waxseal-leak-'))
const start = join(work, 'start')
const canaries = createCanaries()
const CASES = cliCases(canaries)

interface Ran {
  readonly exitCode: number | null
  /** Everything it wrote, by place: `stdout`, `stderr` and the files that are new or changed. */
  readonly written: ReadonlyMap<string, Buffer>
}

beforeAll(async () => {
  mkdirSync(start)
  const manifest = secretManifest(canaries.values, { name: 'a', namespace: 'b' })
  writeFileSync(join(start, 'secret.yaml'), manifest)
  await waxseal(start, ['keys', 'generate', 'sealing', '--bits', '2048'])
  await waxseal(start, ['seal', 'secret.yaml', '--cert', 'sealing.crt', '-w', 'sealed.yaml'])
  // The private key is a secret like any other: every line of it gives away a part.
  const key = readFileSync(join(start, 'sealing.key'))
  const body = key.toString().split('\n').slice(1, -2)
  canaries.watch.add(
    'private key',
    key,
    body.map((line) => Buffer.from(line)),
  )
})
afterAll(() => {
  rmSync(work, { recursive: true })
})

/** Runs one command in `folder`, with a temporary folder and a home of its own inside of it. */
async function waxseal(
  folder: string,
  args: readonly string[],
  input?: Buffer | string,
): Promise<Ran> {
  const own = { TMPDIR: join(folder, 'tmp'), HOME: join(folder, 'home') }
  for (const path of Object.values(own)) mkdirSync(path, { recursive: true })
  const before = readFiles(folder)
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...own },
  })
  const output: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] }
  child.stdout.on('data', (chunk: Buffer) => output.stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => output.stderr.push(chunk))
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const exitCode = await new Promise<number | null>((done) => child.on('close', done))
  const changed = [...readFiles(folder)].filter(([path, bytes]) => !before.get(path)?.equals(bytes))
  const written = new Map(changed)
  for (const [name, chunks] of Object.entries(output)) written.set(name, Buffer.concat(chunks))
  return { exitCode, written }
}

function readFiles(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name))
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path)]))
}

describe.concurrent('no value leaves the place where it belongs', () => {
  test.each(CASES.map((leak, index) => ({ ...leak, index, line: leak.args.join(' ') })))(
    '$index waxseal $line',
    async ({ index, args, input, files = {}, holds = [], exitCode }) => {
      const folder = join(work, String(index))
      cpSync(start, folder, { recursive: true })
      for (const [name, content] of Object.entries(files)) {
        writeFileSync(join(folder, name), content)
      }
      const ran = await waxseal(folder, args, input)
      const places = [...ran.written].filter(([, bytes]) => canaries.watch.find(bytes).length > 0)
      // An exact list: a command that should print a value and does not would blind this test.
      expect(places.map(([place]) => place)).toEqual(holds)
      expect(ran.exitCode).toBe(exitCode)
    },
  )
})

test('a generated private key is only where it was asked for', async () => {
  const folder = join(work, 'generate')
  mkdirSync(folder)
  const files = await waxseal(folder, ['keys', 'generate', 'new', '--bits', '2048'])
  const printed = await waxseal(folder, [
    'keys',
    'generate',
    '--secret',
    '-n',
    'a',
    '--bits',
    '2048',
  ])
  const head = Buffer.from('PRIVATE KEY-----')
  const watch = new CanaryWatch()
  watch.add('private key', head, [head])
  const holding = ({ written }: Ran): string[] =>
    [...written].filter(([, bytes]) => watch.find(bytes).length > 0).map(([place]) => place)
  expect(holding(files)).toEqual(['new.key'])
  expect(holding(printed)).toEqual(['stdout'])
})

test('every command has its cases', () => {
  const named = new Set(CASES.map((leak) => leak.of))
  expect(COMMANDS.specs.map(({ name }) => name).filter((name) => !named.has(name))).toEqual([])
})
