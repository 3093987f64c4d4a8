import { describe, expect, it } from 'vitest'

import { buildKeySecret } from '../../../toolkit/sealing-keys/index.ts'

const parts = {
  namespace: 'seal',
  prefix: 'sealed-secrets-key',
  privateKeyPem: 'KEY',
  certificatePem: 'CRT',
}

describe('buildKeySecret', () => {
  it('is what upstream writes', () => {
    expect(buildKeySecret(parts)).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        namespace: 'seal',
        generateName: 'sealed-secrets-key',
        labels: { 'sealedsecrets.bitnami.com/sealed-secrets-key': 'active' },
      },
      type: 'kubernetes.io/tls',
      data: { 'tls.key': 'S0VZ', 'tls.crt': 'Q1JU' },
    })
  })

  it('takes a prefix as long as upstream does', () => {
    const prefix = 'k'.repeat(245)
    expect(buildKeySecret({ ...parts, prefix }).metadata.generateName).toBe(prefix)
  })

  it.each(['', 'Key', 'a.b', 'a_b', '-a', 'a/b', 'k'.repeat(246)])(
    'refuses the prefix %j',
    (prefix) => {
      expect(() => buildKeySecret({ ...parts, prefix })).toThrow(
        expect.objectContaining({ code: 'ERR_USAGE' }),
      )
    },
  )
})
