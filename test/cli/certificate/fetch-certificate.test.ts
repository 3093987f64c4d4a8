import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { fetchCertificate } from '../../../cli/certificate/fetch-certificate.ts'
import { createTestCertificate } from '../../toolkit/http/test-certificate.ts'
import { memoryIo } from '../memory-io.ts'
import { type SealingPair, sealingPair } from '../sealing-pair.ts'

let pair: SealingPair
let server: Server
let url = ''
const trusted = getCACertificates('default')

beforeAll(async () => {
  pair = await sealingPair()
  const certificate = createTestCertificate()
  setDefaultCACertificates([certificate.cert])
  const answers = new Map([
    ['/v1/cert.pem', pair.certificatePem],
    ['/login', '<html>hunter2</html>'],
    ['/large', 'x'.repeat(100_000)],
  ])
  server = createServer(certificate, (request, response) => {
    const answer = answers.get(new URL(request.url ?? '', url).pathname)
    response.writeHead(answer === undefined ? 404 : 200).end(answer ?? 'hunter2')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  setDefaultCACertificates(trusted)
  server.close()
})

test('fetches it over TLS', async () => {
  const certificate = await fetchCertificate(`${url}/v1/cert.pem`, memoryIo().io)
  expect(certificate.fingerprint).toBe(pair.certificate.fingerprint)
})

test.each<[string, () => string, string]>([
  ['http', () => 'http://127.0.0.1/cert.pem', 'ERR_USAGE'],
  ['no address', () => 'https://', 'ERR_USAGE'],
  ['an address without a certificate', () => `${url}/login`, 'ERR_CERTIFICATE_MALFORMED'],
  ['an address that is not there', () => `${url}/x?token=hunter2`, 'ERR_HTTP_FAILED'],
  ['more than a certificate can be', () => `${url}/large`, 'ERR_HTTP_FAILED'],
])('refuses %s, and repeats nothing of it', async (_, address, code) => {
  const failure = await fetchCertificate(address(), memoryIo().io).then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(failure).toMatchObject({ code })
  expect(String(failure)).not.toContain('hunter2')
})
