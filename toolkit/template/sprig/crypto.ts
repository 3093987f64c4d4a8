import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { fixed, functionMap, randomOf } from '../functions/go-function.ts'
import type { FunctionMap, GoFunction, Runtime } from '../functions/go-function.ts'
import { decodeBase64Text, encodeBase64Text } from '../library/base64.ts'
import { LONGEST_PASSWORD, SALT_BYTES, hashPassword } from '../library/bcrypt.ts'
import { derivePassword } from '../library/derive-password.ts'
import { failTemplate } from '../template-failure.ts'
import { fromBytes, toBytes } from '../values/utf8.ts'

/** Steps for one run of scrypt or bcrypt: both take about a tenth of a second. */
const SLOW_HASH_STEPS = 100_000
const AES_KEY_BYTES = 32
const AES_BLOCK_BYTES = 16

/** Functions of sprig for checksums, passwords and AES. */
export const cryptoFunctions: FunctionMap = functionMap({
  sha1sum: digest('sha1'),
  sha256sum: digest('sha256'),
  sha512sum: digest('sha512'),
  adler32sum: fixed(['string'], ([text], { meter }) => {
    meter.spendText(text.length)
    return String(adler32(text))
  }),
  derivePassword: fixed(
    ['uint32', 'string', 'string', 'string', 'string'],
    ([counter, type, password, user, site], { meter }) => {
      meter.spend(SLOW_HASH_STEPS)
      const derived = derivePassword({ counter: counter.value, type, password, user, site })
      return derived ?? `cannot find password template ${type}`
    },
  ),
  bcrypt: fixed(['string'], ([password], runtime) => bcrypt(password, runtime)),
  htpasswd: fixed(['string', 'string'], ([user, password], runtime) =>
    user.includes(':') ? `invalid username: ${user}` : `${user}:${bcrypt(password, runtime)}`,
  ),
  encryptAES: fixed(['string', 'string'], ([password, text], runtime) => {
    if (text === '') return ''
    const iv = randomOf(runtime)(AES_BLOCK_BYTES)
    runtime.meter.spendText(text.length)
    const cipher = createCipheriv('aes-256-cbc', aesKey(password), iv)
    const parts = [iv, cipher.update(toBytes(text)), cipher.final()]
    return encodeBase64Text(parts.map(fromBytes).join(''))
  }),
  decryptAES: fixed(['string', 'string'], ([password, text], { meter }) => {
    meter.spendText(text.length)
    return decryptAes(password, text)
  }),
})

function digest(algorithm: 'sha1' | 'sha256' | 'sha512'): GoFunction {
  return fixed(['string'], ([text], { meter }) => {
    meter.spendText(text.length)
    return createHash(algorithm).update(toBytes(text)).digest('hex')
  })
}

/** Source: RFC 1950 §8.2. */
function adler32(text: string): number {
  const MODULUS = 65_521
  let sum = 1
  let sumOfSums = 0
  for (let i = 0; i < text.length; i++) {
    sum = (sum + text.charCodeAt(i)) % MODULUS
    sumOfSums = (sumOfSums + sum) % MODULUS
  }
  return sumOfSums * 65_536 + sum
}

function bcrypt(password: string, runtime: Runtime): string {
  const random = randomOf(runtime)
  if (password.length > LONGEST_PASSWORD) {
    return `failed to encrypt string with bcrypt: bcrypt: password length exceeds ${LONGEST_PASSWORD} bytes`
  }
  runtime.meter.spend(SLOW_HASH_STEPS)
  return hashPassword(toBytes(password), random(SALT_BYTES))
}

/** The password itself, cut or filled with zeros. */
function aesKey(password: string): Uint8Array {
  const key = new Uint8Array(AES_KEY_BYTES)
  key.set(toBytes(password.slice(0, AES_KEY_BYTES)))
  return key
}

/** The last byte tells how much padding to drop; as in sprig, the padding itself is not checked. */
function decryptAes(password: string, text: string): string {
  if (text === '') return ''
  const decoded = decodeBase64Text(text)
  const bytes = decoded.kind === 'bytes' ? decoded.bytes : ''
  if (bytes.length <= AES_BLOCK_BYTES || bytes.length % AES_BLOCK_BYTES !== 0) {
    failTemplate('text is not ciphertext')
  }
  const iv = toBytes(bytes.slice(0, AES_BLOCK_BYTES))
  const cipher = createDecipheriv('aes-256-cbc', aesKey(password), iv).setAutoPadding(false)
  const plain =
    fromBytes(cipher.update(toBytes(bytes.slice(AES_BLOCK_BYTES)))) + fromBytes(cipher.final())
  const padding = plain.charCodeAt(plain.length - 1)
  if (padding > plain.length) failTemplate('text is not ciphertext')
  return plain.slice(0, plain.length - padding)
}
