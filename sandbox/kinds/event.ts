import { at } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { Cause } from '../objects/status-error.ts'
import { defineKind, fieldColumn, openFields, textAt } from './define-kind.ts'
import type { Kind } from './kind.ts'
import { checkPathSegment } from './names.ts'

const INVOLVED = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath']

/** Events of the core group. */
export const event: Kind = defineKind({
  group: '',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  shortNames: ['ev'],
  createdByPut: true,
  // Names are made from all sorts of objects' names; a real API server does not look at them either.
  checkName: checkPathSegment,
  schema: openFields(
    'involvedObject',
    'reason',
    'message',
    'source',
    'firstTimestamp',
    'lastTimestamp',
    'count',
    'type',
    'eventTime',
    'series',
    'action',
    'related',
    'reportingComponent',
    'reportingInstance',
  ),
  columns: [
    {
      name: 'Last Seen',
      type: 'date',
      priority: 0,
      cell: (object) =>
        at(object, 'series', 'lastObservedTime') ??
        at(object, 'lastTimestamp') ??
        at(object, 'eventTime') ??
        object.metadata.creationTimestamp,
    },
    fieldColumn('Type', 'type'),
    fieldColumn('Reason', 'reason'),
    {
      name: 'Object',
      type: 'string',
      priority: 0,
      cell: (object) => {
        const kind = textAt('involvedObject', 'kind')(object).toLowerCase()
        return `${kind}/${textAt('involvedObject', 'name')(object)}`
      },
    },
    fieldColumn('Message', 'message'),
  ],
  selectable: new Map([
    ...INVOLVED.map((key) => [`involvedObject.${key}`, textAt('involvedObject', key)] as const),
    ['reason', textAt('reason')],
    ['type', textAt('type')],
    ['reportingComponent', textAt('reportingComponent')],
    ['source', textAt('source', 'component')],
  ]),
  check,
})

function check(next: KubeObject): Cause[] {
  const { namespace } = next.metadata
  const involved = textAt('involvedObject', 'namespace')(next)
  // Events about cluster-scoped objects live in the namespace `default`.
  if (involved === namespace || (involved === '' && namespace === 'default')) return []
  return [
    {
      reason: 'FieldValueInvalid',
      message: 'Invalid value: does not match event.namespace',
      field: 'involvedObject.namespace',
    },
  ]
}
