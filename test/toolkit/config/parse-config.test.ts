import { describe, expect, test } from 'vitest'
import { WaxsealError } from '../../../src/errors.ts'
import { parseConfig } from '../../../toolkit/config/parse-config.ts'

const PATH = '/repo/.waxseal.yaml'
function failure(text: string): WaxsealError {
  try {
    parseConfig(text, PATH)
  } catch (error) {
    if (error instanceof WaxsealError) return error
    throw error
  }
  throw new TypeError('it was accepted')
}

test('all fields are read, files relative to the configuration', () => {
  const text = `
clusters:
  prod:
    certificate: certs/prod.pem
    context: arn:aws:eks:eu-west-1:1234:cluster/prod
    controller: {namespace: kube-system, name: sealed-secrets-controller}
  staging:
    certificate: https://seal.example:8443/v1/cert.pem
  up:
    certificate: ../shared.pem
  bare: {}
defaults:
  cluster: prod
  scope: namespace-wide
`
  const config = parseConfig(text, PATH)
  expect(config).toEqual({
    path: PATH,
    clusters: new Map(
      Object.entries({
        prod: {
          name: 'prod',
          certificate: { kind: 'file', path: '/repo/certs/prod.pem' },
          context: 'arn:aws:eks:eu-west-1:1234:cluster/prod',
          controller: { namespace: 'kube-system', name: 'sealed-secrets-controller' },
        },
        staging: {
          name: 'staging',
          certificate: { kind: 'url', url: 'https://seal.example:8443/v1/cert.pem' },
        },
        up: { name: 'up', certificate: { kind: 'file', path: '/shared.pem' } },
        bare: { name: 'bare' },
      }),
    ),
    defaults: { cluster: 'prod', scope: 'namespace-wide' },
  })
})

test.each(['', '# nothing yet\n', '---\n', '{}', 'clusters: {}\ndefaults: {}\n'])(
  'a configuration may say nothing: %j',
  (text) => {
    expect(parseConfig(text, PATH)).toEqual({ path: PATH, clusters: new Map(), defaults: {} })
  },
)

describe('what is wrong is named with its line', () => {
  test.each([
    ['cluster: {}\n', 'line 1: cluster: unknown field'],
    ['clusters:\n  prod:\n    certifcate: x\n', 'line 3: clusters.prod.certifcate: unknown field'],
    [
      'clusters:\n  prod:\n    controller:\n      ns: x\n',
      'line 4: clusters.prod.controller.ns: unknown field',
    ],
    ['defaults:\n  exec: rm\n', 'line 2: defaults.exec: unknown field'],
    ['clusters:\n  prod:\n    kubeconfig: x\n', 'line 3: clusters.prod.kubeconfig: unknown field'],
    ['- a\n', 'line 1: must be a map'],
    ['clusters: []\n', 'line 1: clusters: must be a map'],
    ['clusters:\n', 'line 1: clusters: must be a map'],
    ['clusters:\n  prod:\n', 'line 2: clusters.prod: must be a map'],
    ['clusters:\n  "": {}\n', 'line 2: clusters.: must be a name'],
    ['clusters:\n  -x: {}\n', 'line 2: clusters.-x: must be a name'],
    ['clusters:\n  a b: {}\n', 'line 2: clusters.a b: must be a name'],
    ['clusters: {p: {certificate: 5}}\n', 'line 1: clusters.p.certificate: must be a file'],
    ['clusters: {p: {certificate: ""}}\n', 'line 1: clusters.p.certificate: must be a file'],
    [
      'clusters: {p: {certificate: "http://x/c.pem"}}\n',
      'line 1: clusters.p.certificate: must be a file',
    ],
    [
      'clusters: {p: {certificate: "file:///c.pem"}}\n',
      'line 1: clusters.p.certificate: must be a file',
    ],
    [
      'clusters: {p: {certificate: "https://u:p@x/c.pem"}}\n',
      'line 1: clusters.p.certificate: must be a file',
    ],
    [
      'clusters: {p: {certificate: "https://"}}\n',
      'line 1: clusters.p.certificate: must be a file',
    ],
    ['clusters: {p: {certificate: "a\\nb"}}\n', 'line 1: clusters.p.certificate: must be a file'],
    ['clusters: {p: {context: ""}}\n', 'line 1: clusters.p.context: must be'],
    ['clusters: {p: {controller: {name: Upper}}}\n', 'line 1: clusters.p.controller.name: must be'],
    [
      'clusters: {p: {controller: {namespace: a/b}}}\n',
      'line 1: clusters.p.controller.namespace: must be',
    ],
    ['defaults: {scope: wide}\n', 'line 1: defaults.scope: must be one of strict'],
    ['defaults: {cluster: no}\n', 'line 1: defaults.cluster: must be a name'],
    ['defaults: {cluster: null}\n', 'line 1: defaults.cluster: must be a name'],
  ])('%j', (text, message) => {
    const error = failure(text)
    expect(error.code).toBe('ERR_CONFIG_INVALID')
    expect(error.message.slice(0, PATH.length + 2 + message.length)).toBe(`${PATH}: ${message}`)
  })

  test.each([
    ['clusters: [\n', 'line 2, column 1'],
    ['clusters: {}\nclusters: {}\n', 'line 2, column 1'],
    ['clusters: {}\n---\nclusters: {}\n', 'more than one document'],
  ])('%j', (text, message) => {
    const error = failure(text)
    expect(error.code).toBe('ERR_CONFIG_INVALID')
    expect(error.message).toContain(message)
  })

  test('the hint lists the fields there are, or asks for quotes', () => {
    expect(failure('clusters: {p: {cert: x}}\n').hint).toBe(
      'known fields: certificate, context, controller',
    )
    expect(failure('defaults: {cluster: yes}\n').hint).toBe('put it into quotes')
  })
})
