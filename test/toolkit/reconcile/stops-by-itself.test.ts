import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { list, object, startScriptedServer, watch } from '../kube/scripted-server.ts'
import type { Play, ScriptedServer } from '../kube/scripted-server.ts'

let server: ScriptedServer
let folder: string

beforeEach(async () => {
  server = await startScriptedServer()
  folder = await mkdtemp(join(tmpdir(), 'waxseal-stop-'))
})

afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const silent: Play = () => undefined

/** Starts the program, ends it by SIGTERM as soon as it works, and gives what it said. */
async function run(): Promise<{ said: string; code: number | null; signal: string | null }> {
  const path = join(folder, 'kubeconfig')
  const named = { clusters: [{ name: 'a', cluster: { server: server.url } }] }
  const contexts = [{ name: 'a', context: { cluster: 'a' } }]
  await writeFile(path, JSON.stringify({ 'current-context': 'a', ...named, contexts }))
  const program = join(import.meta.dirname, 'stops-by-itself.ts')
  const child = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const hear = (text: string): void => {
    said += text
    if (text.includes('working')) child.kill('SIGTERM')
  }
  child.stdout.setEncoding('utf8').on('data', hear)
  child.stderr.setEncoding('utf8').on('data', hear)
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ said, code, signal }))
  })
}

test.each<[string, Play]>([
  ['an open watch', watch([], 'open')],
  ['a watch that is never answered', silent],
  ['a pause after a failure', (response) => response.destroy()],
])('a process with all parts of a controller ends by itself: %s', async (_name, play) => {
  server.on('GET /apis/bitnami.com/v1alpha1/sealedsecrets', (response, request) => {
    const isWatch = request.url.searchParams.has('watch')
    const chosen = isWatch ? play : list([object('x', '1'), object('y', '2')], '3')
    chosen(response, request)
  })
  server.on('POST /api/v1/namespaces/a/events', silent)
  expect(await run()).toEqual({ said: 'working\nstopped\n', code: 0, signal: null })
})
