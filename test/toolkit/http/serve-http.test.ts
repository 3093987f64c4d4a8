import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { httpRequest, serveHttp } from '../../../toolkit/http/index.ts'
import type { HttpServer, Route, ServedAnswer, ServeOptions } from '../../../toolkit/http/index.ts'

const servers: HttpServer[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close(0)))
})

async function serve(routes: Route[], options: Partial<ServeOptions> = {}): Promise<HttpServer> {
  const server = await serveHttp({ address: '127.0.0.1:0', routes, ...options })
  servers.push(server)
  return server
}

const hello: Route = { path: '/hello', handle: () => ({ status: 200, body: 'hello\n' }) }
const echo: Route = {
  path: '/echo',
  methods: ['POST'],
  handle: (request) => ({ status: 200, body: request.body, contentType: 'text/x' }),
}
const fails: Route = {
  path: '/fails',
  handle: () => {
    throw new Error('canary')
  },
}
const never: Route = { path: '/never', handle: () => new Promise(() => undefined) }

/** Sends raw bytes and gives all that comes back until the server closes. */
function raw(server: HttpServer, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(server.port, server.host, () => socket.write(text))
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => (answer += chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
  })
}

describe('serveHttp', () => {
  const cases: [name: string, method: string, path: string, answer: [number, string]][] = [
    ['a route', 'GET', '/hello', [200, 'hello\n']],
    ['a query is not part of the path', 'GET', '/hello?a=/echo', [200, 'hello\n']],
    ['HEAD of a GET route has no body', 'HEAD', '/hello', [200, '']],
    ['a body comes back', 'POST', '/echo', [200, 'body']],
    ['an unknown path', 'GET', '/hello/', [404, 'not found\n']],
    ['the prototype is no route', 'GET', '/__proto__', [404, 'not found\n']],
    ['a wrong method', 'DELETE', '/hello', [405, 'method not allowed\n']],
    ['HEAD of a POST route', 'HEAD', '/echo', [405, '']],
    ['a route that throws says nothing of why', 'GET', '/fails', [500, 'internal error\n']],
    ['a route that never answers', 'GET', '/never', [503, 'too slow\n']],
  ]
  test.each(cases)('%s', async (_name, method, path, expected) => {
    const server = await serve([hello, echo, fails, never], { limits: { handleMs: 50 } })
    const answer = await httpRequest({
      url: server.url + path,
      method,
      allowHttp: true,
      ...(method === 'POST' ? { body: 'body' } : {}),
    })
    expect([answer.status, Buffer.from(answer.body).toString()]).toEqual(expected)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  })

  test('names the allowed methods', async () => {
    const server = await serve([hello])
    const answer = await httpRequest({ url: `${server.url}/hello`, method: 'PUT', allowHttp: true })
    expect(answer.headers['allow']).toBe('GET, HEAD')
  })

  test.each([
    ['with a length', 'Content-Length: 9\r\n\r\n123456789'],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n9\r\n123456789\r\n0\r\n\r\n'],
  ])('refuses a body over the limit %s', async (_name, tail) => {
    const server = await serve([echo], { limits: { bodyBytes: 8 } })
    const answer = await raw(server, `POST /echo HTTP/1.1\r\nHost: a\r\n${tail}`)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  })

  test('refuses headers over the limit', async () => {
    const server = await serve([hello], { limits: { headerBytes: 1024 } })
    const answer = await raw(server, `GET /hello HTTP/1.1\r\nA: ${'a'.repeat(2000)}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 431 /)
  })

  test('ends a request that is never completed', async () => {
    const server = await serve([echo], { limits: { requestMs: 100 } })
    const answer = await raw(
      server,
      'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('takes no more connections than allowed', async () => {
    const server = await serve([hello], { limits: { connections: 1 } })
    const first = connect(server.port, server.host)
    await new Promise((resolve) => first.once('connect', resolve))
    expect(await raw(server, 'GET /hello HTTP/1.1\r\nHost: a\r\n\r\n').catch(() => '')).toBe('')
    first.destroy()
  })

  test('reports answers under few names', async () => {
    const answers: ServedAnswer[] = []
    const server = await serve([hello], { onAnswer: (answer) => answers.push(answer) })
    await httpRequest({ url: `${server.url}/hello?x`, allowHttp: true })
    await httpRequest({ url: `${server.url}/nothing-1`, method: 'PURGE', allowHttp: true })
    await server.close()
    expect(answers.map(({ path, method, status }) => [path, method, status])).toEqual([
      ['/hello', 'GET', 200],
      ['other', 'other', 404],
    ])
  })

  test('tells of a route that threw', async () => {
    const errors: unknown[] = []
    const server = await serve([fails], { onError: (error) => errors.push(error) })
    await httpRequest({ url: `${server.url}/fails`, allowHttp: true })
    expect(errors).toHaveLength(1)
  })

  test('lets a running answer end, then closes its kept-alive connection at once', async () => {
    const started = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const slow: Route = {
      path: '/slow',
      handle: async () => {
        started.resolve()
        await release.promise
        return { status: 200, body: 'done' }
      },
    }
    const server = await serve([slow])
    const answer = raw(server, 'GET /slow HTTP/1.1\r\nHost: a\r\n\r\n')
    await started.promise
    const closed = server.close(600_000)
    release.resolve()
    expect(await answer).toMatch(/^HTTP\/1\.1 200 [^]*done$/)
    await closed
    const url = `${server.url}/slow`
    await expect(httpRequest({ url, allowHttp: true })).rejects.toMatchObject({
      code: 'ERR_HTTP_FAILED',
    })
  })

  test('cuts a running answer when the grace is over and tells its route', async () => {
    const started = Promise.withResolvers<AbortSignal>()
    const stuck: Route = {
      path: '/stuck',
      handle: ({ signal }) => {
        started.resolve(signal)
        return new Promise(() => undefined)
      },
    }
    const server = await serve([stuck])
    const answer = httpRequest({ url: `${server.url}/stuck`, allowHttp: true })
    const failure = answer.catch((error: unknown) => error)
    const signal = await started.promise
    await server.close(0)
    expect(await failure).toMatchObject({ code: 'ERR_HTTP_FAILED' })
    expect(signal.aborted).toBe(true)
  })

  test('tells a route that its client has gone', async () => {
    const started = Promise.withResolvers<AbortSignal>()
    const stuck: Route = {
      path: '/stuck',
      handle: ({ signal }) => {
        started.resolve(signal)
        return new Promise(() => undefined)
      },
    }
    const errors: unknown[] = []
    const server = await serve([stuck], { onError: (error) => errors.push(error) })
    const stop = new AbortController()
    const url = `${server.url}/stuck`
    const answer = httpRequest({ url, allowHttp: true, signal: stop.signal }).catch(() => undefined)
    const signal = await started.promise
    stop.abort()
    await answer
    await expect.poll(() => signal.aborted).toBe(true)
    expect(errors).toEqual([])
  })

  test.each(['8080', 'host', '127.0.0.1:99999', '[127.0.0.1]:80', 'a:b:80', ''])(
    'refuses to listen on %j',
    async (address) => {
      await expect(serveHttp({ address, routes: [] })).rejects.toMatchObject({ code: 'ERR_USAGE' })
    },
  )

  test('refuses an address in use', async () => {
    const server = await serve([])
    const again = serveHttp({ address: `127.0.0.1:${server.port}`, routes: [] })
    await expect(again).rejects.toMatchObject({ code: 'ERR_USAGE' })
  })
})
