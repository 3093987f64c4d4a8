import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const page = await readFile(join(root, 'README.md'), 'utf8')

/** Commands that go on running, and what tells that they are ready. */
const READY: readonly (readonly [RegExp, RegExp])[] = [
  [/^waxseal sandbox /, /kubeconfig written to/],
  [/^waxseal controller /, /msg=ready/],
]

let folder = ''
const background: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waxseal-readme-'))
  const program = join(root, 'cli/waxseal.cjs')
  const shim = join(folder, 'bin/waxseal')
  await mkdir(join(folder, 'bin'))
  await cp(join(root, 'examples'), join(folder, 'examples'), { recursive: true })
  await writeFile(shim, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`)
  await chmod(shim, 0o755)
  const config = /```yaml\n(clusters:\n[\s\S]*?)```/.exec(page)?.[1]
  await writeFile(join(folder, '.waxseal.yaml'), config ?? '')
})

afterAll(async () => {
  for (const child of background) child.kill()
  await rm(folder, { recursive: true, force: true })
})

function start(command: string): { child: ChildProcess; output: () => string } {
  let output = ''
  const env = { PATH: `${folder}/bin:${process.env['PATH'] ?? ''}`, HOME: folder, NO_PROXY: '*' }
  const child = spawn('bash', ['-o', 'pipefail', '-c', `exec 2>&1; ${command}`], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.on('data', (data: Buffer) => (output += data.toString()))
  return { child, output: () => output }
}

/** Starts a command that ends in `&` and waits until it says that it is ready. */
async function startInBackground(command: string): Promise<void> {
  const ready = READY.find(([name]) => name.test(command))?.[1] ?? /never/
  // In place of the shell, so that it is this process that is ended.
  const { child, output } = start(`exec ${command.replace(/ &$/, '')}`)
  background.push(child)
  while (!ready.test(output())) {
    if (child.exitCode !== null) throw new Error(`${command} ended: ${output()}`)
    await sleep(50)
  }
}

async function run(command: string): Promise<{ code: number | null; output: string }> {
  const { child, output } = start(command)
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, output: output() }
}

/** Runs the commands in their order and gives those that failed, with what they printed. */
async function failures(commands: readonly string[]): Promise<string[]> {
  const failed: string[] = []
  for (const command of commands) {
    if (command.endsWith(' &')) await startInBackground(command)
    else {
      const { code, output } = await run(command)
      if (code !== 0) failed.push(`${command}\n${output}`)
    }
  }
  return failed
}

test('the commands of the README work, one after the other, as they stand there', async () => {
  const commands = [...page.matchAll(/^\$ (.*)$/gm)].map(([, command = '']) => command)
  expect(commands.length).toBeGreaterThan(10)
  expect(await failures(commands)).toEqual([])
  const items = await run('waxseal view api.yaml')
  expect(items.output).toMatch(/^token +64 /m)
  expect(items.output).toMatch(/^user +7 /m)
})
