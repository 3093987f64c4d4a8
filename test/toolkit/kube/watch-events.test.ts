import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createKubeClient, SEALED_SECRETS } from '../../../toolkit/kube/index.ts'
import type { KubeClient, WatchEvent, WatchOptions } from '../../../toolkit/kube/index.ts'
import { object, startScriptedServer, status, watch } from './scripted-server.ts'
import type { Play, ScriptedServer } from './scripted-server.ts'

const PATH = 'GET /apis/bitnami.com/v1alpha1/namespaces/a/sealedsecrets'

let server: ScriptedServer
let client: KubeClient

beforeEach(async () => {
  server = await startScriptedServer()
  client = createKubeClient(server.access, { timeoutMs: 2_000, retries: 0 })
})

afterEach(async () => {
  client.close()
  await server.close()
})

const from = (options: Partial<WatchOptions> = {}): WatchOptions => ({
  namespace: 'a',
  resourceVersion: '5',
  ...options,
})

/** Reads to the end; says in one word what each event was. */
async function words(options: Partial<WatchOptions> = {}): Promise<string[]> {
  const seen: string[] = []
  for await (const event of client.watch(SEALED_SECRETS, from(options))) seen.push(wordOf(event))
  return seen
}

const wordOf = (event: WatchEvent): string =>
  event.type === 'BOOKMARK'
    ? `${event.type} ${event.resourceVersion}`
    : `${event.type} ${event.object.metadata.name} ${event.object.kind}`

const added = { type: 'ADDED', object: object('x', '6') }
const bookmark = { type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } }

describe('watch', () => {
  test('gives events with their kind, and bookmarks', async () => {
    const modified = { type: 'MODIFIED', object: object('x', '7') }
    const deleted = { type: 'DELETED', object: object('x', '8') }
    server.on(PATH, watch([added, modified, deleted, bookmark]))
    expect(await words()).toEqual([
      'ADDED x SealedSecret',
      'MODIFIED x SealedSecret',
      'DELETED x SealedSecret',
      'BOOKMARK 9',
    ])
  })

  test('asks for bookmarks, a start and an end', async () => {
    server.on(PATH, watch([]))
    await words({ labelSelector: 'a=b', timeoutSeconds: 7, metadataOnly: true })
    const [request] = server.requests
    expect(Object.fromEntries(request?.url.searchParams ?? [])).toEqual({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: '5',
      labelSelector: 'a=b',
      timeoutSeconds: '7',
    })
    expect(request?.headers.accept).toMatch(/as=PartialObjectMetadata;/)
  })

  test('events may come in any pieces', async () => {
    const text = `${JSON.stringify({ type: 'ADDED', object: object('ä', '6') })}\n\n`
    server.on(PATH, (response) => {
      response.writeHead(200)
      const bytes = [...Buffer.from(text + text)]
      const send = (): void => {
        const byte = bytes.shift()
        if (byte === undefined) response.end()
        else response.write(Buffer.of(byte), send)
      }
      send()
    })
    expect(await words()).toEqual(['ADDED ä SealedSecret', 'ADDED ä SealedSecret'])
  })

  test('a stream torn in the middle of a line ends the iteration without half an object', async () => {
    const half = JSON.stringify(added).slice(0, -1)
    server.on(PATH, watch([added, half], 'cut'))
    expect(await words()).toEqual(['ADDED x SealedSecret'])
  })

  test('a whole object without its newline is not believed either', async () => {
    server.on(PATH, watch([added, JSON.stringify(added)]))
    expect(await words()).toEqual(['ADDED x SealedSecret'])
  })

  test('a stream that falls silent ends', async () => {
    server.on(PATH, watch([added], 'open'))
    expect(await words({ idleTimeoutMs: 50 })).toEqual(['ADDED x SealedSecret'])
  })

  test('a stream that keeps talking does not', async () => {
    server.on(PATH, (response) => {
      response.writeHead(200)
      let left = 5
      const timer = setInterval(() => {
        response.write(`${JSON.stringify(bookmark)}\n`)
        if (--left > 0) return
        clearInterval(timer)
        response.end()
      }, 100)
    })
    expect(await words({ idleTimeoutMs: 300 })).toHaveLength(5)
  })

  test.each<[string, Play]>([
    ['an ERROR event', watch([{ type: 'ERROR', object: { kind: 'Status', code: 410 } }], 'open')],
    ['a status', status(410, 'Expired')],
  ])('410 as %s is ERR_KUBE_GONE', async (_name, play) => {
    server.on(PATH, play)
    await expect(words()).rejects.toMatchObject({ code: 'ERR_KUBE_GONE', status: 410 })
  })

  test.each<[string, Play, object]>([
    [
      '429',
      status(429, 'TooManyRequests', { headers: { 'retry-after': '7' } }),
      { status: 429, retryAfterMs: 7_000 },
    ],
    ['500', status(500, 'InternalError'), { status: 500, retryable: true }],
    ['404', status(404, 'NotFound'), { status: 404, retryable: true }],
    ['an error without a code', watch([{ type: 'ERROR', object: {} }]), { status: 500 }],
    ['no JSON', watch(['<html>\n'], 'open'), { reason: 'MalformedWatch' }],
    ['no event', watch([{ kind: 'List' }], 'open'), { reason: 'MalformedWatch' }],
    ['no object', watch([{ type: 'ADDED', object: null }], 'open'), { reason: 'MalformedWatch' }],
    [
      'an endless line',
      watch(['x'.repeat(17 * 1024 * 1024)], 'open'),
      { reason: 'MalformedWatch' },
    ],
  ])('%s is thrown', async (_name, play, expected) => {
    server.on(PATH, play)
    await expect(words()).rejects.toMatchObject(expected)
  })
})

describe('stopping a watch', () => {
  test('by leaving the loop closes the connection', async () => {
    server.on(PATH, watch([added], 'open'))
    for await (const event of client.watch(SEALED_SECRETS, from())) {
      expect(wordOf(event)).toBe('ADDED x SealedSecret')
      break
    }
    await expect.poll(() => server.connections).toBe(0)
  })

  test('by a signal closes the connection and rejects with its reason', async () => {
    server.on(PATH, watch([], 'open'))
    const stop = new AbortController()
    const reason = new Error('stop')
    const seen = words({ signal: stop.signal }).catch((error: unknown) => error)
    await expect.poll(() => server.requests.length).toBe(1)
    stop.abort(reason)
    expect(await seen).toBe(reason)
    await expect.poll(() => server.connections).toBe(0)
  })

  test('before it began sends nothing', async () => {
    await expect(words({ signal: AbortSignal.abort('no') })).rejects.toBe('no')
    expect(server.requests).toEqual([])
  })
})
