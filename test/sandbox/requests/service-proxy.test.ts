import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { SERVICE_ENDPOINT_ANNOTATION } from '../../../sandbox/index.ts'
import type { RawClient } from '../../conformance/raw-client.ts'
import { refusalOf } from '../../conformance/place.ts'
import { openSandbox } from '../open-sandbox.ts'

const SERVICES = '/api/v1/namespaces/default/services'

/** A process behind a Service: repeats what it is asked. */
async function startEcho(): Promise<{ address: string; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    if (request.url === '/torn') {
      response.destroy()
      return
    }
    response.setHeader('set-cookie', 'secret=1')
    response.writeHead(request.url === '/teapot' ? 418 : 200, { 'content-type': 'text/x-echo' })
    response.write(`${request.method} ${request.url} `)
    request.pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

async function makeService(client: RawClient, endpoint?: string): Promise<void> {
  const annotations = endpoint === undefined ? {} : { [SERVICE_ENDPOINT_ANNOTATION]: endpoint }
  const ports = [
    { name: 'http', port: 8080 },
    { name: 'metrics', port: 8081 },
  ]
  const body = { metadata: { name: 'a', annotations }, spec: { ports } }
  await client.send('POST', SERVICES, { body })
}

describe('the service proxy', () => {
  test.for(['a:http', 'http:a:http', ':a:http', 'a:8080', 'http:a:8081', 'a:metrics'])(
    'passes a request on (%s)',
    async (reference) => {
      const { client } = await openSandbox()
      const { address } = await startEcho()
      await makeService(client, address)
      const answer = await client.send('GET', `${SERVICES}/${reference}/proxy/v1/cert.pem?x=a%20b`)
      expect(answer).toMatchObject({
        status: 200,
        type: 'text/x-echo',
        text: 'GET /v1/cert.pem?x=a+b ',
      })
    },
  )

  test('passes a body, and the answer whatever it is', async () => {
    const { client } = await openSandbox()
    const { address } = await startEcho()
    await makeService(client, address)
    const posted = await client.send('POST', `${SERVICES}/a:http/proxy/v1/verify`, {
      body: 'hello',
    })
    expect([posted.status, posted.text]).toEqual([200, 'POST /v1/verify hello'])
    expect((await client.send('GET', `${SERVICES}/a:http/proxy/teapot`)).status).toBe(418)
    expect((await client.send('GET', `${SERVICES}/a:http/proxy/`)).text).toBe('GET / ')
    expect((await client.send('GET', `${SERVICES}/a:http/proxy`)).text).toBe('GET / ')
  })

  test('keeps the token to itself, and passes only harmless headers', async () => {
    const { client, sandbox } = await openSandbox()
    const { address, seen } = await startEcho()
    await makeService(client, address)
    await client.send('GET', `${SERVICES}/a:http/proxy/`, { accept: 'text/plain' })
    expect(seen[0]?.headers).toMatchObject({ accept: 'text/plain' })
    expect(JSON.stringify(seen[0]?.rawHeaders)).not.toContain(sandbox.token)
  })

  test.for([
    ['a service without an endpoint', undefined, 'a:http', '503 ServiceUnavailable'],
    ['an endpoint that is elsewhere', '192.0.2.1:80', 'a:http', '503 ServiceUnavailable'],
    ['an endpoint where nobody listens', '127.0.0.1:1', 'a:http', '503 ServiceUnavailable'],
    ['a port the service has not', '127.0.0.1:1', 'a:other', '503 ServiceUnavailable'],
    ['a number the service has not', '127.0.0.1:1', 'a:80', '503 ServiceUnavailable'],
    ['no port where there are two', '127.0.0.1:1', 'a', '503 ServiceUnavailable'],
    ['a service that is not there', undefined, 'b:http', '404 NotFound'],
    ['another scheme', '127.0.0.1:1', 'ftp:a:http', '400 BadRequest'],
    ['HTTPS', '127.0.0.1:1', 'https:a:http', '400 BadRequest'],
    ['four parts', '127.0.0.1:1', 'http:a:http:x', '400 BadRequest'],
  ] as const)('refuses %s', async ([, endpoint, reference, refusal]) => {
    const { client } = await openSandbox()
    await makeService(client, endpoint)
    expect(refusalOf(await client.send('GET', `${SERVICES}/${reference}/proxy/x`))).toBe(refusal)
  })

  test('a torn answer is told as unavailable', async () => {
    const { client } = await openSandbox()
    const { address } = await startEcho()
    await makeService(client, address)
    const answer = await client.send('GET', `${SERVICES}/a:http/proxy/torn`)
    expect(refusalOf(answer)).toBe('503 ServiceUnavailable')
  })
})
