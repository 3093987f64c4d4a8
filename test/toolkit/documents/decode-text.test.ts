import { expect, test } from 'vitest'
import { decodeText } from '../../../toolkit/documents/index.ts'

test('text comes back byte for byte, a byte order mark included', () => {
  const text = '\ufeffkey: é 😀\r\n'
  expect(decodeText(new TextEncoder().encode(text), 'app.yaml')).toBe(text)
})

test.each([
  ['a broken sequence', [0x61, 0xc3, 0x28]],
  ['Latin-1', [0x63, 0x61, 0x66, 0xe9]],
  ['UTF-16', [0xff, 0xfe, 0x61, 0x00]],
])('%s is refused, with the name of the file', (_, bytes) => {
  expect(() => decodeText(Uint8Array.from(bytes), 'app.yaml')).toThrow(
    expect.objectContaining({
      code: 'ERR_DOCUMENT_SYNTAX',
      message: 'app.yaml: not valid UTF-8',
    }),
  )
})
