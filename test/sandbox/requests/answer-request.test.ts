import { describe, expect, test } from 'vitest'
import { at } from '../../../sandbox/objects/json.ts'
import { refusalOf } from '../../conformance/place.ts'
import { openSandbox } from '../open-sandbox.ts'

const SECRETS = '/api/v1/namespaces/default/secrets'
const PROTOBUF = 'application/vnd.kubernetes.protobuf'

describe('what only the sandbox does', () => {
  test('a protobuf body is refused with what to do instead', async () => {
    const { client } = await openSandbox()
    const answer = await client.send('POST', SECRETS, { body: 'k8s\0', type: PROTOBUF })
    expect(refusalOf(answer)).toBe('415 UnsupportedMediaType')
    expect(at(answer.body, 'message')).toMatch(/protobuf.*create -f/)
  })

  test('a deletion with a protobuf body is refused too', async () => {
    const { client } = await openSandbox()
    const answer = await client.send('DELETE', `${SECRETS}/a`, { body: 'k8s\0', type: PROTOBUF })
    expect(refusalOf(answer)).toBe('415 UnsupportedMediaType')
  })

  test('server-side apply is refused with what to do instead', async () => {
    const { client } = await openSandbox()
    const type = 'application/apply-patch+yaml'
    const answer = await client.send('PATCH', `${SECRETS}/a?fieldManager=me`, { body: '{}', type })
    expect(refusalOf(answer)).toBe('415 UnsupportedMediaType')
    expect(at(answer.body, 'message')).toContain('--server-side')
  })

  test.for(['SelfSubjectAccessReview', 'SelfSubjectRulesReview'])(
    'a %s is answered even in protobuf: the answer is always the same',
    async (kind) => {
      const { client } = await openSandbox()
      const path = `/apis/authorization.k8s.io/v1/${kind.toLowerCase()}s`
      const answer = await client.send('POST', path, { body: 'k8s\0', type: PROTOBUF })
      expect(answer).toMatchObject({ status: 201, body: { kind, status: {} } })
    },
  )

  test('a review asks exactly one thing', async () => {
    const { client } = await openSandbox()
    const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
    for (const spec of [{}, { resourceAttributes: {}, nonResourceAttributes: {} }]) {
      expect(refusalOf(await client.send('POST', path, { body: { spec } }))).toBe('422 Invalid')
    }
    expect(refusalOf(await client.send('GET', path))).toBe('405 MethodNotAllowed')
  })

  test('OpenAPI has the patch of every kind that is served', async () => {
    const { client } = await openSandbox()
    const index = await client.send('GET', '/openapi/v3')
    expect(index.body).toMatchObject({
      paths: {
        'api/v1': { serverRelativeURL: '/openapi/v3/api/v1' },
        'apis/apps/v1': { serverRelativeURL: '/openapi/v3/apis/apps/v1' },
      },
    })
    const { body } = await client.send('GET', '/openapi/v3/apis/apps/v1')
    const path = '/apis/apps/v1/namespaces/{namespace}/deployments/{name}'
    expect(at(body, 'paths', path, 'patch')).toMatchObject({
      'x-kubernetes-group-version-kind': { group: 'apps', version: 'v1', kind: 'Deployment' },
      parameters: expect.arrayContaining([expect.objectContaining({ name: 'fieldValidation' })]),
    })
    for (const missing of ['/openapi/v2', '/openapi/v3/apis', '/openapi/v3/apis/apps']) {
      expect((await client.send('GET', missing)).status).toBe(404)
    }
  })

  test.for([
    ['a wrong token', { token: 'wrong' }, '401 Unauthorized'],
    ['a token that is longer', { token: 'abcd' }, '401 Unauthorized'],
    ['no token', { token: null }, '403 Forbidden'],
  ] as const)('%s opens nothing, whatever the path', async ([, options, refusal]) => {
    const { client } = await openSandbox({ token: 'abc' })
    for (const path of [SECRETS, '/api', '/apis', '/openapi/v3', '/wonders']) {
      expect(refusalOf(await client.send('GET', path, options))).toBe(refusal)
    }
  })

  test('built-in kinds cannot be defined again', async () => {
    const { client } = await openSandbox()
    const version = {
      name: 'v1',
      served: true,
      storage: true,
      schema: { openAPIV3Schema: { type: 'object' } },
    }
    for (const [group, plural, kind] of [
      ['apps', 'deployments', 'Deployment'],
      ['coordination.k8s.io', 'leases', 'Lease'],
    ] as const) {
      const answer = await client.send(
        'POST',
        '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
        {
          body: {
            metadata: { name: `${plural}.${group}` },
            spec: { group, scope: 'Namespaced', names: { plural, kind }, versions: [version] },
          },
        },
      )
      expect(refusalOf(answer)).toBe('422 Invalid')
    }
  })
})
