import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type SealingPair, sealingPair } from '../sealing-pair.ts'
import { type WorkFolder, workFolder } from '../work-folder.ts'

let pair: SealingPair
let folder: WorkFolder

beforeAll(async () => {
  pair = await sealingPair()
  const other = await sealingPair()
  folder = await workFolder({
    'cert.pem': pair.certificatePem,
    'a.key': pair.privateKeyPem,
    'b.key': other.privateKeyPem,
    'app.yaml':
      'apiVersion: v1\nkind: Secret\nmetadata: {name: app, namespace: shop}\nstringData: {a: hunter2, b: x}\n---\nkind: ConfigMap\n',
    'plain.yaml':
      'apiVersion: v1\nkind: Secret\nmetadata: {name: app, namespace: shop}\nstringData: {a: x}\n',
  })
  await folder.run(['seal', '-i', 'app.yaml', '--cert', 'cert.pem'])
  const text = await folder.read('app.yaml')
  await folder.write('two.yaml', `${text}---\n${text.replaceAll('name: app', 'name: other')}`)
})

afterAll(() => folder.remove())

const value = Buffer.from('hunter2').toString('base64')

describe('plaintext on a terminal', () => {
  test('is refused, before any key is read', async () => {
    const args = ['unseal', 'app.yaml', '--key', 'missing.key']
    const result = await folder.run(args, { stdoutIsTTY: true })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain('--reveal')
  })

  test('is printed with --reveal', async () => {
    const args = ['unseal', 'app.yaml', '--key', 'a.key', '--reveal']
    const { code, stdout } = await folder.run(args, { stdoutIsTTY: true })
    expect(code).toBe(0)
    expect(stdout).toContain(value)
  })

  test('-w is no terminal; nobody else may read the file', async () => {
    await folder.write('out.yaml', 'old')
    const args = ['unseal', 'app.yaml', '--key', 'a.key', '-w', 'out.yaml']
    expect(await folder.run(args, { stdoutIsTTY: true })).toEqual({
      code: 0,
      stdout: '',
      stderr: 'waxseal: app.yaml: left out 1 other document\n',
    })
    expect(await folder.read('out.yaml')).toContain(value)
    expect((await stat(join(folder.path, 'out.yaml'))).mode & 0o777).toBe(0o600)
  })
})

test('the right one of several keys is found', async () => {
  const args = ['unseal', 'app.yaml', '--key', 'b.key', '--key', 'a.key', '-o', 'json']
  const { stdout } = await folder.run(args)
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'Secret', data: { a: value } })
})

describe('refuses', () => {
  test.each<[string, string[], number, string]>([
    ['to work without a key', ['app.yaml'], 2, 'no private key'],
    ['a certificate as key', ['app.yaml', '--key', 'cert.pem'], 4, 'cert.pem: '],
    [
      'a wrong key',
      ['app.yaml', '--key', 'b.key'],
      4,
      'app.yaml: no sealing key could unseal: a, b',
    ],
    ['a key file that is not there', ['app.yaml', '--key', 'x'], 2, 'x: no such file'],
    ['a Secret', ['plain.yaml', '--key', 'a.key'], 3, 'expected a SealedSecret, found Secret'],
    [
      'two when one does not open',
      ['two.yaml', '--key', 'a.key'],
      4,
      'no sealing key could unseal',
    ],
  ])('%s', async (_, args, code, message) => {
    const result = await folder.run(['unseal', ...args])
    expect(result).toMatchObject({ code, stdout: '' })
    expect(result.stderr).toContain(message)
    expect(result.stderr).not.toContain('hunter2')
  })
})

describe('view', () => {
  test('never shows a value without --reveal', async () => {
    for (const more of [[], ['-o', 'json'], ['--key', 'a.key'], ['--key', 'a.key', '-o', 'json']]) {
      const { code, stdout } = await folder.run(['view', 'app.yaml', ...more])
      expect(code).toBe(0)
      expect(stdout).not.toContain('hunter2')
      expect(stdout).not.toContain(value)
      expect(stdout).toContain('strict')
    }
  })

  test('tells all it knows as JSON', async () => {
    const { stdout } = await folder.run([
      'view',
      'app.yaml',
      '--key',
      'a.key',
      '--reveal',
      '-o',
      'json',
    ])
    const { fingerprint } = pair.certificate
    const item = { bits: 2048, fingerprint, opens: true, sealedAt: '2026-11-01T12:00:00.000Z' }
    expect(JSON.parse(stdout)).toEqual([
      {
        name: 'app',
        namespace: 'shop',
        scope: 'strict',
        items: [
          { item: 'a', bytes: 7, ...item, value: 'hunter2' },
          { item: 'b', bytes: 1, ...item, value: 'x' },
        ],
      },
    ])
  })

  test('ends with 4 when an item does not open, and shows the others', async () => {
    const { code, stdout } = await folder.run(['view', 'two.yaml', '--key', 'a.key', '--reveal'])
    expect(code).toBe(4)
    expect(stdout).toContain('hunter2')
    expect(stdout).toContain('(does not open)')
  })

  test('a broken item names itself', async () => {
    const text = (await folder.read('app.yaml')).replace(/^ {4}a: .*$/m, '    a: AgBvF3x8K2x9...')
    await folder.write('broken.yaml', text)
    expect((await folder.run(['view', 'broken.yaml'])).stdout).toMatch(/^a +malformed +- +-$/m)
  })

  test('control characters of a name or a value are made visible', async () => {
    const source =
      'apiVersion: v1\nkind: Secret\nmetadata: {name: c, namespace: shop}\nstringData: {a: "x\\e[31my"}\n'
    await folder.write('control.yaml', source)
    await folder.run(['seal', '-i', 'control.yaml', '--cert', 'cert.pem'])
    const { stdout } = await folder.run(['view', 'control.yaml', '--key', 'a.key', '--reveal'])
    expect(stdout).toContain('x\\u001b[31my')
  })
})
