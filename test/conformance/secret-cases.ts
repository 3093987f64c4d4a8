import { expect, test } from 'vitest'
import { at } from '../../sandbox/objects/json.ts'
import type { JsonObject } from '../../sandbox/objects/json.ts'
import type { Ground } from './ground.ts'
import { causeFields, refusalOf, makePlace, MERGE } from './place.ts'

/** A Secret that is refused, with the fields the refusal names. */
const INVALID: readonly [string, JsonObject, number, readonly string[]][] = [
  ['a key with a space', { data: { 'x y': 'YQ==' } }, 422, ['data[x y]']],
  ['two dots as key', { data: { '..': 'YQ==' } }, 422, ['data[..]']],
  ['no key at all', { data: { '': 'YQ==' } }, 422, ['data[]']],
  [
    'TLS without certificate and key',
    { type: 'kubernetes.io/tls' },
    422,
    ['data[tls.crt]', 'data[tls.key]'],
  ],
  [
    'Docker configuration without one',
    { type: 'kubernetes.io/dockerconfigjson' },
    422,
    ['data[.dockerconfigjson]'],
  ],
  [
    'Docker configuration that is not JSON',
    { type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': 'YQ==' } },
    422,
    ['data[.dockerconfigjson]'],
  ],
  [
    'basic authentication without user and password',
    { type: 'kubernetes.io/basic-auth' },
    422,
    ['data[password]', 'data[username]'],
  ],
  [
    'SSH authentication without a key',
    { type: 'kubernetes.io/ssh-auth' },
    422,
    ['data[ssh-privatekey]'],
  ],
  [
    'a service account token without its account',
    { type: 'kubernetes.io/service-account-token' },
    422,
    ['metadata.annotations[kubernetes.io/service-account.name]'],
  ],
  [
    'more than 1 MiB',
    { data: { k: Buffer.alloc(1024 * 1024 + 1).toString('base64') } },
    422,
    ['data'],
  ],
  ['data that is not base64', { data: { k: '%%' } }, 400, []],
  ['base64 without padding', { data: { k: 'YQ' } }, 400, []],
  ['base64 with a space', { data: { k: 'Y Q==' } }, 400, []],
  ['a number as value', { data: { k: 5 } }, 400, []],
]

export function secretCases(ground: () => Ground): void {
  test('stringData is folded into data and wins', async () => {
    const { create, secrets } = await makePlace(ground())
    const made = await create(secrets, {
      metadata: { name: 'a' },
      data: { a: 'YQ==', b: 'Yg==' },
      stringData: { b: 'x', c: 'ü' },
    })
    expect(at(made, 'data')).toEqual({ a: 'YQ==', b: 'eA==', c: 'w7w=' })
    expect(at(made, 'stringData')).toBeUndefined()
  })

  test('stringData in an update replaces single items only with what else is sent', async () => {
    const { create, send, secrets } = await makePlace(ground())
    await create(secrets, { metadata: { name: 'a' }, data: { a: 'YQ==', b: 'Yg==' } })
    const options = { type: MERGE, body: { stringData: { b: 'x' } } }
    const { body } = await send('PATCH', `${secrets}/a`, options)
    expect(at(body, 'data')).toEqual({ a: 'YQ==', b: 'eA==' })
  })

  test('base64 is read as Go reads it and written canonically', async () => {
    const { create, secrets } = await makePlace(ground())
    const data = { lines: 'Y\nQ\r\n==', loose: 'YR==', none: null, empty: '' }
    const made = await create(secrets, { metadata: { name: 'a' }, data })
    expect(at(made, 'data')).toEqual({ lines: 'YQ==', loose: 'YQ==', none: '', empty: '' })
  })

  test('a secret has a type, Opaque unless it says otherwise', async () => {
    const { create, secrets } = await makePlace(ground())
    expect(at(await create(secrets, { metadata: { name: 'a' } }), 'type')).toBe('Opaque')
    const own = await create(secrets, { metadata: { name: 'b' }, type: 'example.com/own' })
    expect(at(own, 'type')).toBe('example.com/own')
  })

  test('the type cannot be changed, nor left out unless it is Opaque', async () => {
    const { create, send, secrets } = await makePlace(ground())
    await create(secrets, { metadata: { name: 'a' }, type: 'example.com/own' })
    const body = { metadata: { name: 'a' } }
    const changed = await send('PUT', `${secrets}/a`, { body: { ...body, type: 'Opaque' } })
    expect(refusalOf(changed)).toBe('422 Invalid')
    expect(causeFields(changed.body)).toEqual(['type'])
    expect(refusalOf(await send('PUT', `${secrets}/a`, { body }))).toBe('422 Invalid')
    await create(secrets, { metadata: { name: 'b' } })
    const kept = await send('PUT', `${secrets}/b`, { body: { metadata: { name: 'b' } } })
    expect(at(kept.body, 'type')).toBe('Opaque')
  })

  test('the data of an immutable secret cannot be changed', async () => {
    const { create, send, secrets } = await makePlace(ground())
    await create(secrets, { metadata: { name: 'a' }, data: { k: 'dg==' }, immutable: true })
    const patch = (body: JsonObject) => send('PATCH', `${secrets}/a`, { type: MERGE, body })
    const data = await patch({ data: { k: 'dw==' } })
    expect(refusalOf(data)).toBe('422 Invalid')
    expect(causeFields(data.body)).toEqual(['data'])
    const flag = await patch({ immutable: false })
    expect(refusalOf(flag)).toBe('422 Invalid')
    expect(causeFields(flag.body)).toEqual(['immutable'])
    expect((await patch({ metadata: { labels: { x: 'y' } } })).status).toBe(200)
    expect((await send('DELETE', `${secrets}/a`)).status).toBe(200)
  })

  test('a secret can become immutable', async () => {
    const { create, send, secrets } = await makePlace(ground())
    await create(secrets, { metadata: { name: 'a' }, data: { k: 'dg==' } })
    const options = { type: MERGE, body: { immutable: true, data: { k: 'dw==' } } }
    const { status, body } = await send('PATCH', `${secrets}/a`, options)
    expect(status).toBe(200)
    expect(body).toMatchObject({ immutable: true, data: { k: 'dw==' } })
  })

  test.for(INVALID)('%s is refused', async ([, body, code, fields]) => {
    const { send, secrets } = await makePlace(ground())
    const answer = await send('POST', secrets, { body: { metadata: { name: 'a' }, ...body } })
    expect(refusalOf(answer)).toBe(`${code} ${code === 422 ? 'Invalid' : 'BadRequest'}`)
    expect(causeFields(answer.body)).toEqual(fields)
  })

  test('exactly 1 MiB fits', async () => {
    const { create, secrets } = await makePlace(ground())
    const data = { k: Buffer.alloc(1024 * 1024).toString('base64') }
    const made = await create(secrets, { metadata: { name: 'a' }, data })
    expect(at(made, 'data')).toEqual(data)
  })

  test('complete secrets of the well-known types are taken', async () => {
    const { create, secrets } = await makePlace(ground())
    const complete: readonly [string, JsonObject][] = [
      ['kubernetes.io/tls', { 'tls.crt': '', 'tls.key': '' }],
      ['kubernetes.io/dockerconfigjson', { '.dockerconfigjson': 'e30=' }],
      ['kubernetes.io/basic-auth', { password: '' }],
      ['kubernetes.io/ssh-auth', { 'ssh-privatekey': 'YQ==' }],
      ['bootstrap.kubernetes.io/token', {}],
    ]
    for (const [index, [type, data]] of complete.entries()) {
      const made = await create(secrets, { metadata: { name: `s${index}` }, type, data })
      expect(at(made, 'type')).toBe(type)
    }
  })

  test('an immutable config map cannot be changed', async () => {
    const { create, send, configMaps } = await makePlace(ground())
    await create(configMaps, { metadata: { name: 'a' }, data: { k: 'v' }, immutable: true })
    const options = { type: MERGE, body: { data: { k: 'w' } } }
    const answer = await send('PATCH', `${configMaps}/a`, options)
    expect(refusalOf(answer)).toBe('422 Invalid')
    expect(causeFields(answer.body)).toEqual(['data'])
  })

  test('a key cannot be both text and binary', async () => {
    const { send, configMaps } = await makePlace(ground())
    const body = { metadata: { name: 'a' }, data: { k: 'v' }, binaryData: { k: 'dg==' } }
    const answer = await send('POST', configMaps, { body })
    expect(refusalOf(answer)).toBe('422 Invalid')
    expect(causeFields(answer.body)).toEqual(['data[k]'])
  })
}
