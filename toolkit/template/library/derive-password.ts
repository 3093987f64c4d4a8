import { createHmac, scryptSync } from 'node:crypto'
import { fromBytes, toBytes } from '../values/utf8.ts'

/** What a derived password depends on. */
export interface PasswordSource {
  readonly counter: bigint
  /** `maximum`, `long`, `medium`, `short`, `basic` or `pin`. */
  readonly type: string
  readonly password: string
  readonly user: string
  readonly site: string
}

const SEED = 'com.lyndir.masterpassword'

/** Shapes of passwords: each letter stands for a class of characters. */
const SHAPES: ReadonlyMap<string, readonly string[]> = new Map([
  ['maximum', ['anoxxxxxxxxxxxxxxxxx', 'axxxxxxxxxxxxxxxxxno']],
  ['long', longShapes()],
  ['medium', ['CvcnoCvc', 'CvcCvcno']],
  ['short', ['Cvcn']],
  ['basic', ['aaanaaan', 'aannaaan', 'aaannaaa']],
  ['pin', ['nnnn']],
])

/** Three words, `no` behind one of them; which of them end in two consonants varies. */
function longShapes(): string[] {
  const words = [
    ['Cvcv', 'Cvcv', 'Cvcv'],
    ['Cvcc', 'Cvcv', 'Cvcv'],
    ['Cvcv', 'Cvcc', 'Cvcv'],
    ['Cvcv', 'Cvcv', 'Cvcc'],
    ['Cvcc', 'Cvcc', 'Cvcv'],
    ['Cvcv', 'Cvcc', 'Cvcc'],
    ['Cvcc', 'Cvcv', 'Cvcc'],
  ]
  return words.flatMap((row) =>
    [0, 1, 2].map((at) => row.map((word, index) => (index === at ? `${word}no` : word)).join('')),
  )
}

const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['V', 'AEIOU'],
  ['C', 'BCDFGHJKLMNPQRSTVWXYZ'],
  ['v', 'aeiou'],
  ['c', 'bcdfghjklmnpqrstvwxyz'],
  ['A', 'AEIOUBCDFGHJKLMNPQRSTVWXYZ'],
  ['a', 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz'],
  ['n', '0123456789'],
  ['o', "@&%?,=[]_:-+*$#!'^~;()/."],
  ['x', 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()'],
])

/**
 * A password made of a main password, a user and a site, the same every time.
 *
 * Source: the Master Password algorithm, version 0 to 3 (masterpassword.app).
 *
 * @returns `undefined` for an unknown type
 */
export function derivePassword(source: PasswordSource): string | undefined {
  const shapes = SHAPES.get(source.type)
  if (shapes === undefined) return undefined
  const salt = toBytes(SEED + lengthOf(source.user) + source.user)
  const key = scryptSync(toBytes(source.password), salt, 64, {
    N: 32_768,
    r: 8,
    p: 2,
    maxmem: 128 * 1024 * 1024,
  })
  const message = SEED + lengthOf(source.site) + source.site + wordOf(source.counter)
  const seed = createHmac('sha256', key).update(toBytes(message)).digest()
  const shape = shapes[(seed[0] ?? 0) % shapes.length] ?? ''
  const letters = Array.from(shape, (kind, index) => {
    const characters = CHARACTERS.get(kind) ?? ''
    return characters.charAt((seed[index + 1] ?? 0) % characters.length)
  })
  return letters.join('')
}

function lengthOf(text: string): string {
  return wordOf(BigInt(text.length))
}

/** Four bytes, big-endian. */
function wordOf(value: bigint): string {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint32(0, Number(BigInt.asUintN(32, value)))
  return fromBytes(new Uint8Array(view.buffer))
}
