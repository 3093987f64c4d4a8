import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { httpRequest } from '../../../toolkit/http/index.ts'
import { createTestCertificate } from './test-certificate.ts'

const servers: Server[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

async function listen(server: Server): Promise<string> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const http = async (listener: RequestListener): Promise<string> =>
  `http://${await listen(createServer(listener))}`

const https = async (certificate: { key: string; cert: string }): Promise<string> =>
  `https://${await listen(createTlsServer(certificate, (_request, response) => response.end('ok')))}`

const text = (body: Uint8Array): string => Buffer.from(body).toString()

describe('httpRequest', () => {
  test('reads an answer over TLS', async () => {
    const certificate = createTestCertificate()
    const url = await https(certificate)
    const answer = await httpRequest({ url, ca: certificate.cert })
    expect([answer.status, text(answer.body), answer.url]).toEqual([200, 'ok', `${url}/`])
  })

  const old = { from: new Date('2020-01-01'), to: new Date('2020-02-01') }
  test.each([
    ['an unknown authority', createTestCertificate(), undefined, /not signed by a trusted/],
    ['an expired certificate', createTestCertificate('127.0.0.1', old), 'own', /has expired/],
    ['another host', createTestCertificate('10.1.2.3'), 'own', /another host name/],
  ])('refuses %s', async (_name, certificate, trust, message) => {
    const url = await https(certificate)
    const request = trust === undefined ? { url } : { url, ca: certificate.cert }
    await expect(httpRequest(request)).rejects.toMatchObject({
      code: 'ERR_HTTP_FAILED',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/./),
    })
  })

  test('gives 4xx and 5xx as answers', async () => {
    const url = await http((_request, response) => response.writeHead(503).end('later'))
    const answer = await httpRequest({ url, allowHttp: true })
    expect([answer.status, text(answer.body)]).toEqual([503, 'later'])
  })

  test('sends method, headers and body', async () => {
    const url = await http((request, response) => {
      request.setEncoding('utf8').on('data', (body: string) => {
        response.end(`${request.method} ${String(request.headers['x-a'])} ${body}`)
      })
    })
    const headers = { 'x-a': 'b' }
    const answer = await httpRequest({ url, method: 'POST', headers, body: 'c', allowHttp: true })
    expect(text(answer.body)).toBe('POST b c')
  })

  test.each([
    ['by its length', (bytes: number) => ({ 'content-length': String(bytes) })],
    ['while it comes', () => ({ 'transfer-encoding': 'chunked' })],
  ])('stops at the limit, seen %s', async (_name, headers) => {
    const url = await http((_request, response) => {
      response.writeHead(200, headers(11))
      response.end('x'.repeat(11))
    })
    await expect(httpRequest({ url, allowHttp: true, limitBytes: 10 })).rejects.toMatchObject({
      code: 'ERR_HTTP_FAILED',
      message: expect.stringMatching(/larger/),
    })
    expect(text((await httpRequest({ url, allowHttp: true, limitBytes: 11 })).body)).toHaveLength(
      11,
    )
  })

  test.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    ['never ends', (_request, response) => response.write('a')],
  ])('gives up on a server that %s', async (_name, listener) => {
    const url = await http(listener)
    await expect(httpRequest({ url, allowHttp: true, timeoutMs: 50 })).rejects.toMatchObject({
      code: 'ERR_HTTP_FAILED',
      message: expect.stringMatching(/in time/),
    })
  })

  test('rejects with the reason of the signal', async () => {
    const url = await http(() => undefined)
    const stop = new AbortController()
    const answer = httpRequest({ url, allowHttp: true, signal: stop.signal })
    const reason = new Error('stop')
    setTimeout(() => stop.abort(reason), 10)
    await expect(answer).rejects.toBe(reason)
    await expect(httpRequest({ url, allowHttp: true, signal: stop.signal })).rejects.toBe(reason)
  })

  test('an answer cut short is a failure', async () => {
    const url = await http((_request, response) => {
      response.writeHead(200, { 'content-length': '10' })
      response.write('abc', () => response.destroy())
    })
    await expect(httpRequest({ url, allowHttp: true })).rejects.toMatchObject({
      code: 'ERR_HTTP_FAILED',
    })
  })

  test.each([
    ['http', 'http://127.0.0.1:1/'],
    ['another scheme', 'file:///etc/hosts'],
    ['no URL', 'cert.pem'],
    ['a password in the URL', 'https://user:canary@127.0.0.1:1/'],
    ['a closed port', 'https://127.0.0.1:1/'],
  ])('refuses %s', async (_name, url) => {
    const error: unknown = await httpRequest({ url }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'ERR_HTTP_FAILED' })
    expect(String(error)).not.toContain('canary')
  })
})

const redirecting =
  (location: (path: string) => string, status = 302): RequestListener =>
  (request, response) => {
    const to = location(request.url ?? '')
    if (to === '') response.end(`${request.url} ${request.headers['authorization'] ?? 'nothing'}`)
    else response.writeHead(status, { location: to }).end()
  }

describe('redirects', () => {
  test('are followed on the same origin with the headers', async () => {
    const url = await http(redirecting((path) => (path === '/a' ? 'b' : '')))
    const headers = { authorization: 'token' }
    const answer = await httpRequest({ url: `${url}/a`, headers, allowHttp: true })
    expect([text(answer.body), answer.url]).toEqual(['/b token', `${url}/b`])
  })

  test('don’t take the headers to another origin', async () => {
    const target = await http(redirecting(() => ''))
    const url = await http(redirecting(() => `${target}/c`))
    const headers = { authorization: 'token' }
    const answer = await httpRequest({ url, headers, allowHttp: true })
    expect(text(answer.body)).toBe('/c nothing')
  })

  test.each([
    ['a loop', (path: string) => `${path}x`],
    ['to another scheme', () => 'ftp://127.0.0.1/'],
    ['to nowhere', () => 'http://['],
  ])('%s is refused', async (_name, location) => {
    const url = await http(redirecting(location))
    await expect(httpRequest({ url, allowHttp: true })).rejects.toMatchObject({
      code: 'ERR_HTTP_FAILED',
    })
  })

  test('from https to http are refused even when http is allowed', async () => {
    const certificate = createTestCertificate()
    const plain = await http((_request, response) => response.end('plain'))
    const server = createTlsServer(
      certificate,
      redirecting(() => plain),
    )
    const url = `https://${await listen(server)}`
    const request = { url, ca: certificate.cert, allowHttp: true }
    await expect(httpRequest(request)).rejects.toMatchObject({ code: 'ERR_HTTP_FAILED' })
  })

  test('of a POST are given back', async () => {
    const url = await http(redirecting(() => '/b'))
    const answer = await httpRequest({ url, method: 'POST', allowHttp: true })
    expect(answer.status).toBe(302)
  })
})
