import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { Interrupted } from '../../../cli/interrupted.ts'
import { type SealingPair, sealingPair } from '../sealing-pair.ts'
import { type WorkFolder, workFolder } from '../work-folder.ts'

let pair: SealingPair
let folder: WorkFolder
let before = ''

beforeAll(async () => {
  pair = await sealingPair()
  folder = await workFolder({
    'cert.pem': pair.certificatePem,
    'a.key': pair.privateKeyPem,
    'plain.yaml':
      'apiVersion: v1\nkind: Secret\nmetadata: {name: app, namespace: shop}\nstringData: {A: old}\n',
    'value.txt': '  from file\r\n\n',
  })
  const args = ['seal', 'plain.yaml', '--cert', 'cert.pem']
  before = (await folder.run(args)).stdout
})

beforeEach(() => folder.write('app.yaml', before))

afterAll(() => folder.remove())

async function valueOf(item: string): Promise<unknown> {
  const { stdout } = await folder.run(['unseal', 'app.yaml', '--key', 'a.key', '-o', 'json'])
  const { data } = JSON.parse(stdout) as { data: Record<string, string> }
  return Buffer.from(data[item] ?? '', 'base64').toString()
}

const SET = ['set', 'app.yaml', 'A', '--cert', 'cert.pem']

describe('takes the value', () => {
  test('of stdin, byte for byte, and says that a newline is kept', async () => {
    const { code, stderr } = await folder.run(SET, { stdin: ['new ', 'value\n'] })
    expect(code).toBe(0)
    expect(stderr).toContain('ends with a newline, which is kept')
    expect(await valueOf('A')).toBe('new value\n')
  })

  test('of a file, byte for byte', async () => {
    const { code, stderr } = await folder.run([...SET, '--from-file', 'value.txt'], {
      stdin: ['not this'],
    })
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('newline') })
    expect(await valueOf('A')).toBe('  from file\r\n\n')
  })

  test('of the prompt, without the Enter, and shows nothing of it', async () => {
    const { stdout, stderr } = await folder.run(SET, { stdin: ['typed\r'], stdinIsTTY: true })
    expect(stdout + stderr).not.toContain('typed')
    expect(await valueOf('A')).toBe('typed')
  })

  test('that is empty, when it is piped in', async () => {
    expect(await folder.run(SET, { stdin: [] })).toMatchObject({ code: 0 })
    expect(await valueOf('A')).toBe('')
  })
})

describe('leaves the file alone when', () => {
  test('nothing was typed', async () => {
    expect(await folder.run(SET, { stdin: ['\r'], stdinIsTTY: true })).toMatchObject({ code: 2 })
    expect(await folder.read('app.yaml')).toBe(before)
  })

  test('the prompt was left with Ctrl-C', async () => {
    const prompt = folder.run(SET, { stdin: ['typed\u0003'], stdinIsTTY: true, stays: true })
    await expect(prompt).rejects.toBeInstanceOf(Interrupted)
    expect(await folder.read('app.yaml')).toBe(before)
  })

  test.each<[string, string[], number, string]>([
    ['it is no SealedSecret', ['set', 'plain.yaml', 'A', '--cert', 'cert.pem'], 3, 'found Secret'],
    ['it is stdin', ['set', '-', 'A', '--cert', 'cert.pem'], 2, 'stdin is for the value'],
    ['there is no certificate', ['set', 'app.yaml', 'A'], 2, 'no certificate'],
    ['the name is not in it', [...SET, '--name', 'x'], 2, '--name'],
    ['no item can be called so', ['set', 'app.yaml', 'a/b', '--cert', 'cert.pem'], 3, 'a/b'],
    ['the file of the value is not there', [...SET, '--from-file', 'x'], 2, 'x: no such file'],
  ])('%s', async (_, args, code, message) => {
    const result = await folder.run(args, { stdin: ['hunter2'] })
    expect(result).toMatchObject({ code, stdout: '' })
    expect(result.stderr).toContain(message)
    expect(result.stderr).not.toContain('hunter2')
    expect(await folder.read('app.yaml')).toBe(before)
  })

  test('the value is larger than a Secret can be', async () => {
    const stdin = ['x'.repeat(600_000), 'x'.repeat(600_000)]
    expect(await folder.run(SET, { stdin })).toMatchObject({ code: 3 })
    expect(await folder.read('app.yaml')).toBe(before)
  })
})

describe('asks for nothing when', () => {
  test.each<[string, (text: string) => string, string]>([
    ['the file is not sealed', () => 'kind: Secret\napiVersion: v1\n', 'found Secret'],
    [
      'it names no namespace',
      (text) => text.replace('namespace: shop', 'x: y'),
      'add metadata.nam',
    ],
    ['it names no name', (text) => text.replace('name: app', 'x: y'), 'add metadata.name to'],
    ['it is the old format', (text) => text.replace(/encrypted[^]*/, 'data: AgA='), 'spec.data'],
  ])('%s', async (_, change, message) => {
    await folder.write('app.yaml', change(before))
    const { code, stderr } = await folder.run(SET, { stdinIsTTY: true, stays: true })
    expect(code).toBe(3)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('hidden')
  })
})
