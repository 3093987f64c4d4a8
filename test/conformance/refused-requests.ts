import type { Json } from '../../sandbox/objects/json.ts'
import { MERGE, widget } from './place.ts'
import type { RawOptions } from './raw-client.ts'
import type { Refusal } from './refusal.ts'

const POST = 'POST /api/v1/namespaces/@/configmaps'
const WIDGETS = '/apis/test.waxseal.dev/v1/namespaces/@/widgets'
const bad = (body: Json, more: RawOptions = {}) => ({ ...more, body })

/** Requests that are refused whatever they are about. */
export const REFUSED_REQUESTS: readonly Refusal[] = [
  {
    name: 'an unknown media type',
    request: POST,
    options: bad('name=a', { type: 'text/plain' }),
    code: 415,
    reason: 'UnsupportedMediaType',
  },
  {
    name: 'an answer in a form there is none',
    request: 'GET /api/v1/namespaces/@/configmaps',
    options: { accept: 'text/plain' },
    code: 406,
    reason: 'NotAcceptable',
  },
  {
    name: 'an object that is not there',
    request: 'GET /api/v1/namespaces/@/configmaps/a',
    code: 404,
    reason: 'NotFound',
  },
  {
    name: 'an object in a namespace that is not there',
    request: 'GET /api/v1/namespaces/not-there/configmaps/a',
    code: 404,
    reason: 'NotFound',
  },
  {
    name: 'a resource that is not there',
    request: 'GET /api/v1/namespaces/@/wonders',
    code: 404,
    reason: 'NotFound',
  },
  {
    name: 'a part that is not there',
    request: 'GET /api/v1/namespaces/@/configmaps/a/status',
    code: 404,
    reason: 'NotFound',
  },
  {
    name: 'an object asked for outside its namespace',
    request: 'GET /api/v1/configmaps/a',
    code: 404,
    reason: 'NotFound',
  },
  {
    name: 'replacing an object that is not there',
    request: 'PUT /api/v1/namespaces/@/configmaps/a',
    options: bad({ metadata: { name: 'a' } }),
    code: 404,
    reason: 'NotFound',
  },
  {
    name: 'patching an object that is not there',
    request: 'PATCH /api/v1/namespaces/@/configmaps/a',
    options: bad({}, { type: MERGE }),
    code: 404,
    reason: 'NotFound',
  },
  {
    name: 'deleting an object that is not there',
    request: 'DELETE /api/v1/namespaces/@/configmaps/a',
    code: 404,
    reason: 'NotFound',
  },
  {
    name: 'replacing under another name',
    request: 'PUT /api/v1/namespaces/@/configmaps/a',
    options: bad({ metadata: { name: 'b' } }),
    code: 400,
    reason: 'BadRequest',
  },
  {
    name: 'replacing without a name',
    request: 'PUT /api/v1/namespaces/@/configmaps/a',
    options: bad({ metadata: {} }),
    code: 400,
    reason: 'BadRequest',
  },
  {
    name: 'creating without a namespace',
    request: 'POST /api/v1/configmaps',
    options: bad({ metadata: { name: 'a' } }),
    code: 405,
    reason: 'MethodNotAllowed',
  },
  {
    name: 'creating at the path of an object',
    request: 'POST /api/v1/namespaces/@/configmaps/a',
    options: bad({}),
    code: 405,
    reason: 'MethodNotAllowed',
  },
  {
    name: 'replacing a collection',
    request: 'PUT /api/v1/namespaces/@/configmaps',
    options: bad({}),
    code: 405,
    reason: 'MethodNotAllowed',
  },
  {
    name: 'deleting all namespaces',
    request: 'DELETE /api/v1/namespaces',
    code: 405,
    reason: 'MethodNotAllowed',
  },
  {
    name: 'deleting a permanent namespace',
    request: 'DELETE /api/v1/namespaces/kube-system',
    code: 403,
    reason: 'Forbidden',
  },
  {
    name: 'a label selector nobody can read',
    request: 'GET /api/v1/namespaces/@/configmaps?labelSelector=a%20inn',
    code: 400,
    reason: 'BadRequest',
  },
  {
    name: 'a field that cannot be selected',
    request: 'GET /api/v1/namespaces/@/configmaps?fieldSelector=data.x%3Dy',
    code: 400,
    reason: 'BadRequest',
  },
  {
    name: 'a field of a custom kind that cannot be selected',
    request: `GET ${WIDGETS}?fieldSelector=spec.size%3D1`,
    code: 400,
    reason: 'BadRequest',
  },
  {
    name: 'a version that is no number',
    request: 'GET /api/v1/namespaces/@/configmaps?resourceVersion=x',
    code: 400,
    reason: 'BadRequest',
  },
  {
    name: 'a limit that is no number',
    request: 'GET /api/v1/namespaces/@/configmaps?limit=x',
    code: 400,
    reason: 'BadRequest',
  },
  {
    name: 'a continue token nobody made',
    request: 'GET /api/v1/namespaces/@/configmaps?continue=x',
    code: 400,
    reason: 'BadRequest',
  },
  {
    name: 'an unknown way to match versions',
    request: 'GET /api/v1/namespaces/@/configmaps?resourceVersion=1&resourceVersionMatch=x',
    code: 422,
    reason: 'Invalid',
    fields: ['resourceVersionMatch'],
  },
  {
    name: 'a way to match versions without one',
    request: 'GET /api/v1/namespaces/@/configmaps?resourceVersionMatch=Exact',
    code: 422,
    reason: 'Invalid',
    fields: ['resourceVersionMatch'],
  },
  {
    name: 'a version that has not come yet',
    request: 'GET /api/v1/namespaces/@/configmaps?resourceVersion=99999999',
    code: 504,
    reason: 'Timeout',
  },
  {
    name: 'a wrong token',
    request: 'GET /api/v1/namespaces/@/configmaps',
    options: { token: 'wrong' },
    code: 401,
    reason: 'Unauthorized',
  },
  {
    name: 'no token',
    request: 'GET /api/v1/namespaces/@/configmaps',
    options: { token: null },
    code: 403,
    reason: 'Forbidden',
  },
  {
    name: 'a custom kind without its kind',
    request: `POST ${WIDGETS}`,
    options: bad({ metadata: { name: 'a' }, spec: { size: 1 } }),
    code: 400,
    reason: 'BadRequest',
  },
  {
    name: 'another version of a custom kind',
    request: `POST ${WIDGETS}`,
    options: bad({ ...widget('a'), apiVersion: 'test.waxseal.dev/v2' }),
    code: 400,
    reason: 'BadRequest',
  },
  {
    name: 'another kind of the same group',
    request: `POST ${WIDGETS}`,
    options: bad({ ...widget('a'), kind: 'Gadget' }),
    code: 422,
    reason: 'Invalid',
    fields: ['kind'],
  },
  {
    name: 'an unknown field of a custom kind when strict',
    request: `POST ${WIDGETS}?fieldValidation=Strict`,
    options: bad(widget('a', { other: 1 })),
    code: 400,
    reason: 'BadRequest',
  },
]
