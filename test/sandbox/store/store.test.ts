import { beforeEach, describe, expect, test } from 'vitest'
import type { KubeObject } from '../../../sandbox/objects/kube-object.ts'
import type { Change } from '../../../sandbox/store/history.ts'
import { Store } from '../../../sandbox/store/store.ts'

const object = (name: string, more: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name, namespace: 'n' },
  ...more,
})

const names = (objects: readonly KubeObject[] | undefined): unknown =>
  objects?.map(({ metadata }) => metadata.name)

describe('Store', () => {
  let store: Store
  beforeEach(() => {
    store = new Store(10)
    store.open('things')
  })
  test('gives every write the next version', () => {
    const versions = ['a', 'b', 'a'].map((name) => store.put('things', object(name)).metadata)
    expect(versions.map(({ resourceVersion }) => Number(resourceVersion))).toEqual([2, 3, 4])
    expect(store.version).toBe(4)
  })

  test('changes no object that was put into it', () => {
    const given = object('a')
    store.put('things', given)
    expect(given.metadata).toEqual({ name: 'a', namespace: 'n' })
  })

  test('tells listeners in order, until they have enough', () => {
    const heard: Change[] = []
    const stop = store.listen((change) => heard.push(change))
    const first = store.put('things', object('a'))
    const second = store.put('things', object('a', { x: 1 }))
    const last = store.remove('things', second)
    stop()
    store.put('things', object('b'))
    expect(heard).toEqual([
      { version: 2, type: 'ADDED', resource: 'things', object: first, previous: undefined },
      { version: 3, type: 'MODIFIED', resource: 'things', object: second, previous: first },
      { version: 4, type: 'DELETED', resource: 'things', object: last, previous: second },
    ])
    expect(last.metadata.resourceVersion).toBe('4')
  })

  test('shows a resource as it was at any remembered version', () => {
    const a = store.put('things', object('a'))
    store.put('things', object('b'))
    store.put('things', object('a', { x: 1 }))
    store.remove('things', object('b'))
    store.put('things', object('c'))
    expect([1, 2, 3, 4, 5, 6].map((version) => names(store.listAt('things', version)))).toEqual([
      [],
      ['a'],
      ['a', 'b'],
      ['a', 'b'],
      ['a'],
      ['a', 'c'],
    ])
    expect(store.listAt('things', 3)?.[0]).toBe(a)
  })

  test('forgets the oldest changes of a resource, and says so', () => {
    for (let i = 0; i < 100; i++) store.put('things', object('a', { i }))
    const forgotten = store.forgottenUpTo('things')
    expect(forgotten).toBeGreaterThan(50)
    expect(forgotten).toBeLessThanOrEqual(store.version - 10)
    expect(store.changesSince('things', forgotten - 1)).toBeUndefined()
    expect(store.listAt('things', forgotten - 1)).toBeUndefined()
    const known = store.changesSince('things', forgotten) ?? []
    expect(known[0]?.version).toBe(forgotten + 1)
    expect(known.at(-1)?.version).toBe(store.version)
    expect(store.changesSince('things', store.version)).toEqual([])
  })

  test('one resource does not make another forget', () => {
    store.open('others')
    store.put('others', object('a'))
    for (let i = 0; i < 100; i++) store.put('things', object('a', { i }))
    expect(store.changesSince('others', 1)).toHaveLength(1)
  })

  test('orders by namespace, then name, as a real API server does', () => {
    const keys: readonly [string, string][] = [
      ['b', 'a'],
      ['a-b', 'a'],
      ['a', 'z'],
      ['a', 'b'],
    ]
    for (const [namespace, name] of keys) {
      store.put('things', { ...object(name), metadata: { name, namespace } })
    }
    const listed = store.list('things').map(({ metadata }) => [metadata.namespace, metadata.name])
    expect(listed).toEqual([
      ['a-b', 'a'],
      ['a', 'b'],
      ['a', 'z'],
      ['b', 'a'],
    ])
    expect(names(store.list('things', 'a'))).toEqual(['b', 'z'])
  })

  test('refuses a resource that has not been opened, or is gone', () => {
    expect(() => store.list('wonders')).toThrow(TypeError)
    store.drop('things')
    expect(() => store.put('things', object('a'))).toThrow(TypeError)
    expect(store.get('things', 'n', 'a')).toBeUndefined()
  })
})
