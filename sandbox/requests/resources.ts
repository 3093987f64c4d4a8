import type { IncomingMessage } from 'node:http'
import type { Json, JsonObject } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { refuse } from '../objects/refuse.ts'
import type { Answer } from '../http/answer.ts'
import { jsonAnswer } from '../http/answer.ts'
import { parseJsonBody, readBody, requireJson } from '../http/read-body.ts'
import type { Kind } from '../kinds/kind.ts'
import { listPage } from '../reads/list.ts'
import { parseListOptions } from '../reads/list-options.ts'
import type { ListOptions } from '../reads/list-options.ts'
import { representList, representOne } from '../reads/represent.ts'
import type { DeleteOptions } from '../writes/remover.ts'
import type { Target, Written } from '../writes/writer.ts'
import { readPatch } from './patches.ts'
import { parseDeleteOptions, parseWriteOptions } from './write-options.ts'
import { presentation } from './resource-request.ts'
import type { ResourceRequest } from './resource-request.ts'
import { watchAnswer } from './watch-answer.ts'

/**
 * Answers a request for a collection, an object or its status.
 *
 * @throws StatusError
 */
export async function answerResource(request: ResourceRequest): Promise<Answer> {
  const { kind, path } = request
  const misplaced = path.name !== undefined && (path.namespace !== undefined) !== kind.namespaced
  const subresourceFits =
    path.subresource === undefined || (path.subresource === 'status' && kind.hasStatus)
  if (misplaced || !subresourceFits || path.rest.length > 0) throw refuse.unknownResource()
  if (path.namespace !== undefined && !kind.namespaced) throw refuse.unknownResource()
  return path.name === undefined
    ? answerCollection(request)
    : answerObject(request, {
        kind,
        namespace: path.namespace,
        name: path.name,
        status: path.subresource === 'status',
      })
}

async function answerCollection(request: ResourceRequest): Promise<Answer> {
  const { kind, path, query, message } = request
  const everywhere = kind.namespaced && path.namespace === undefined
  switch (message.method ?? '') {
    case 'GET': {
      const options = parseListOptions(kind, query)
      return options.watch ? watchAnswer(request, options) : answerList(request, options)
    }
    case 'POST':
      if (everywhere) break
      return answerCreate(request)
    case 'DELETE':
      if (everywhere || kind.resource === 'namespaces') break
      return answerDeleteCollection(request)
  }
  throw refuse.methodNotAllowed()
}

async function answerObject(request: ResourceRequest, target: Target): Promise<Answer> {
  const { services, message, query } = request
  const options = parseWriteOptions(query)
  switch (message.method ?? '') {
    case 'GET':
      return one(request, services.writer.current(target))
    case 'PUT': {
      const body = await jsonBody(message)
      const result = services.writer.replace(target, body, options)
      return written(request, result, result.created === true ? 201 : 200)
    }
    case 'PATCH': {
      const change = await readPatch(target.kind, message)
      return written(request, services.writer.patch(target, change, options))
    }
    case 'DELETE':
      if (target.status) break
      return answerDelete(request, target)
  }
  throw refuse.methodNotAllowed()
}

function answerList(request: ResourceRequest, options: ListOptions): Answer {
  const { services, kind, path } = request
  const { items, metadata } = listPage(services.store, kind, path.namespace, options)
  return jsonAnswer(representList(items, presentation(request), metadata))
}

async function answerCreate(request: ResourceRequest): Promise<Answer> {
  const { services, kind, path, query, message } = request
  const body = await jsonBody(message)
  const target = { kind, namespace: path.namespace }
  return written(request, services.writer.create(target, body, parseWriteOptions(query)), 201)
}

async function answerDelete(request: ResourceRequest, target: Target): Promise<Answer> {
  const options = await deleteOptions(request)
  const { object, gone } = request.services.remover.delete(target.kind, target, options)
  return gone ? jsonAnswer(deletedStatus(target.kind, object)) : one(request, object)
}

async function answerDeleteCollection(request: ResourceRequest): Promise<Answer> {
  const { services, kind, path, query } = request
  const options = await deleteOptions(request)
  const { items, metadata } = listPage(
    services.store,
    kind,
    path.namespace,
    parseListOptions(kind, query),
  )
  const deleted = items.map(({ metadata: { namespace, name = '' } }) => {
    return services.remover.delete(kind, { namespace, name }, options).object
  })
  return jsonAnswer(representList(deleted, presentation(request), metadata))
}

async function deleteOptions({ query, message }: ResourceRequest): Promise<DeleteOptions> {
  requireJson(message.headers['content-type'])
  const body = await readBody(message)
  return parseDeleteOptions(query, body.byteLength === 0 ? {} : parseJsonBody(body))
}

async function jsonBody(message: IncomingMessage): Promise<Json> {
  requireJson(message.headers['content-type'])
  return parseJsonBody(await readBody(message))
}

function one(request: ResourceRequest, object: KubeObject, code?: number): Answer {
  return jsonAnswer(representOne(object, presentation(request)), code)
}

function written(request: ResourceRequest, result: Written, code: number = 200): Answer {
  const { object, warnings } = result
  return { kind: 'json', code, body: representOne(object, presentation(request)), warnings }
}

function deletedStatus({ plural, group }: Kind, { metadata }: KubeObject): JsonObject {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: metadata.name ?? '',
      ...(group === '' ? {} : { group }),
      kind: plural,
      uid: metadata.uid ?? '',
    },
  }
}
