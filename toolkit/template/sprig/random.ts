import { countOf, fixed, functionMap, randomOf } from '../functions/go-function.ts'
import type { FunctionMap, GoFunction, RandomSource } from '../functions/go-function.ts'
import { encodeBase64Text } from '../library/base64.ts'
import { failTemplate } from '../template-failure.ts'
import { encodeRune, fromBytes, runesOf } from '../values/utf8.ts'

const DIGITS = '0123456789'
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(0x20 + i)).join('')

/** Functions of sprig that give something else every time; off unless randomness is allowed. */
export const randomFunctions: FunctionMap = functionMap({
  randAlphaNum: randomText(DIGITS + LETTERS),
  randAlpha: randomText(LETTERS),
  randNumeric: randomText(DIGITS),
  randAscii: randomText(PRINTABLE),
  randInt: fixed(['int', 'int'], ([low, high], runtime) => {
    const random = randomOf(runtime)
    if (high <= low) failTemplate('empty range of random numbers')
    return low + randomBelow(high - low, random)
  }),
  randBytes: fixed(['int'], ([count], runtime) => {
    const random = randomOf(runtime)
    if (count < 0n) failTemplate('negative count')
    runtime.meter.spendText(countOf(count))
    return encodeBase64Text(fromBytes(random(countOf(count))))
  }),
  shuffle: fixed(['string'], ([text], runtime) => {
    const random = randomOf(runtime)
    runtime.meter.spend(text.length)
    return shuffled([...runesOf(text)], random)
      .map(encodeRune)
      .join('')
  }),
  uuidv4: fixed([], (_, runtime) => uuid(randomOf(runtime)(16))),
})

function randomText(characters: string): GoFunction {
  return fixed(['int'], ([count], runtime) => {
    const random = randomOf(runtime)
    // As in sprig, less than nothing is nothing.
    if (count <= 0n) return ''
    runtime.meter.spendText(countOf(count))
    runtime.meter.spend(countOf(count))
    return Array.from({ length: countOf(count) }, () =>
      characters.charAt(Number(randomBelow(BigInt(characters.length), random))),
    ).join('')
  })
}

/** A number from 0 to before `limit`; what would favour small numbers is thrown away. */
function randomBelow(limit: bigint, random: RandomSource): bigint {
  const size = limit <= 256n ? 1 : 8
  const range = 1n << BigInt(8 * size)
  const usable = range - (range % limit)
  for (;;) {
    const value = random(size).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
    if (value < usable) return value % limit
  }
}

function shuffled(runes: number[], random: RandomSource): number[] {
  for (let i = runes.length - 1; i > 0; i--) {
    const j = Number(randomBelow(BigInt(i + 1), random))
    const moved = runes[i] ?? 0
    runes[i] = runes[j] ?? 0
    runes[j] = moved
  }
  return runes
}

/** Source: RFC 9562 §5.4. */
function uuid(bytes: Uint8Array): string {
  const marked = Uint8Array.from(bytes)
  marked[6] = ((marked[6] ?? 0) & 0x0f) | 0x40
  marked[8] = ((marked[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(marked, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
