import { spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { matches } from './matches.ts'
import { parseTranscript, type RunStep } from './parse-transcript.ts'

const here = import.meta.dirname
const root = resolve(here, '../..')
/** The program under test: the sources, or the bundle that `WAXSEAL_BIN` names. */
const program = resolve(root, process.env['WAXSEAL_BIN'] ?? 'cli/waxseal.cjs')

interface Result {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

let work = ''

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'waxseal-transcripts-'))
  mkdirSync(join(work, 'bin'))
  const shim = join(work, 'bin', 'waxseal')
  writeFileSync(shim, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`)
  chmodSync(shim, 0o755)
  // Every transcript finds these two files in its folder.
  const made = await runIn(work, 'waxseal keys generate sealing --bits 2048')
  if (made.exitCode !== 0) throw new Error(made.stderr)
})

afterAll(() => rmSync(work, { recursive: true, force: true }))

/** A transcript starts a process for every command; the machine may be busy with other tests. */
const TIMEOUT_MS = 240_000

describe.concurrent('transcripts', () => {
  const files = readdirSync(here).filter((name) => name.endsWith('.txt'))
  test.each(files)(
    '%s',
    async (file) => {
      const folder = join(work, file.replace(/\.txt$/, ''))
      mkdirSync(folder)
      copyFileSync(join(work, 'sealing.key'), join(folder, 'sealing.key'))
      copyFileSync(join(work, 'sealing.crt'), join(folder, 'cert.pem'))
      for (const step of parseTranscript(readFileSync(join(here, file), 'utf8'))) {
        if (step.kind === 'write') {
          mkdirSync(dirname(join(folder, step.file)), { recursive: true })
          writeFileSync(join(folder, step.file), step.content)
          continue
        }
        const result = await runIn(folder, step.command)
        if (isExpected(result, step)) continue
        // Shown as a difference by the test runner; placeholders in it are none.
        expect(asLines(result), `${file}:${step.line}: ${step.command}`).toEqual(wantedLines(step))
      }
    },
    TIMEOUT_MS,
  )
})

function isExpected(result: Result, step: RunStep): boolean {
  return (
    result.exitCode === step.exitCode &&
    matches(result.stdout, step.stdout) &&
    matches(result.stderr, step.stderr)
  )
}

function wantedLines({ stdout, stderr, exitCode }: RunStep): string[] {
  return [
    ...stdout.map((line) => `1 ${line}`),
    ...stderr.map((line) => `2 ${line}`),
    `? ${exitCode}`,
  ]
}

function asLines({ stdout, stderr, exitCode }: Result): string[] {
  return [...prefixed('1', stdout), ...prefixed('2', stderr), `? ${exitCode}`]
}

function prefixed(prefix: string, text: string): string[] {
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n')
  return lines.map((line) => `${prefix} ${line}`)
}

function runIn(folder: string, command: string): Promise<Result> {
  const env = {
    // A transcript may put programs of its own into a folder bin.
    PATH: `${join(folder, 'bin')}:${join(work, 'bin')}:/usr/bin:/bin`,
    HOME: work,
    LC_ALL: 'C',
    KUBECONFIG: '',
    REPOSITORY: root,
  }
  const child = spawn('sh', ['-c', command], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text
    })
  }
  return new Promise((done, reject) => {
    child.on('error', reject)
    child.on('close', (code) => done({ ...written, exitCode: code ?? 128 }))
  })
}
