import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { run } from '../../../cli/run.ts'
import { Interrupted } from '../../../cli/interrupted.ts'
import { createKubeClient, loadKubeconfig, NAMESPACES } from '../../../toolkit/kube/index.ts'
import { memoryIo } from '../memory-io.ts'
import { type WorkFolder, workFolder } from '../work-folder.ts'

let folder: WorkFolder

beforeAll(async () => {
  folder = await workFolder({})
})

afterAll(() => folder.remove())

test('the sandbox serves until a signal comes, and ends with 0', async () => {
  const args = ['sandbox', '--kubeconfig', 'kubeconfig', '--port', '0']
  const { io, interrupt, stdout } = memoryIo({ args, cwd: folder.path })
  const ended = run(io)
  const path = join(folder.path, 'kubeconfig')
  while (!existsSync(path)) await sleep(10)
  const client = createKubeClient(await loadKubeconfig({ path, env: {} }))
  const { items } = await client.list(NAMESPACES)
  client.close()
  expect(items.map(({ metadata }) => metadata.name)).toContain('kube-system')
  interrupt(new Interrupted('SIGTERM'))
  expect(await ended).toBe(0)
  expect(stdout()).toContain('https://127.0.0.1:')
})

describe('what cannot be started ends with an error', () => {
  test.each<[string, string[], number]>([
    ['a sandbox on a port that is none', ['sandbox', '--port', '70000'], 2],
    ['a sandbox with an argument', ['sandbox', 'x'], 2],
    ['a sandbox whose kubeconfig cannot be written', ['sandbox', '--kubeconfig', 'x/y'], 2],
    ['a controller without a cluster', ['controller', '--namespace', 'a'], 2],
    ['a controller of a kubeconfig that is not there', ['controller', '--kubeconfig', 'x'], 2],
    ['a controller with an argument', ['controller', 'x'], 2],
    ['a controller with a key of no size', ['controller', '--key-size', '4k'], 2],
    ['a controller with days', ['controller', '--key-ttl', '10d'], 2],
    ['a controller with half a boolean', ['controller', '--all-namespaces=maybe'], 2],
    ['a controller without workers', ['controller', '--workers', '0'], 2],
    ['a controller that logs in colour', ['controller', '--log-format', 'colour'], 2],
  ])('%s', async (_, args, code) => {
    const result = await folder.run(args)
    expect(result.code).toBe(code)
    expect(result.stderr).toContain('waxseal: error: ')
  })
})
