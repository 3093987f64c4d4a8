import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { writeFileAtomic } from '../../../toolkit/files/index.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = temporaryFolder()

function at(name: string): string {
  return join(folder(), name)
}

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o7777).toString(8)
}

test('a new file is for its owner only, unless told otherwise', async () => {
  expect(await writeFileAtomic(at('a'), 'x')).toBe('written')
  expect(await writeFileAtomic(at('b'), new Uint8Array([1, 2]), { mode: 0o644 })).toBe('written')
  expect(await readFile(at('a'), 'utf8')).toBe('x')
  expect([...(await readFile(at('b')))]).toEqual([1, 2])
  expect([await modeOf(at('a')), await modeOf(at('b'))]).toEqual(['600', '644'])
  expect(await readdir(folder())).toEqual(['a', 'b'])
})

test.each(['600', '640', '644', '755', '666'])(
  'a file that is there keeps its mode %s',
  async (mode) => {
    await writeFile(at('a'), 'old')
    await chmod(at('a'), Number.parseInt(mode, 8))
    expect(await writeFileAtomic(at('a'), 'new', { mode: 0o600 })).toBe('written')
    expect(await modeOf(at('a'))).toBe(mode)
    expect(await readFile(at('a'), 'utf8')).toBe('new')
  },
)

test('it is another file that takes the place: nobody sees half of it', async () => {
  await writeFile(at('a'), 'old')
  const before = await stat(at('a'))
  await writeFileAtomic(at('a'), 'new')
  expect((await stat(at('a'))).ino).not.toBe(before.ino)
})

test('equal content is left alone', async () => {
  await writeFile(at('a'), 'same')
  const { ino, mtimeNs, ctimeNs } = await stat(at('a'), { bigint: true })
  expect(await writeFileAtomic(at('a'), 'same')).toBe('unchanged')
  expect(await stat(at('a'), { bigint: true })).toMatchObject({ ino, mtimeNs, ctimeNs })
  expect(await writeFileAtomic(at('a'), 'Same')).toBe('written')
})

test('a symbolic link stays, and what it names is replaced', async () => {
  await mkdir(at('sub'))
  await writeFile(at('sub/real'), 'old')
  await symlink('sub/real', at('one'))
  await symlink('one', at('two'))
  expect(await writeFileAtomic(at('two'), 'new')).toBe('written')
  expect(await readlink(at('two'))).toBe('one')
  expect((await lstat(at('sub/real'))).isFile()).toBe(true)
  expect(await readFile(at('sub/real'), 'utf8')).toBe('new')
  expect(await readdir(at('sub'))).toEqual(['real'])
})

test('a link to a file that is not there yet makes that file', async () => {
  await symlink('later', at('link'))
  await writeFileAtomic(at('link'), 'new')
  expect(await readFile(at('later'), 'utf8')).toBe('new')
})

test('exclusive makes a file once', async () => {
  const options = { exclusive: true }
  expect(await writeFileAtomic(at('a'), 'one', options)).toBe('written')
  await expect(writeFileAtomic(at('a'), 'two', options)).rejects.toMatchObject({
    code: 'ERR_FILE_UNWRITABLE',
  })
  expect(await readFile(at('a'), 'utf8')).toBe('one')
  expect(await readdir(folder())).toEqual(['a'])
})

test('of several that want to be first, one is', async () => {
  const tries = Array.from({ length: 8 }, (_, index) =>
    writeFileAtomic(at('a'), `writer ${index}`, { exclusive: true }),
  )
  const results = await Promise.allSettled(tries)
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await readdir(folder())).toEqual(['a'])
})

test('writers at the same time leave the whole of one', async () => {
  const texts = Array.from({ length: 8 }, (_, index) => `${index}`.repeat(100_000))
  await Promise.all(texts.map(async (text) => writeFileAtomic(at('a'), text)))
  expect(texts).toContain(await readFile(at('a'), 'utf8'))
  expect(await readdir(folder())).toEqual(['a'])
})

test.each([
  ['a folder', async () => mkdir(at('a'))],
  ['a file in a folder that is not there', async () => symlink('none/a', at('a'))],
  ['a link to itself', async () => symlink('a', at('a'))],
  ['a device', async () => symlink('/dev/null', at('a'))],
])('%s cannot be written, and nothing is left behind', async (_, prepare) => {
  await prepare()
  const before = await lstat(at('a'))
  await expect(writeFileAtomic(at('a'), 'x')).rejects.toMatchObject({ code: 'ERR_FILE_UNWRITABLE' })
  expect((await lstat(at('a'))).mtimeMs).toBe(before.mtimeMs)
  expect(await readdir(folder())).toEqual(['a'])
})

test('a read-only file is not replaced behind its owner’s back', async () => {
  await writeFile(at('a'), 'old')
  await chmod(at('a'), 0o444)
  await expect(writeFileAtomic(at('a'), 'new')).rejects.toMatchObject({
    code: 'ERR_FILE_UNWRITABLE',
  })
  expect(await readFile(at('a'), 'utf8')).toBe('old')
})

test('a full disk leaves the file as it was', async () => {
  // writing beyond the limit for files fails as a full disk does
  await writeFile(at('a'), 'old')
  const module = new URL('../../../toolkit/files/index.ts', import.meta.url).href
  const script = `
    process.on('SIGXFSZ', () => {})
    const { writeFileAtomic } = await import(${JSON.stringify(module)})
    await writeFileAtomic(${JSON.stringify(at('a'))}, 'x'.repeat(1_000_000)).catch((error) => console.log(error.code))
  `
  const { status, stdout } = spawnSync(
    'sh',
    ['-c', 'ulimit -f 100 && exec "$0" --input-type=module -e "$1"', process.execPath, script],
    { encoding: 'utf8' },
  )
  expect(status).toBe(0)
  expect(stdout.trim()).toBe('ERR_FILE_UNWRITABLE')
  expect(await readFile(at('a'), 'utf8')).toBe('old')
  expect(await readdir(folder())).toEqual(['a'])
})

test('a process killed while it writes leaves the whole of one text', async () => {
  await writeFile(at('a'), 'b'.repeat(300_000))
  const module = new URL('../../../toolkit/files/index.ts', import.meta.url).href
  const script = `
    const { writeFileAtomic } = await import(${JSON.stringify(module)})
    process.stdout.write('ready')
    for (let i = 0; ; i++) await writeFileAtomic(${JSON.stringify(at('a'))}, 'ab'[i % 2].repeat(300_000))
  `
  for (let round = 0; round < 5; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script])
    await once(child.stdout, 'data')
    await setTimeout(20 + round * 7)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const text = await readFile(at('a'), 'utf8')
    expect(text).toBe((text[0] ?? '').repeat(300_000))
  }
})
