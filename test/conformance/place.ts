import { at, textOf } from '../../sandbox/objects/json.ts'
import type { Json, JsonObject } from '../../sandbox/objects/json.ts'
import type { Ground } from './ground.ts'
import type { RawAnswer, RawOptions } from './raw-client.ts'

/** The path of a resource inside a namespace. */
export const PATHS = {
  secrets: (namespace: string) => `/api/v1/namespaces/${namespace}/secrets`,
  configMaps: (namespace: string) => `/api/v1/namespaces/${namespace}/configmaps`,
  services: (namespace: string) => `/api/v1/namespaces/${namespace}/services`,
  widgets: (namespace: string) => `/apis/test.waxseal.dev/v1/namespaces/${namespace}/widgets`,
} as const

export const MERGE = 'application/merge-patch+json'
export const JSON_PATCH = 'application/json-patch+json'
export const STRATEGIC = 'application/strategic-merge-patch+json'

/** A namespace of its own for one test, with the requests most tests make. */
export interface Place {
  readonly namespace: string
  readonly secrets: string
  readonly configMaps: string
  readonly widgets: string
  readonly send: (method: string, path: string, options?: RawOptions) => Promise<RawAnswer>
  /** Creates and expects 201. */
  readonly create: (path: string, body: JsonObject) => Promise<Json>
  /** Gets and expects 200. */
  readonly get: (path: string) => Promise<Json>
}

/** Makes a place on a ground. */
export async function makePlace(ground: Ground): Promise<Place> {
  const namespace = await ground.namespace()
  const send: Place['send'] = (method, path, options) => ground.client.send(method, path, options)
  return {
    namespace,
    secrets: PATHS.secrets(namespace),
    configMaps: PATHS.configMaps(namespace),
    widgets: PATHS.widgets(namespace),
    send,
    create: async (path, body) => bodyOf(await send('POST', path, { body }), 201),
    get: async (path) => bodyOf(await send('GET', path), 200),
  }
}

/** The body of an answer that must have this code; what came instead is in the error. */
export function bodyOf(answer: RawAnswer, code: number): Json {
  if (answer.status === code) return answer.body
  throw new Error(`expected ${code}, got ${answer.status}: ${answer.text}`)
}

/** A valid Widget. */
export function widget(name: string, spec: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'test.waxseal.dev/v1',
    kind: 'Widget',
    metadata: { name },
    spec: { size: 1, ...spec },
    ...more,
  }
}

/** The resource version of an object. */
export function versionOf(object: Json): string {
  return textOf(at(object, 'metadata', 'resourceVersion'))
}

/** The uid of an object. */
export function uidOf(object: Json): string {
  return textOf(at(object, 'metadata', 'uid'))
}

/** The names of the items of a list. */
export function namesIn(list: Json): string[] {
  const items = at(list, 'items')
  return (Array.isArray(items) ? items : []).map((item) => textOf(at(item, 'metadata', 'name')))
}

/** `CODE REASON` of an answer that is a Status of failure; all of it when it is none. */
export function refusalOf({ status, body, text }: RawAnswer): string {
  const fits = at(body, 'kind') === 'Status' && at(body, 'apiVersion') === 'v1'
  if (!fits || at(body, 'status') !== 'Failure' || at(body, 'code') !== status) {
    return `${status} ${text}`
  }
  return `${status} ${textOf(at(body, 'reason'))}`
}

/** The fields a Status finds fault with. */
export function causeFields(status: Json): string[] {
  const causes = at(status, 'details', 'causes')
  const fields = (Array.isArray(causes) ? causes : []).flatMap((cause) => {
    const field = at(cause, 'field')
    return field === undefined ? [] : [textOf(field)]
  })
  return [...new Set(fields)].toSorted()
}
