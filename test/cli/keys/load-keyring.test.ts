import { copyFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { Options } from '../../../cli/command/options.ts'
import { unsealSpec } from '../../../cli/commands/unseal.spec.ts'
import { loadKeyring } from '../../../cli/keys/load-keyring.ts'
import type { Keyring } from '../../../src/index.ts'
import { memoryIo } from '../memory-io.ts'
import { type SealingPair, sealingPair } from '../sealing-pair.ts'
import { type WorkFolder, workFolder } from '../work-folder.ts'

let folder: WorkFolder
let a: SealingPair
let b: SealingPair

const keySecret = ({ privateKeyPem }: SealingPair, certificate: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'sealed-secrets-key5rxd9' },
    type: 'kubernetes.io/tls',
    data: { 'tls.key': btoa(privateKeyPem), 'tls.crt': btoa(certificate) },
  })

beforeAll(async () => {
  a = await sealingPair()
  b = await sealingPair()
  folder = await workFolder({
    'a.pem': a.privateKeyPem,
    'both.json': `{"kind":"List","apiVersion":"v1","items":[${keySecret(a, a.certificatePem)},${keySecret(b, b.certificatePem)}]}`,
    'crossed.json': keySecret(a, b.certificatePem),
    'broken.json': keySecret(a, 'no certificate at all'),
    'garbage.pem': '-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----\n',
    'empty.pem': '',
  })
  const example = resolve(import.meta.dirname, '../../../keys-example/sealing.key')
  await copyFile(example, join(folder.path, 'example.pem'))
})

afterAll(() => folder.remove())

function load(files: readonly string[], isExampleAllowed = false): Promise<Keyring> {
  const values = new Map([['key', files]])
  if (isExampleAllowed) values.set('allow-example-keys', [])
  const options = new Options(unsealSpec, { positionals: [], values })
  return loadKeyring(options, memoryIo({ cwd: folder.path }).io)
}

test.each<[string, string[], number]>([
  ['a PEM file', ['a.pem'], 1],
  ['a List of key Secrets', ['both.json'], 2],
  ['several files, with one key twice', ['both.json', 'a.pem'], 2],
  // For recovery the certificate does not matter.
  ['a key Secret with another certificate', ['crossed.json'], 1],
  ['a key Secret with a broken certificate', ['broken.json'], 1],
])('reads %s', async (_, files, count) => {
  expect((await load(files)).keys).toHaveLength(count)
})

describe('refuses', () => {
  test.each<[string, string[], string]>([
    ['nothing', [], 'ERR_USAGE'],
    ['a file that is not there', ['x.pem'], 'ERR_FILE_NOT_FOUND'],
    ['a broken key', ['garbage.pem'], 'ERR_KEY_MALFORMED'],
    ['an empty file', ['empty.pem'], 'ERR_KEY_MALFORMED'],
    ['a published key', ['a.pem', 'example.pem'], 'ERR_KEY_EXAMPLE'],
  ])('%s', async (_, files, code) => {
    await expect(load(files)).rejects.toMatchObject({ code })
    await expect(load(files)).rejects.not.toThrow(/hunter2/)
  })

  test('a published key unless it is allowed', async () => {
    expect((await load(['example.pem'], true)).keys).toHaveLength(1)
  })
})
