import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadConfig } from '../../../toolkit/config/index.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

const folder = temporaryFolder()

/** Makes folders and files; a name that ends in a slash is a folder. */
async function make(...names: string[]): Promise<void> {
  for (const name of names) {
    const path = join(folder(), name)
    if (name.endsWith('/')) await mkdir(path, { recursive: true })
    else await writeFile(path, '')
  }
}

async function found(from: string): Promise<string | undefined> {
  const config = await loadConfig({ from: join(folder(), from) })
  return config?.path.slice(folder().length + 1)
}

test('the nearest configuration holds, from the file upwards', async () => {
  await make(
    'repo/',
    'repo/.git/',
    'repo/a/b/',
    'repo/.waxseal.yaml',
    'repo/a/.waxseal.yaml',
    'repo/a/b/app.yaml',
  )
  expect(await found('repo/a/b/app.yaml')).toBe('repo/a/.waxseal.yaml')
  expect(await found('repo/a/b/none.yaml')).toBe('repo/a/.waxseal.yaml')
  expect(await found('repo/a/b')).toBe('repo/a/.waxseal.yaml')
  expect(await found('repo/none/none/app.yaml')).toBe('repo/.waxseal.yaml')
  expect(await found('repo')).toBe('repo/.waxseal.yaml')
})

test('the search ends at the top of the repository, be .git a folder or a file', async () => {
  await make('.waxseal.yaml', 'one/a/', 'one/.git/', 'two/a/', 'two/.git', 'three/a/')
  expect(await found('one/a/app.yaml')).toBeUndefined()
  expect(await found('two/a/app.yaml')).toBeUndefined()
  expect(await found('three/a/app.yaml')).toBe('.waxseal.yaml')
})

test('a folder everybody may write to does not choose the certificate', async () => {
  await make('shared/', 'shared/.waxseal.yaml', 'shared/mine/a/')
  await chmod(join(folder(), 'shared'), 0o1777)
  expect(await found('shared/mine/a/app.yaml')).toBeUndefined()
  // somebody who works right there can see it
  expect(await found('shared/app.yaml')).toBe('shared/.waxseal.yaml')
})

test('what is found has to be readable and right', async () => {
  await make('a/', 'b/', 'b/.waxseal.yaml/', 'c/', 'd/')
  await writeFile(join(folder(), 'a/.waxseal.yaml'), 'cluster: x\n')
  await symlink('nowhere', join(folder(), 'c/.waxseal.yaml'))
  await writeFile(join(folder(), 'd/.waxseal.yaml'), new Uint8Array([0xff, 0xfe]))
  await expect(found('a/x')).rejects.toMatchObject({ code: 'ERR_CONFIG_INVALID' })
  await expect(found('b/x')).rejects.toMatchObject({ code: 'ERR_FILE_UNREADABLE' })
  await expect(found('c/x')).rejects.toMatchObject({ code: 'ERR_FILE_NOT_FOUND' })
  await expect(found('d/x')).rejects.toMatchObject({ code: 'ERR_CONFIG_INVALID' })
})
