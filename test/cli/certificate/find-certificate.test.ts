import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { findCertificate } from '../../../cli/certificate/find-certificate.ts'
import { memoryIo } from '../memory-io.ts'
import { type SealingPair, sealingPair } from '../sealing-pair.ts'

let folder = ''
let pair: SealingPair

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waxseal-find-'))
  pair = await sealingPair()
  await mkdir(join(folder, 'apps/shop'), { recursive: true })
  await mkdir(join(folder, 'url'))
  await writeFile(join(folder, 'cert.pem'), pair.certificatePem)
  await writeFile(join(folder, 'not.pem'), 'hunter2')
  await writeFile(
    join(folder, '.waxseal.yaml'),
    'clusters:\n  prod: {certificate: cert.pem}\n  bare: {}\n  broken: {certificate: not.pem}\ndefaults: {cluster: prod, scope: namespace-wide}\n',
  )
  await writeFile(
    join(folder, 'url/.waxseal.yaml'),
    'clusters:\n  far: {certificate: "https://127.0.0.1:1/cert.pem"}\ndefaults: {cluster: far}\n',
  )
})

afterAll(() => rm(folder, { recursive: true }))

interface Choice {
  readonly cert?: string
  readonly cluster?: string
  readonly target?: string
}

const find = ({ cert, cluster, target }: Choice): ReturnType<typeof findCertificate> =>
  findCertificate(
    { cert, cluster, target: join(folder, target ?? 'apps/shop/secret.yaml') },
    memoryIo({ cwd: folder }).io,
  )

describe('finds the certificate', () => {
  test.each<[string, Choice, string | undefined]>([
    ['--cert, and leaves the configuration alone', { cert: 'cert.pem' }, undefined],
    ['--cluster, from the file upwards', { cluster: 'prod' }, 'namespace-wide'],
    ['the default cluster', {}, 'namespace-wide'],
  ])('of %s', async (_, choice, defaultScope) => {
    const found = await find(choice)
    expect(found.certificate.fingerprint).toBe(pair.certificate.fingerprint)
    expect(found.defaultScope).toBe(defaultScope)
  })
})

describe('refuses', () => {
  test.each<[string, Choice, string]>([
    ['no word at all', { target: '..' }, 'ERR_CERTIFICATE_MISSING'],
    ['a cluster without certificate', { cluster: 'bare' }, 'ERR_CERTIFICATE_MISSING'],
    ['an unknown cluster', { cluster: 'x' }, 'ERR_CLUSTER_UNKNOWN'],
    ['a cluster without a configuration', { cluster: 'x', target: '..' }, 'ERR_CLUSTER_UNKNOWN'],
    ['a file that is no certificate', { cluster: 'broken' }, 'ERR_CERTIFICATE_MALFORMED'],
    ['a file that is not there', { cert: 'x.pem' }, 'ERR_FILE_NOT_FOUND'],
    ['a folder', { cert: 'apps' }, 'ERR_FILE_UNREADABLE'],
    ['http', { cert: 'http://x/cert.pem' }, 'ERR_USAGE'],
    // What the repository says alone opens no connection; named by the user it does.
    ['a default behind a URL', { target: 'url/a.yaml' }, 'ERR_REFUSED'],
    ['a URL nobody answers', { cluster: 'far', target: 'url/a.yaml' }, 'ERR_HTTP_FAILED'],
  ])('%s', async (_, choice, code) => {
    await expect(find(choice)).rejects.toMatchObject({ code })
  })

  test('with the file in front, as the user would call it', async () => {
    await expect(find({ cluster: 'broken' })).rejects.toThrow(/^not\.pem: /)
    await expect(find({ cert: 'not.pem' })).rejects.not.toThrow(/hunter2/)
  })
})
