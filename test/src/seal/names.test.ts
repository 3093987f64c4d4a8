import { expect, test } from 'vitest'
import {
  assertItemName,
  assertNamespace,
  assertObjectName,
  quoteName,
} from '../../../src/seal/names.ts'
import { codeOf } from '../code-of.ts'

const long = (length: number) => 'a'.repeat(length)

test.each([
  [assertItemName, ['a', 'A_b-c.9', '__proto__', '.a', '.dockerconfigjson', 'a..b', long(253)]],
  [assertObjectName, ['a', 'a-b', 'a.b-c.9', '0', long(253)]],
  [assertNamespace, ['a', 'a-b', '0', long(63)]],
] as const)('%o takes what Kubernetes takes', async (assert, names) => {
  const codes = await Promise.all(names.map((name) => codeOf(() => assert(name))))
  expect(codes).toEqual(names.map(() => 'no error'))
})

test.each([
  [assertItemName, ['', '.', '..', '..a', 'a b', 'a/b', 'ä', 'a\n', long(254)]],
  [assertObjectName, ['', 'A', '-a', 'a-', 'a..b', '.a', 'a.', 'a/b', 'a_b', 'a\n', long(254)]],
  [assertNamespace, ['', 'A', 'a.b', '-a', 'a-', 'a/b', 'a\n', long(64)]],
] as const)('%o refuses the rest', async (assert, names) => {
  const codes = await Promise.all(names.map((name) => codeOf(() => assert(name))))
  expect(codes).toEqual(names.map(() => 'ERR_MANIFEST_INVALID'))
})

test.each([
  ['DB_PASSWORD', 'DB_PASSWORD'],
  ['a b', '"a b"'],
  ['a\n\u001b[31m', String.raw`"a\n\u001b[31m"`],
  ['\u009b\u202e', String.raw`"\u009b\u202e"`],
  [`${long(60)} more`, `"${long(60)}…"`],
])('shows %j on one line', (name, shown) => {
  expect(quoteName(name)).toBe(shown)
})
