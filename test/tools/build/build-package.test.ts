import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { buildPackage } from '../../../tools/build/build-package.ts'
import type { LoadedCode } from '../../../tools/build/bundle-report.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'waxseal-package-'))
const dist = join(folder, 'dist')
const project = join(folder, 'project')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
}
const INFO = { commit: 'abcdef', builtAt: '2026-01-02T03:04:05Z' }

interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(command: string, args: readonly string[], cwd: string, input = ''): Ran {
  return spawnSync(command, args, { cwd, input, encoding: 'utf8' })
}

const waxseal = (...args: string[]): Ran =>
  run(join(project, 'node_modules/.bin/waxseal'), args, project)

function npm(args: readonly string[], cwd: string): void {
  const { status, stderr } = run('npm', args, cwd)
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}`)
}

let report: readonly LoadedCode[] = []

/** Builds, packs and installs the package as npm does it for a user, without the network. */
beforeAll(async () => {
  report = await buildPackage(root, dist, INFO)
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }')
  npm(['pack', '--pack-destination', folder], dist)
  npm(['install', '--offline', join(folder, `waxseal-${version}.tgz`)], project)
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('the package, installed in an empty folder', () => {
  test('says its version, its commit and when it was built', () => {
    expect(waxseal('--version').stdout).toBe(`waxseal ${version} (abcdef, 2026-01-02T03:04:05Z)\n`)
  })

  test('seals', () => {
    const example = join(root, 'examples/quickstart/secret.yaml')
    waxseal('keys', 'generate', 'sealing', '--bits', '2048')
    const { stdout, stderr, status } = waxseal('seal', example, '--cert', 'sealing.crt')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('kind: SealedSecret')
  })

  test('prints what to install from the manifests it ships', () => {
    const { stdout, status } = waxseal('install', '--image', 'example.com/waxseal')
    expect({ status, crd: stdout.includes('sealedsecrets.bitnami.com') }).toEqual({
      status: 0,
      crd: true,
    })
  })

  test('is a typed library', () => {
    writeFileSync(
      join(project, 'main.ts'),
      "import { encodeBase64, type Scope, WaxsealError } from 'waxseal'\n" +
        "const scope: Scope = 'strict'\n" +
        'const bytes: string = encodeBase64(new TextEncoder().encode(scope))\n' +
        'export { bytes, WaxsealError }\nconsole.log(bytes)\n',
    )
    const flags = ['--strict', '--noEmit', '--module', 'nodenext', '--lib', 'es2024,dom']
    const tsc = run(join(root, 'node_modules/.bin/tsc'), [...flags, 'main.ts'], project)
    expect(tsc).toMatchObject({ stdout: '', status: 0 })
    expect(run(process.execPath, ['main.ts'], project).stdout).toBe('c3RyaWN0\n')
  })

  test('refuses what is not exported', () => {
    const script = "await import('waxseal/bin.cjs')"
    const { stderr } = run(process.execPath, ['--input-type=module', '-e', script], project)
    expect(stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED')
  })
})

test('nothing is installed with it and nothing runs at installation', () => {
  const manifest = JSON.parse(readFileSync(join(dist, 'package.json'), 'utf8')) as object
  const fields = Object.keys(manifest)
  const unwanted = ['dependencies', 'devDependencies', 'optionalDependencies', 'scripts', 'private']
  expect(fields.filter((field) => unwanted.includes(field))).toEqual([])
})

test('the licences of what is bundled are in it', () => {
  const licenses = readFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), 'utf8')
  for (const name of [
    'yaml',
    'commander',
    'node-forge',
    '@kubernetes/client-node',
    'prom-client',
  ]) {
    expect(licenses).toContain(`\n${name} `)
  }
})

test('--version and seal load nothing that is heavy', () => {
  expect(report.flatMap(({ forbidden }) => forbidden)).toEqual([])
})
