import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { readFileBounded, readStreamBounded } from '../../../toolkit/files/index.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = temporaryFolder()

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'read',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )
}

async function* wrong(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(1)
  throw new RangeError('ours')
}

describe('files', () => {
  test.each([0, 1, 65_535, 65_536, 65_537, 200_000])('%i bytes come back', async (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => index % 251)
    await writeFile(join(folder(), 'file'), bytes)
    expect(await readFileBounded(join(folder(), 'file'), length)).toEqual(bytes)
    await writeFile(join(folder(), 'file'), new Uint8Array(length + 1))
    expect(await codeOf(readFileBounded(join(folder(), 'file'), length))).toBe(
      'ERR_INPUT_TOO_LARGE',
    )
  })

  test('a file without a size of its own is bounded, too', async () => {
    expect(await codeOf(readFileBounded('/dev/zero', 100_000))).toBe('ERR_INPUT_TOO_LARGE')
  })

  test('what cannot be read says why', async () => {
    await mkdir(join(folder(), 'sub'))
    await symlink('loop', join(folder(), 'loop'))
    await writeFile(join(folder(), 'file'), 'x')
    expect(await codeOf(readFileBounded(join(folder(), 'none'), 10))).toBe('ERR_FILE_NOT_FOUND')
    expect(await codeOf(readFileBounded(join(folder(), 'file/x'), 10))).toBe('ERR_FILE_NOT_FOUND')
    expect(await codeOf(readFileBounded(join(folder(), 'sub'), 10))).toBe('ERR_FILE_UNREADABLE')
    expect(await codeOf(readFileBounded(join(folder(), 'loop'), 10))).toBe('ERR_FILE_UNREADABLE')
  })

  test('permissions are respected', async () => {
    await writeFile(join(folder(), 'file'), 'x')
    await chmod(join(folder(), 'file'), 0)
    // nothing is closed to root
    const expected = process.getuid?.() === 0 ? 'read' : 'ERR_FILE_UNREADABLE'
    expect(await codeOf(readFileBounded(join(folder(), 'file'), 10))).toBe(expected)
  })
})

describe('streams', () => {
  test('chunks of bytes and of text are put together', async () => {
    const stream = Readable.from([Buffer.from('a'), 'é', Buffer.from('z')])
    expect(new TextDecoder().decode(await readStreamBounded(stream, 4))).toBe('aéz')
  })

  test('an endless stream is given up, and closed', async () => {
    let closed = false
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new Uint8Array(1000)
      } finally {
        closed = true
      }
    }
    expect(await codeOf(readStreamBounded(endless(), 5000))).toBe('ERR_INPUT_TOO_LARGE')
    expect(closed).toBe(true)
  })

  test('a stream that breaks names itself', async () => {
    const broken = Readable.from([Buffer.from('a')])
    broken.destroy(Object.assign(new Error('secret'), { code: 'EIO' }))
    const failure = readStreamBounded(broken, 10, 'pipe')
    await expect(failure).rejects.toMatchObject({
      code: 'ERR_FILE_UNREADABLE',
      message: 'pipe: cannot be read (EIO)',
    })
  })

  test('a mistake of ours is not taken for one of the system', async () => {
    await expect(readStreamBounded(wrong(), 10)).rejects.toBeInstanceOf(RangeError)
  })
})
