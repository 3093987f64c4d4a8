import { chmod, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { NOW } from '../memory-io.ts'
import { type SealingPair, sealingPair } from '../sealing-pair.ts'
import { type WorkFolder, workFolder } from '../work-folder.ts'

let pair: SealingPair
let folder: WorkFolder

const secret = (name: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: shop}\nstringData: {a: hunter2}\n`

beforeAll(async () => {
  pair = await sealingPair()
})

beforeEach(async () => {
  folder = await workFolder({
    'cert.pem': pair.certificatePem,
    'one.yaml': secret('one'),
    'two.yaml': secret('two'),
    'bad.yaml': secret('bad').replace('hunter2', '42'),
    'worse.yaml': 'kind: [',
    'one.json': JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'one', namespace: 'shop' },
      stringData: { a: 'hunter2' },
    }),
  })
})

afterEach(() => folder.remove())

describe('several files', () => {
  test('are all sealed in place', async () => {
    await chmod(join(folder.path, 'two.yaml'), 0o640)
    const args = ['seal', '-i', 'one.yaml', 'two.yaml', 'one.json', '--cert', 'cert.pem']
    expect(await folder.run(args)).toEqual({
      code: 0,
      stdout: '',
      stderr: 'waxseal: sealed 3 values of 3 Secrets in 3 files\n',
    })
    expect(await folder.read('one.yaml')).toContain('kind: SealedSecret')
    expect(await folder.read('two.yaml')).toContain('kind: SealedSecret')
    expect(JSON.parse(await folder.read('one.json'))).toMatchObject({ kind: 'SealedSecret' })
    expect((await stat(join(folder.path, 'two.yaml'))).mode & 0o777).toBe(0o640)
  })

  test('are all left alone when some cannot be sealed; each of these is told', async () => {
    const args = [
      'seal',
      '-i',
      'one.yaml',
      'bad.yaml',
      'worse.yaml',
      'x.yaml',
      '--cert',
      'cert.pem',
    ]
    const { code, stderr } = await folder.run(args)
    expect(code).toBe(3)
    expect(stderr.match(/^waxseal: error: [a-z]+\.yaml: /gm)).toHaveLength(3)
    expect(await folder.read('one.yaml')).toBe(secret('one'))
  })

  test('that share a certificate are told once what is wrong with it', async () => {
    const result = await folder.run(['seal', 'one.yaml', 'two.yaml', '--cert', 'missing.pem'])
    expect(result).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^waxseal: error: missing\.pem: .*\nwaxseal: hint: .*\n$/),
    })
  })

  test('are written as far as they can be; each that cannot is told', async () => {
    await chmod(join(folder.path, 'one.yaml'), 0o444)
    const args = ['seal', '-i', 'one.yaml', 'two.yaml', '--cert', 'cert.pem']
    const { code, stderr } = await folder.run(args)
    expect(code).toBe(2)
    expect(stderr).toMatch(/^waxseal: error: one\.yaml: /)
    expect(await folder.read('one.yaml')).toBe(secret('one'))
    expect(await folder.read('two.yaml')).toContain('SealedSecret')
  })

  test('print nothing when one cannot be sealed', async () => {
    const result = await folder.run(['seal', 'one.yaml', 'bad.yaml', '--cert', 'cert.pem'])
    expect(result).toMatchObject({ code: 3, stdout: '' })
  })

  test.each<[string, string[], string]>([
    ['YAML and JSON as YAML', [], 'yaml'],
    ['as JSON', ['-o', 'json'], 'json'],
    ['as the name after -w says', ['-w', 'out.json'], 'json'],
    ['as -o says before the name', ['-w', 'out.json', '-o', 'yaml'], 'yaml'],
  ])('become one stream: %s', async (_, more, format) => {
    const args = ['seal', 'one.yaml', 'one.json', 'two.yaml', '--cert', 'cert.pem', ...more]
    const { code, stdout } = await folder.run(args)
    expect(code).toBe(0)
    const text = more.includes('-w') ? await folder.read('out.json') : stdout
    expect(text.match(/SealedSecret/g)).toHaveLength(3)
    expect(text.match(/^---$/gm) ?? []).toHaveLength(format === 'yaml' ? 2 : 0)
    expect(text.startsWith('{')).toBe(format === 'json')
  })
})

test('a name of its own for one file, for a second cluster or a copy', async () => {
  const { stdout } = await folder.run(['seal', 'one.yaml', '--name', 'x', '--cert', 'cert.pem'])
  expect(stdout).toContain('name: x')
})

test('a certificate that soon expires is used, with a warning', async () => {
  const soon = { now: new Date(NOW.getTime() + 80 * 86_400_000) }
  const { code, stderr } = await folder.run(['seal', 'one.yaml', '--cert', 'cert.pem'], soon)
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('in 9 days') })
})

describe('refuses', () => {
  test.each<[string, string[], number]>([
    ['-i for stdin', ['-i', '-'], 2],
    ['-i without files', ['-i'], 2],
    ['a scope that is none', ['one.yaml', '--scope', 'wide'], 2],
    ['a folder', ['.'], 2],
    ['a target in a folder that is not there', ['one.yaml', '-w', 'x/y.yaml'], 2],
    ['a target that is a folder', ['one.yaml', '-w', '.'], 2],
    ['a private key as certificate', ['one.yaml', '--cert', 'key.pem'], 4],
  ])('%s, and leaves everything as it was', async (_, args, code) => {
    await folder.write('key.pem', pair.privateKeyPem)
    const files = await folder.list()
    const result = await folder.run(['seal', '--cert', 'cert.pem', ...args])
    expect(result).toMatchObject({ code, stdout: '' })
    expect(result.stderr).toMatch(/^waxseal: error: .+\nwaxseal: hint: .+\n$/)
    expect(await folder.list()).toEqual(files)
    expect(await folder.read('one.yaml')).toBe(secret('one'))
  })

  test('a published certificate, unless it is allowed', async () => {
    const example = resolve(import.meta.dirname, '../../../keys-example/sealing.crt')
    const args = ['seal', '-i', 'one.yaml', '--cert', example]
    const { code, stderr } = await folder.run(args)
    expect(code).toBe(4)
    expect(stderr).toContain('published')
    expect(await folder.read('one.yaml')).toBe(secret('one'))
    expect(await folder.run([...args, '--allow-example-keys'])).toMatchObject({ code: 0 })
  })

  test('a certificate that has expired', async () => {
    const args = ['seal', '-i', 'one.yaml', '--cert', 'cert.pem']
    const { code, stderr } = await folder.run(args, { now: new Date('2030-01-01') })
    expect(code).toBe(4)
    expect(stderr).toContain('expired')
    expect(await folder.read('one.yaml')).toBe(secret('one'))
  })
})
