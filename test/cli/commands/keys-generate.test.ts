import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { importSealingKey } from '../../../src/index.ts'
import { loadSealingKeys } from '../../../toolkit/keys/index.ts'
import { type WorkFolder, workFolder } from '../work-folder.ts'

const GENERATE = ['keys', 'generate', '--bits', '2048']
let folder: WorkFolder

beforeEach(async () => {
  folder = await workFolder({})
})

afterEach(() => folder.remove())

test('writes a pair that belongs together, the key for its owner only', async () => {
  const { code, stdout, stderr } = await folder.run([...GENERATE, 'seal', '--common-name', 'shop'])
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  expect(await folder.list()).toEqual(['seal.crt', 'seal.key'])
  const key = await importSealingKey({
    privateKeyPem: await folder.read('seal.key'),
    certificatePem: await folder.read('seal.crt'),
  })
  expect(stderr).toContain(key.fingerprint)
  expect((await stat(join(folder.path, 'seal.key'))).mode & 0o777).toBe(0o600)
  expect((await stat(join(folder.path, 'seal.crt'))).mode & 0o777).toBe(0o644)
})

test.each(['seal.key', 'seal.crt'])('overwrites nothing: %s', async (file) => {
  await folder.write(file, 'precious')
  const { code, stderr } = await folder.run([...GENERATE, 'seal'])
  expect(code).toBe(2)
  expect(stderr).toContain(file)
  expect(await folder.list()).toEqual([file])
  expect(await folder.read(file)).toBe('precious')
})

describe('as a key Secret', () => {
  const SECRET = [...GENERATE, '--secret', '-n', 'kube-system']

  test.each(['yaml', 'json'])('in %s', async (format) => {
    const { code, stdout } = await folder.run([...SECRET, '-o', format])
    expect(code).toBe(0)
    const [source] = loadSealingKeys(stdout)
    if (source === undefined) throw new Error('no key')
    expect(await importSealingKey(source)).toMatchObject({ modulusBits: 2048 })
    expect(stdout).toContain('sealed-secrets-key')
  })

  test('is not printed to a terminal unasked', async () => {
    const result = await folder.run(SECRET, { stdoutIsTTY: true })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    const revealed = await folder.run([...SECRET, '--reveal'], { stdoutIsTTY: true })
    expect(revealed.stdout).toContain('tls.key')
  })

  test('goes to a file for its owner only', async () => {
    expect(await folder.run([...SECRET, '-w', 'key.yaml'])).toMatchObject({ code: 0, stdout: '' })
    expect((await stat(join(folder.path, 'key.yaml'))).mode & 0o777).toBe(0o600)
  })

  test('overwrites nothing', async () => {
    await folder.write('key.yaml', 'precious')
    expect(await folder.run([...SECRET, '-w', 'key.yaml'])).toMatchObject({ code: 2 })
    expect(await folder.read('key.yaml')).toBe('precious')
  })
})

test.each<[string, string[], number]>([
  ['neither a name nor --secret', [], 2],
  ['both', ['a', '--secret', '-n', 'x'], 2],
  ['a Secret without a namespace', ['--secret'], 3],
  ['options of a Secret for files', ['a', '-o', 'json'], 2],
  ['a small key', ['a', '--bits', '1024'], 2],
  ['an odd key', ['a', '--bits', '2049'], 2],
  ['a validity of nothing', ['a', '--valid-for', '0'], 2],
  ['a validity that is no number', ['a', '--valid-for', '10y'], 2],
  ['a folder that is not there', ['x/a'], 2],
])('refuses %s', async (_, args, code) => {
  const result = await folder.run(['keys', 'generate', ...args])
  expect(result).toMatchObject({ code, stdout: '' })
  expect(await folder.list()).toEqual([])
})
