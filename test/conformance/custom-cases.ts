import { expect, test } from 'vitest'
import { at, isJsonObject } from '../../sandbox/objects/json.ts'
import type { Json, JsonObject } from '../../sandbox/objects/json.ts'
import type { Ground } from './ground.ts'
import { MANIFESTS, readManifest } from './ground.ts'
import {
  bodyOf,
  causeFields,
  refusalOf,
  makePlace,
  MERGE,
  uidOf,
  versionOf,
  widget,
} from './place.ts'

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'

/** A Widget's spec that is refused, with the fields the refusal names. */
const INVALID: readonly [string, JsonObject, readonly string[]][] = [
  ['a text for a whole number', { size: '1' }, ['spec.size']],
  ['a fraction for a whole number', { size: 1.5 }, ['spec.size']],
  ['a number below the least', { size: 0 }, ['spec.size']],
  ['a number above the most', { size: 101 }, ['spec.size']],
  ['a text for a number', { ratio: 'x' }, ['spec.ratio']],
  ['a text for a truth value', { active: 'true' }, ['spec.active']],
  ['a value that is not among those listed', { colour: 'green' }, ['spec.colour']],
  ['a text that is too long', { note: 'x'.repeat(11) }, ['spec.note']],
  ['a text that is too short', { note: '' }, ['spec.note']],
  ['too many items', { tags: ['1', '2', '3', '4'] }, ['spec.tags']],
  ['an item of the wrong type', { tags: ['1', 2] }, ['spec.tags[1]']],
  ['an object for a list', { tags: {} }, ['spec.tags']],
  ['a list for an object', { open: [] }, ['spec.open']],
  ['an entry of the wrong type', { labels: { x: 1 } }, ['spec.labels.x']],
  ['a time that is none', { when: 'yesterday' }, ['spec.when']],
  ['bytes that are not base64', { bytes: '%%' }, ['spec.bytes']],
  ['a truth value for a number or text', { port: true }, ['spec.port']],
  ['a value of the wrong type deep inside', { deep: { known: 1 } }, ['spec.deep.known']],
  ['several at once', { size: 'x', active: 1 }, ['spec.active', 'spec.size']],
]

export function customCases(ground: () => Ground): void {
  test('a definition is established and says what it accepted', async () => {
    const { get } = await makePlace(ground())
    expect(await get(`${DEFINITIONS}/widgets.test.waxseal.dev`)).toMatchObject({
      spec: {
        names: { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' },
        conversion: { strategy: 'None' },
      },
      status: {
        acceptedNames: { kind: 'Widget', plural: 'widgets', singular: 'widget' },
        storedVersions: ['v1'],
        conditions: expect.arrayContaining([
          expect.objectContaining({ type: 'NamesAccepted', status: 'True' }),
          expect.objectContaining({ type: 'Established', status: 'True' }),
        ]),
      },
    })
  })

  test('unknown fields are pruned, where they are not to be kept', async () => {
    const { send, widgets } = await makePlace(ground())
    const spec = { other: { x: 1 }, open: { y: [1] }, deep: { known: 'k', other: 1 } }
    const { status, body, warnings } = await send('POST', widgets, {
      body: widget('a', spec, { top: 1 }),
    })
    expect(status).toBe(201)
    expect(at(body, 'spec')).toEqual({
      size: 1,
      colour: 'red',
      open: { y: [1] },
      deep: { known: 'k' },
    })
    expect(at(body, 'top')).toBeUndefined()
    expect(warnings.join()).toContain('spec.other')
  })

  test('nulls are dropped, become the default, or stay', async () => {
    const { create, widgets } = await makePlace(ground())
    const spec = { colour: null, note: null, active: null, labels: { x: null, y: 'z' } }
    const made = await create(widgets, widget('a', spec))
    expect(at(made, 'spec')).toEqual({ size: 1, colour: 'red', note: null, labels: { y: 'z' } })
  })

  test.for(INVALID)('%s is refused', async ([, spec, fields]) => {
    const { send, widgets } = await makePlace(ground())
    const answer = await send('POST', widgets, { body: widget('a', spec) })
    expect(refusalOf(answer)).toBe('422 Invalid')
    expect(causeFields(answer.body)).toEqual(fields)
  })

  test('what is required must be there', async () => {
    const { send, widgets } = await makePlace(ground())
    const { spec: _spec, ...without } = widget('a')
    const answer = await send('POST', widgets, { body: without })
    expect(refusalOf(answer)).toBe('422 Invalid')
    expect(causeFields(answer.body)).toEqual(['spec'])
    const inside = await send('POST', widgets, { body: { ...without, spec: {} } })
    expect(causeFields(inside.body)).toEqual(['spec.size'])
  })

  test('numbers and texts both fit a number or text', async () => {
    const { create, widgets } = await makePlace(ground())
    const number = await create(widgets, widget('a', { port: 80, ratio: 1 }))
    const text = await create(widgets, widget('b', { port: 'http', ratio: 1.5 }))
    expect(at(number, 'spec')).toMatchObject({ port: 80, ratio: 1 })
    expect(at(text, 'spec')).toMatchObject({ port: 'http', ratio: 1.5 })
  })

  test('the generation counts changes of the spec only', async () => {
    const { create, send, widgets } = await makePlace(ground())
    const made = await create(widgets, widget('a'))
    expect(at(made, 'metadata', 'generation')).toBe(1)
    const patch = async (path: string, body: JsonObject): Promise<Json | undefined> => {
      const answer = await send('PATCH', `${widgets}/a${path}`, { type: MERGE, body })
      return at(bodyOf(answer, 200), 'metadata', 'generation')
    }
    expect(await patch('', { spec: { size: 2 } })).toBe(2)
    expect(await patch('', { metadata: { labels: { x: 'y' } } })).toBe(2)
    expect(await patch('/status', { status: { phase: 'Done' } })).toBe(2)
    expect(await patch('', { spec: { size: 2 } })).toBe(2)
    expect(await patch('', { metadata: { generation: 9 }, spec: { size: 3 } })).toBe(3)
  })

  test('the status is written through its own path only', async () => {
    const { create, send, widgets } = await makePlace(ground())
    const made = await create(widgets, widget('a', {}, { status: { phase: 'Early' } }))
    expect(at(made, 'status')).toBeUndefined()
    const main = await send('PATCH', `${widgets}/a`, {
      type: MERGE,
      body: { spec: { size: 2 }, status: { phase: 'Wrong' } },
    })
    expect(at(main.body, 'status')).toBeUndefined()
    const metadata = { labels: { x: 'y' } }
    const own = await send('PATCH', `${widgets}/a/status`, {
      type: MERGE,
      body: { spec: { size: 3 }, status: { phase: 'Done' }, metadata },
    })
    expect(own.body).toMatchObject({ spec: { size: 2 }, status: { phase: 'Done' } })
    expect(at(own.body, 'metadata', 'labels')).toBeUndefined()
    const body = {
      ...widget('a', { size: 5 }),
      metadata: { name: 'a', resourceVersion: versionOf(own.body) },
    }
    const replaced = await send('PUT', `${widgets}/a`, { body })
    expect(replaced.body).toMatchObject({ spec: { size: 5 }, status: { phase: 'Done' } })
  })

  test('the status is replaced with PUT', async () => {
    const { create, send, widgets } = await makePlace(ground())
    const made = await create(widgets, widget('a'))
    const body = {
      ...(isJsonObject(made) ? made : {}),
      spec: { size: 9 },
      status: { phase: 'Done' },
    }
    const { status, body: after } = await send('PUT', `${widgets}/a/status`, { body })
    expect(status).toBe(200)
    expect(after).toMatchObject({ spec: { size: 1 }, status: { phase: 'Done' } })
    expect(refusalOf(await send('PUT', `${widgets}/a/status`, { body }))).toBe('409 Conflict')
  })

  test('a status that does not fit the schema is refused', async () => {
    const { create, send, widgets } = await makePlace(ground())
    await create(widgets, widget('a'))
    const answer = await send('PATCH', `${widgets}/a/status`, {
      type: MERGE,
      body: { status: { phase: 1, conditions: [{ status: 'True' }] } },
    })
    expect(refusalOf(answer)).toBe('422 Invalid')
    expect(causeFields(answer.body)).toEqual(['status.conditions[0].type', 'status.phase'])
  })

  test('an update of a custom object must say which version it changes', async () => {
    const { create, send, widgets } = await makePlace(ground())
    await create(widgets, widget('a'))
    const answer = await send('PUT', `${widgets}/a`, { body: widget('a', { size: 2 }) })
    expect(refusalOf(answer)).toBe('422 Invalid')
    expect(causeFields(answer.body)).toEqual(['metadata.resourceVersion'])
  })

  test('a SealedSecret is taken as kubeseal writes it', async () => {
    const { create, send, namespace } = await makePlace(ground())
    const sealedSecrets = `/apis/bitnami.com/v1alpha1/namespaces/${namespace}/sealedsecrets`
    const sealed = {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'a', namespace, creationTimestamp: null },
      spec: {
        encryptedData: { password: 'AgB' },
        template: {
          metadata: { name: 'a', namespace, creationTimestamp: null, labels: { x: 'y' }, other: 1 },
          type: 'Opaque',
        },
      },
    }
    const made = await create(sealedSecrets, sealed)
    expect(at(made, 'spec')).toMatchObject({
      encryptedData: { password: 'AgB' },
      template: { metadata: { labels: { x: 'y' }, other: 1 }, type: 'Opaque' },
    })
    const status = {
      observedGeneration: 1,
      conditions: [{ type: 'Synced', status: 'True', lastUpdateTime: '2020-01-01T00:00:00Z' }],
    }
    const reported = await send('PATCH', `${sealedSecrets}/a/status`, {
      type: MERGE,
      body: { status },
    })
    expect(at(bodyOf(reported, 200), 'status')).toEqual(status)
    const wrong = await send('POST', sealedSecrets, {
      body: { ...sealed, metadata: { name: 'b' }, spec: { encryptedData: { password: 5 } } },
    })
    expect(refusalOf(wrong)).toBe('422 Invalid')
    expect(causeFields(wrong.body)).toEqual(['spec.encryptedData.password'])
  })

  test('an object is the same in every version of its kind', async () => {
    const { create, get, send, namespace } = await makePlace(ground())
    const path = (version: string): string =>
      `/apis/test.waxseal.dev/${version}/namespaces/${namespace}/gizmos`
    const spec = { size: 1 }
    const gizmo = {
      apiVersion: 'test.waxseal.dev/v1',
      kind: 'Gizmo',
      metadata: { name: 'a' },
      spec,
    }
    const made = await create(path('v1'), gizmo)
    const other = await get(`${path('v2')}/a`)
    expect(other).toMatchObject({ apiVersion: 'test.waxseal.dev/v2', kind: 'Gizmo', spec })
    expect(uidOf(other)).toBe(uidOf(made))
    const unchanged = await send('PUT', `${path('v2')}/a`, { body: other })
    expect(versionOf(unchanged.body)).toBe(versionOf(made))
    const options = { type: MERGE, body: { spec: { size: 2 } } }
    await send('PATCH', `${path('v2')}/a`, options)
    const list = at(await get(path('v1')), 'items')
    const expected = {
      apiVersion: 'test.waxseal.dev/v1',
      metadata: { generation: 2 },
      spec: { size: 2 },
    }
    expect(list).toMatchObject([expected])
    const watch = await ground().client.watch(`${path('v2')}?watch=1`)
    expect(await watch.next()).toMatchObject({ object: { apiVersion: 'test.waxseal.dev/v2' } })
    watch.close()
    const hidden = await send('GET', path('v3'))
    expect(hidden.status).toBe(404)
  })

  test('a definition whose name does not fit is refused', async () => {
    const { send } = await makePlace(ground())
    const [definition] = await readManifest(MANIFESTS[0] ?? '')
    const body = {
      ...(isJsonObject(definition) ? definition : {}),
      metadata: { name: 'gadgets.test.waxseal.dev' },
    }
    const answer = await send('POST', DEFINITIONS, { body })
    expect(refusalOf(answer)).toBe('422 Invalid')
    expect(causeFields(answer.body)).toContain('metadata.name')
  })

  test('a definition without a schema is refused', async () => {
    const { send } = await makePlace(ground())
    const body = {
      metadata: { name: 'gadgets.test.waxseal.dev' },
      spec: {
        group: 'test.waxseal.dev',
        scope: 'Namespaced',
        names: { kind: 'Gadget', plural: 'gadgets' },
        versions: [{ name: 'v1', served: true, storage: true }],
      },
    }
    const answer = await send('POST', DEFINITIONS, { body })
    expect(refusalOf(answer)).toBe('422 Invalid')
    expect(causeFields(answer.body)).toEqual(['spec.versions[0].schema.openAPIV3Schema'])
  })
}
