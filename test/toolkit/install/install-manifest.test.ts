import { describe, expect, it } from 'vitest'

import { installManifest } from '../../../toolkit/install/index.ts'
import { parseYaml } from '../../../toolkit/documents/index.ts'

interface Manifest {
  kind: string
  metadata: { name: string; namespace?: string }
  rules?: { apiGroups: string[]; resources: string[]; verbs: string[] }[]
}

const options = { namespace: 'sealing', image: 'registry.example:5000/waxseal@sha256:0123' }

function documents(text: string): Manifest[] {
  return parseYaml(text).documents.map((document) => document.value as Manifest)
}

function serviceName(text: string): string | undefined {
  return documents(text).find(({ kind }) => kind === 'Service')?.metadata.name
}

describe('installManifest', () => {
  it('is one stream of objects, each in its place', () => {
    const text = installManifest(options)
    expect(documents(text).map(({ kind }) => kind)).toEqual([
      'CustomResourceDefinition',
      'ServiceAccount',
      'ClusterRole',
      'ClusterRoleBinding',
      'Role',
      'RoleBinding',
      'Deployment',
      'Service',
      'Service',
    ])
    expect(text).not.toMatch(/\{\{|\}\}/)
    expect(text).toContain(`image: ${options.image}\n`)
    const elsewhere = documents(text).filter(({ metadata }) => metadata.namespace !== 'sealing')
    expect(elsewhere.map(({ kind }) => kind)).toEqual([
      'CustomResourceDefinition',
      'ClusterRole',
      'ClusterRoleBinding',
    ])
  })

  it('names the Service as kubeseal expects it, unless told otherwise', () => {
    expect(serviceName(installManifest(options))).toBe('sealed-secrets-controller')
    expect(serviceName(installManifest({ ...options, name: 'seal' }))).toBe('seal')
  })

  it('grants no wildcard, and no deletion', () => {
    const rules = documents(installManifest(options)).flatMap(({ rules: own }) => own ?? [])
    const words = rules.flatMap(({ apiGroups, resources, verbs }) => [apiGroups, resources, verbs])
    expect(rules.length).toBeGreaterThan(0)
    expect(words.flat()).not.toContain('*')
    expect(words.flat()).not.toContain('delete')
  })

  const refused: [name: string, change: object][] = [
    ['no namespace', { namespace: '' }],
    ['a namespace with a line break', { namespace: 'a\nb' }],
    ['a namespace that is too long', { namespace: 'a'.repeat(64) }],
    ['a name with upper case', { name: 'Seal' }],
    ['no image', { image: '' }],
    ['an image with a space', { image: 'a b' }],
    ['an image that breaks out of its line', { image: 'a\n- b' }],
    ['an image with a comment', { image: 'a #b' }],
  ]
  it.each(refused)('refuses %s', (_name, change) => {
    expect(() => installManifest({ ...options, ...change })).toThrow(
      expect.objectContaining({ code: 'ERR_USAGE' }),
    )
  })
})
