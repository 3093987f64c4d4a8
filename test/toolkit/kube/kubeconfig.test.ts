import { describe, expect, test } from 'vitest'
import {
  mergeKubeconfigs,
  parseKubeconfig,
  selectContext,
} from '../../../toolkit/kube/kubeconfig.ts'
import type { Kubeconfig } from '../../../toolkit/kube/kubeconfig.ts'

const named = (section: string, name: string, fields: object): object => ({
  name,
  [section]: fields,
})

/** A kubeconfig with one context of each thing in it. */
function config(
  name: string,
  more: { current?: string; server?: string; user?: object } = {},
): Kubeconfig {
  const { current, server = `https://${name}.example`, user = { token: name } } = more
  return parseKubeconfig(
    {
      'current-context': current,
      clusters: [named('cluster', `c-${name}`, { server })],
      users: [named('user', `u-${name}`, user)],
      contexts: [
        named('context', name, { cluster: `c-${name}`, user: `u-${name}`, namespace: `n-${name}` }),
      ],
    },
    'file',
    '/folder',
  )
}

describe('selectContext', () => {
  test('takes the current context', () => {
    expect(selectContext(config('a', { current: 'a' }), undefined)).toMatchObject({
      name: 'a',
      server: 'https://a.example',
      namespace: 'n-a',
      user: { token: 'a' },
    })
  })

  test('takes the wanted one before it', () => {
    const both = mergeKubeconfigs([config('a', { current: 'a' }), config('b')])
    expect(selectContext(both, 'b').server).toBe('https://b.example')
  })

  test('an unknown context names the known ones', () => {
    const both = mergeKubeconfigs([config('a', { current: 'a' }), config('b')])
    expect(() => selectContext(both, 'c')).toThrow(
      expect.objectContaining({
        code: 'ERR_KUBECONFIG_INVALID',
        message: 'the kubeconfig has no context c',
        hint: expect.stringMatching(/known contexts: .*a/),
      }),
    )
  })

  const without = (field: string): Kubeconfig => ({
    ...config('a', { current: 'a' }),
    [field]: new Map(),
  })

  test.each<[string, Kubeconfig]>([
    ['no current context', config('a')],
    ['a current context that is missing', config('a', { current: 'b' })],
    ['no contexts', without('contexts')],
    ['a cluster that is missing', without('clusters')],
    ['a user that is missing', without('users')],
    ['a server that is no URL', config('a', { current: 'a', server: 'host:6443' })],
    ['a server of another scheme', config('a', { current: 'a', server: 'ftp://host' })],
    ['no server', config('a', { current: 'a', server: '' })],
    ['http to another machine', config('a', { current: 'a', server: 'http://10.0.0.1:8080' })],
    ['http to a name', config('a', { current: 'a', server: 'http://localhost.example' })],
  ])('refuses %s', (_name, kubeconfig) => {
    expect(() => selectContext(kubeconfig, undefined)).toThrow(
      expect.objectContaining({ code: 'ERR_KUBECONFIG_INVALID' }),
    )
  })

  test.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080/', 'http://localhost:8080'],
    ['http://[::1]:1', 'http://[::1]:1'],
    ['https://host/k8s/c-1/', 'https://host/k8s/c-1'],
    ['https://user:pass@host:6443', 'https://host:6443'],
  ])('takes the server %s', (server, expected) => {
    expect(selectContext(config('a', { current: 'a', server }), undefined).server).toBe(expected)
  })

  test('without a user calls are anonymous', () => {
    const contexts = new Map([['a', { cluster: 'c-a', user: '' }]])
    expect(selectContext({ ...config('a'), contexts }, 'a').user).toEqual({})
  })
})

describe('mergeKubeconfigs', () => {
  test('what is named first counts', () => {
    const first = config('a', { server: 'https://first' })
    const second = config('a', { server: 'https://second', current: 'a', user: { token: 'x' } })
    const third = config('b', { current: 'b' })
    const merged = mergeKubeconfigs([first, second, third])
    expect(merged.currentContext).toBe('a')
    expect(selectContext(merged, undefined)).toMatchObject({
      server: 'https://first',
      user: { token: 'a' },
    })
    expect(selectContext(merged, 'b').server).toBe('https://b.example')
  })
})

describe('parseKubeconfig', () => {
  test('paths are meant from the file', () => {
    const parsed = parseKubeconfig(
      {
        clusters: [named('cluster', 'c', { 'certificate-authority': 'ca.crt' })],
        users: [
          named('user', 'files', {
            'client-certificate': '../c.crt',
            'client-key': '/abs/c.key',
            tokenFile: 'token',
          }),
          named('user', 'bare', { exec: { command: 'aws' } }),
          named('user', 'below', { exec: { command: './bin/login' } }),
        ],
      },
      'file',
      '/folder',
    )
    expect(parsed.clusters.get('c')).toEqual({ 'certificate-authority': '/folder/ca.crt' })
    expect(Object.fromEntries(parsed.users)).toEqual({
      files: {
        'client-certificate': '/c.crt',
        'client-key': '/abs/c.key',
        tokenFile: '/folder/token',
      },
      bare: { exec: { command: 'aws' } },
      below: { exec: { command: '/folder/bin/login' } },
    })
  })

  test.each([['text'], [[]], [null], [7]])('refuses %j', (value) => {
    expect(() => parseKubeconfig(value, 'file', '/')).toThrow(
      expect.objectContaining({ code: 'ERR_KUBECONFIG_INVALID' }),
    )
  })

  test.each([
    ['lists that are none', { clusters: {}, users: 'x', contexts: null }],
    ['entries that are none', { clusters: [null, 'x', {}, { name: 'a' }, { cluster: {} }] }],
  ])('passes over %s', (_name, value) => {
    const parsed = parseKubeconfig(value, 'file', '/')
    expect([parsed.clusters.size, parsed.users.size, parsed.contexts.size]).toEqual([0, 0, 0])
  })

  test('a name of the prototype is a name like any other', () => {
    const clusters = [named('cluster', '__proto__', { server: 'x' })]
    expect(parseKubeconfig({ clusters }, 'file', '/').clusters.get('__proto__')).toEqual({
      server: 'x',
    })
  })
})
