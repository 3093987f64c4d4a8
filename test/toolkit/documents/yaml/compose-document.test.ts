import { expect, test } from 'vitest'
import { composeDocument } from '../../../../toolkit/documents/yaml/compose-document.ts'
import { MAX_TOKENS } from '../../../../toolkit/documents/yaml/limits.ts'

const origin = { name: undefined, text: 'a: 1\n'.repeat(10), firstLine: 1 }

test('the tokens of all documents of a stream count together', () => {
  const budget = { used: 0 }
  composeDocument(origin, budget)
  const cost = budget.used
  expect(cost).toBeGreaterThan(10)
  expect(() => composeDocument(origin, { used: MAX_TOKENS - cost })).not.toThrow()
  expect(() => composeDocument(origin, { used: MAX_TOKENS - cost + 1 })).toThrow(
    expect.objectContaining({ code: 'ERR_INPUT_TOO_LARGE' }),
  )
})

test('comments are found where they stand, and only comments', () => {
  const text = '# a\nb: "# c" # d\ne: |  # f\n  # g\nh: i#j\n'
  const { comments } = composeDocument({ ...origin, text }, { used: 0 })
  expect(comments.map((offset) => text.slice(offset, offset + 3))).toEqual(['# a', '# d', '# f'])
})
