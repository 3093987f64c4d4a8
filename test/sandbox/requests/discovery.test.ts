import { expect, test } from 'vitest'
import { Registry } from '../../../sandbox/kinds/registry.ts'
import { versionsByGroup } from '../../../sandbox/requests/discovery.ts'
import { Store } from '../../../sandbox/store/store.ts'

test('versions of a group are ordered by how stable and how new they are', () => {
  const store = new Store(10)
  const registry = new Registry(store)
  const names = ['v1alpha1', 'foo', 'v2', 'v10', 'v2beta1', 'v1', 'v2beta10', 'v3alpha1', 'bar']
  const schema = { openAPIV3Schema: { type: 'object' } }
  store.put('customresourcedefinitions.apiextensions.k8s.io', {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.x.dev' },
    spec: {
      group: 'x.dev',
      names: { kind: 'Thing', plural: 'things' },
      versions: names.map((name) => ({ name, served: true, schema })),
    },
  })
  expect(versionsByGroup(registry).get('x.dev')).toEqual([
    'v10',
    'v2',
    'v1',
    'v2beta10',
    'v2beta1',
    'v3alpha1',
    'v1alpha1',
    'bar',
    'foo',
  ])
})
