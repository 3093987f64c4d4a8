import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { readDestination, readUrl } from '../../../sandbox/http/destination.ts'
import type { StatusError } from '../../../sandbox/objects/status-error.ts'

const read = (url: string) => readDestination(readUrl({ url } as IncomingMessage).path)
const nothing = { namespace: undefined, name: undefined, subresource: undefined, rest: [] }

describe('readDestination', () => {
  test.for([
    ['/api', { kind: 'groups', legacy: true }],
    ['/apis', { kind: 'groups', legacy: false }],
    ['/apis/', { kind: 'groups', legacy: false }],
    ['/apis/apps', { kind: 'group', group: 'apps' }],
    ['/apis/apps/v1', { kind: 'resources', group: 'apps', version: 'v1' }],
    ['/api/v1/', { kind: 'resources', group: '', version: 'v1' }],
    ['/api/v1/secrets?x=y', { plural: 'secrets', ...nothing }],
    ['/api/v1/namespaces', { plural: 'namespaces', ...nothing }],
    ['/api/v1/namespaces/a', { ...nothing, plural: 'namespaces', name: 'a' }],
    ['/api/v1/namespaces/a/status', { plural: 'namespaces', name: 'a', subresource: 'status' }],
    ['/api/v1/namespaces/a/secrets', { ...nothing, namespace: 'a', plural: 'secrets' }],
    ['/api/v1/namespaces/a/secrets/b', { namespace: 'a', plural: 'secrets', name: 'b' }],
    ['/api/v1/namespaces/a/secrets/b/status', { name: 'b', subresource: 'status', rest: [] }],
    ['/apis/x.dev/v1/widgets/b', { group: 'x.dev', plural: 'widgets', name: 'b' }],
    ['/apis/x.dev/v1/namespaces/a/widgets/b%2Fc', { namespace: 'a', name: 'b/c' }],
    [
      '/api/v1/namespaces/a/services/http:b:c/proxy/v1/cert.pem',
      { name: 'http:b:c', subresource: 'proxy', rest: ['v1', 'cert.pem'] },
    ],
    ['/api/v1/namespaces/a/services/b/proxy/', { name: 'b', subresource: 'proxy', rest: [''] }],
  ] as const)('%s', ([url, destination]) => {
    expect(read(url)).toMatchObject(destination)
  })

  test.for(['/', '/wonders', '/API/v1', '//api', ''])('%s leads nowhere', (url) => {
    expect(read(url)).toBeUndefined()
  })

  test('a path that cannot be decoded is refused', () => {
    const refused = expect.objectContaining({ code: 400 }) as StatusError
    expect(() => read('/api/v1/secrets/%zz')).toThrow(refused)
  })
})
