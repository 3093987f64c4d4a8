import { expect, test } from 'vitest'
import { at } from '../../sandbox/objects/json.ts'
import type { Ground } from './ground.ts'
import { causeFields, makePlace, refusalOf, widget } from './place.ts'
import { REFUSED_OBJECTS } from './refused-objects.ts'
import { REFUSED_REQUESTS } from './refused-requests.ts'

export function refusalCases(ground: () => Ground): void {
  test.for([...REFUSED_OBJECTS, ...REFUSED_REQUESTS])('$name: $code', async (refusal) => {
    const { request, options, code, reason, fields = [] } = refusal
    const { send, namespace } = await makePlace(ground())
    const [method = '', path = ''] = request.replace('@', namespace).split(' ')
    const answer = await send(method, path, options)
    expect(refusalOf(answer)).toBe(`${code} ${reason}`)
    expect(causeFields(answer.body)).toEqual(fields)
  })

  test('a refusal names the object it is about', async () => {
    const { send, widgets, configMaps } = await makePlace(ground())
    const plain = await send('GET', `${configMaps}/a`)
    expect(plain.body).toMatchObject({
      message: 'configmaps "a" not found',
      details: { name: 'a', kind: 'configmaps' },
    })
    const custom = await send('GET', `${widgets}/a`)
    expect(custom.body).toMatchObject({
      message: 'widgets.test.waxseal.dev "a" not found',
      details: { name: 'a', group: 'test.waxseal.dev', kind: 'widgets' },
    })
    const invalid = await send('POST', widgets, { body: widget('A') })
    expect(at(invalid.body, 'details')).toMatchObject({
      name: 'A',
      group: 'test.waxseal.dev',
      kind: 'Widget',
    })
  })

  test.for([
    '/wonders',
    '/apis/wonders.example/v1/things',
    '/apis/wonders.example',
    '/api/v2/secrets',
  ])('nothing is served at %s', async (path) => {
    const { send } = await makePlace(ground())
    expect((await send('GET', path)).status).toBe(404)
  })

  test('a body of more than 3 MiB is refused', async () => {
    const { send, configMaps } = await makePlace(ground())
    const body = { metadata: { name: 'a' }, data: { k: 'v'.repeat(3 * 1024 * 1024) } }
    expect((await send('POST', configMaps, { body })).status).toBe(413)
  })

  test('a resource version has no place in what is created', async () => {
    const { send, configMaps } = await makePlace(ground())
    const body = { metadata: { name: 'a', resourceVersion: '1' } }
    expect((await send('POST', configMaps, { body })).status).toBe(500)
  })
}
