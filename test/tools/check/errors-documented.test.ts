import { describe, expect, test } from 'vitest'

import { compareWithPage, errorsDocumented } from '../../../tools/check/errors-documented.ts'
import { treeOf } from './tree-of.ts'

const CATALOGUE = { ERR_A: 2, ERR_B: 3 }
const A = '| `ERR_A` | 2 | means | cause | remedy |\n'
const B = '| `ERR_B` | 3 | means | cause | remedy |\n'

describe('the catalogue of errors and its page', () => {
  test.each([
    ['agree', A + B, 0],
    ['a code without a row', A, 1],
    ['a row without a code', `${A + B}| \`ERR_C\` | 2 | means | cause | remedy |\n`, 1],
    ['another exit code', A + B.replace('3', '4'), 1],
    ['an empty remedy', A + B.replace(' remedy ', ' '), 1],
    ['two rows', A + A + B, 1],
    ['a bar in the text', A + B.replace('means', 'a | b'), 1],
  ])('%s', (_, page, problems) => {
    expect(compareWithPage(CATALOGUE, page)).toHaveLength(problems)
  })

  test('the check reads the page of the repository', async () => {
    expect(await errorsDocumented.find(treeOf({ 'docs/errors.md': '' }))).not.toEqual([])
  })
})
