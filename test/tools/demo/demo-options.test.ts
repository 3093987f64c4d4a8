import { expect, test } from 'vitest'

import { parseDemoOptions } from '../../../tools/demo/demo-options.ts'

const NOTHING = { keep: false, kubeconfig: undefined, yes: false }

test.each([
  [[], NOTHING],
  [['--keep'], { ...NOTHING, keep: true }],
  [['--kubeconfig', 'a'], { ...NOTHING, kubeconfig: 'a' }],
  [['--kubeconfig', 'a', '--yes'], { ...NOTHING, kubeconfig: 'a', yes: true }],
  [['--help'], undefined],
])('%j', (args, options) => {
  expect(parseDemoOptions(args)).toEqual(options)
})

test.each([[['--keep', '--kubeconfig', 'a']], [['--kept']], [['somewhere']]])(
  '%j is refused',
  (args) => {
    expect(() => parseDemoOptions(args)).toThrow(TypeError)
  },
)
