import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { BodyTooLargeError, readBody } from '../../../toolkit/http/read-body.ts'

/** A message whose body comes in these pieces and then ends, or is torn. */
function message(pieces: readonly string[], end: 'end' | 'torn' = 'end'): IncomingMessage {
  const incoming = new IncomingMessage(new Socket())
  for (const piece of pieces) incoming.push(piece)
  if (end === 'end') incoming.push(null)
  else setImmediate(() => incoming.destroy())
  return incoming
}

test('joins the pieces', async () => {
  expect(Buffer.from(await readBody(message(['ab', 'c']), 3)).toString()).toBe('abc')
  expect(await readBody(message([]), 0)).toHaveLength(0)
})

test('a body that ends early is no body', async () => {
  await expect(readBody(message(['ab'], 'torn'), 10)).rejects.toBeInstanceOf(Error)
})

test('a body over the limit is left unread, and the connection open', async () => {
  const incoming = message(['ab', 'cd', 'ef'])
  await expect(readBody(incoming, 3)).rejects.toBeInstanceOf(BodyTooLargeError)
  expect([incoming.destroyed, incoming.isPaused()]).toEqual([false, true])
})

test('a length over the limit is enough', async () => {
  const incoming = message([], 'torn')
  incoming.headers['content-length'] = '4'
  await expect(readBody(incoming, 3)).rejects.toBeInstanceOf(BodyTooLargeError)
})

test('says when something came', async () => {
  let chunks = 0
  await readBody(message(['ab', 'c']), 3, () => chunks++)
  expect(chunks).toBeGreaterThan(0)
})
