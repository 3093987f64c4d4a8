import { Readable } from 'node:stream'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineTooLongError, readLines } from '../../../toolkit/kube/read-lines.ts'

async function linesOf(chunks: readonly Uint8Array[], limit = 100): Promise<string[]> {
  const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)))
  const lines: string[] = []
  for await (const line of readLines(stream, limit, () => undefined)) lines.push(line)
  return lines
}

const bytes = (text: string): Uint8Array => Buffer.from(text)

test.each<[string, string[], string[]]>([
  ['lines in one chunk', ['a\nb\n'], ['a', 'b']],
  ['a line in three', ['a', 'b', 'c\n'], ['abc']],
  ['empty lines', ['\n\na\n\n'], ['a']],
  ['an unfinished line', ['a\nb'], ['a']],
  ['nothing', [], []],
])('%s', async (_name, chunks, expected) => {
  expect(await linesOf(chunks.map(bytes))).toEqual(expected)
})

test('any text comes back, however it is cut', async () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\n'))
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.array(fc.nat(40)), async (texts, cuts) => {
      const all = bytes(texts.map((text) => `${text}\n`).join(''))
      const points = [0, ...cuts.toSorted((a, b) => a - b), all.length]
      const chunks = points.slice(1).map((end, i) => all.subarray(points[i], end))
      expect(await linesOf(chunks, 10_000)).toEqual(texts.filter((text) => text !== ''))
    }),
  )
})

test.each<[string, string[], boolean]>([
  ['in one chunk', ['12345\n'], false],
  ['in one chunk, too long', ['123456\n'], true],
  ['in pieces', ['123', '45\n'], false],
  ['in pieces, too long', ['123', '456\n'], true],
  ['without an end', ['123', '456'], true],
  ['after another', ['123', '4\n123', '45\n12', '3\n'], false],
])('the limit counts for each line: %s', async (_name, chunks, isTooLong) => {
  const outcome = await linesOf(chunks.map(bytes), 5).catch((error: unknown) => error)
  expect(outcome instanceof LineTooLongError).toBe(isTooLong)
})

test('leaving the loop destroys the stream', async () => {
  const stream = Readable.from([Buffer.from('a\nb\n')])
  for await (const line of readLines(stream, 10, () => undefined)) {
    expect(line).toBe('a')
    break
  }
  expect(stream.destroyed).toBe(true)
})
