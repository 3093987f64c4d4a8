import { describe, expect, it } from 'vitest'

import { readAsset } from '../../../toolkit/assets/index.ts'

describe('readAsset', () => {
  it('reads a file that ships beside the code', () => {
    expect(readAsset('deploy/crd.yaml')).toContain('kind: CustomResourceDefinition')
  })

  it('fails loudly when the file is missing', () => {
    expect(() => readAsset('deploy/no-such-file.yaml')).toThrow(/ENOENT/)
  })
})
