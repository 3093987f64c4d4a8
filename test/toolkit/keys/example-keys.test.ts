import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Fingerprint, importSealingKey } from '../../../src/index.ts'
import { assertNotExample, EXAMPLE_FINGERPRINTS } from '../../../toolkit/keys/index.ts'
import { codeOf } from '../../src/code-of.ts'

const read = (file: string) =>
  readFileSync(new URL(`../../../keys-example/${file}`, import.meta.url), 'utf8')

test('the published sealing key is refused unless it is allowed', async () => {
  const key = await importSealingKey({
    privateKeyPem: read('sealing.key'),
    certificatePem: read('sealing.crt'),
  })
  expect(key.modulusBits).toBe(4096)
  expect(await codeOf(() => assertNotExample(key, false))).toBe('ERR_KEY_EXAMPLE')
  expect(await codeOf(() => assertNotExample(key, true))).toBe('no error')
})

test('other keys are not', async () => {
  const key = { fingerprint: 'a'.repeat(64) as Fingerprint }
  expect(await codeOf(() => assertNotExample(key, false))).toBe('no error')
})

test('the README names what the code refuses', () => {
  const named = read('README.md').match(/^ {4}[0-9a-f]{64}$/gm) ?? []
  expect(named.map((line) => line.trim())).toEqual([...EXAMPLE_FINGERPRINTS])
})

test('the age identity is one', () => {
  expect(read('age-identity.txt')).toMatch(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/m)
})
