import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runSandbox } from '../../sandbox/index.ts'
import type { RunSandboxOptions } from '../../sandbox/index.ts'
import { readAccess } from '../conformance/ground.ts'
import { RawClient } from '../conformance/raw-client.ts'

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'waxseal-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Starts the program; `told` resolves when it has said what to type next. */
function start(options: RunSandboxOptions, cwd: string) {
  const abort = new AbortController()
  let stderr = ''
  const said = Promise.withResolvers<string>()
  const ended = runSandbox(options, {
    stdout: { write: (text) => said.resolve(text) },
    stderr: { write: (text) => (stderr += text) },
    cwd,
    clock: () => new Date(),
    signal: abort.signal,
  })
  const told = Promise.race([said.promise, ended.then(String)])
  // A test that expects it to fail looks at `ended` only.
  told.catch(() => undefined)
  return {
    told,
    ended,
    stderr: () => stderr,
    end: () => abort.abort(),
  }
}

describe('runSandbox', () => {
  test('writes a kubeconfig for its user only, says what to do next, and ends with 0', async () => {
    const cwd = await makeFolder()
    const program = start({ kubeconfig: 'my kubeconfig' }, cwd)
    const told = await program.told
    const path = join(cwd, 'my kubeconfig')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    const access = readAccess(await readFile(path, 'utf8'))
    expect(told).toContain(access.url)
    expect(told).toContain(`export KUBECONFIG='my kubeconfig'`)
    expect(told).toContain('waxseal install --apply')
    expect(program.stderr()).toContain('for trying and testing only')
    expect(told + program.stderr()).not.toContain(access.token)
    expect((await new RawClient(access).send('GET', '/api')).status).toBe(200)
    program.end()
    expect(await program.ended).toBe(0)
    await expect(new RawClient(access).send('GET', '/api')).rejects.toThrow('ECONNREFUSED')
  })

  test('without a file, the kubeconfig is in a folder that goes with the sandbox', async () => {
    const program = start({}, await makeFolder())
    const [, path = ''] = /export KUBECONFIG=(.+)/.exec(await program.told) ?? []
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    program.end()
    await program.ended
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('replaces the kubeconfig of an earlier sandbox, also one that others could read', async () => {
    const cwd = await makeFolder()
    const path = join(cwd, 'kubeconfig')
    await writeFile(path, 'apiVersion: v1\ncurrent-context: waxseal-sandbox\n', { mode: 0o644 })
    const program = start({ kubeconfig: 'kubeconfig' }, cwd)
    await program.told
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(readAccess(await readFile(path, 'utf8')).token).not.toBe('')
    program.end()
    await program.ended
  })

  test('replaces no other file', async () => {
    const cwd = await makeFolder()
    const path = join(cwd, 'config')
    await writeFile(path, 'current-context: production\n')
    const { ended } = start({ kubeconfig: 'config' }, cwd)
    await expect(ended).rejects.toMatchObject({ code: 'ERR_REFUSED' })
    expect(await readFile(path, 'utf8')).toBe('current-context: production\n')
  })

  test('a kubeconfig that cannot be written ends it', async () => {
    const cwd = await makeFolder()
    const { ended } = start({ kubeconfig: 'not/there/kubeconfig' }, cwd)
    await expect(ended).rejects.toMatchObject({ code: 'ERR_FILE_UNWRITABLE' })
  })

  test('a port that is taken ends it', async () => {
    const cwd = await makeFolder()
    const first = start({}, cwd)
    const [, port] = /:(\d+)\n/.exec(await first.told) ?? []
    const second = start({ port: Number(port) }, cwd)
    await expect(second.ended).rejects.toMatchObject({ code: 'ERR_USAGE' })
    first.end()
    await first.ended
  })

  test('a signal that has come before ends it at once', async () => {
    const program = start({}, await makeFolder())
    program.end()
    expect(await program.ended).toBe(0)
  })
})
