import type { KubeObject } from '../objects/kube-object.ts'
import { withMetadata } from '../objects/kube-object.ts'
import { own } from '../objects/json.ts'
import { AGE_COLUMN, defineKind, fieldColumn, NAME_COLUMN, textAt } from './define-kind.ts'
import type { Kind } from './kind.ts'
import { checkLabelName } from './names.ts'

/** Namespaces. */
export const namespace: Kind = defineKind({
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
  drains: true,
  shortNames: ['ns'],
  hasStatus: true,
  schema: {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        properties: { finalizers: { type: 'array', items: { type: 'string' } } },
      },
      status: {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
        properties: { phase: { type: 'string' } },
      },
    },
  },
  columns: [NAME_COLUMN, fieldColumn('Status', 'status', 'phase'), AGE_COLUMN],
  selectable: new Map([['status.phase', textAt('status', 'phase')]]),
  checkName: checkLabelName,
  prepare,
})

/** Namespaces that cannot be deleted. */
export const PERMANENT_NAMESPACES: readonly string[] = ['default', 'kube-system', 'kube-public']

function prepare(sent: KubeObject, previous: KubeObject | undefined): KubeObject {
  const { labels = {}, name = '' } = sent.metadata
  const next = withMetadata(sent, { labels: { ...labels, 'kubernetes.io/metadata.name': name } })
  const ending = sent.metadata.deletionTimestamp !== undefined
  return {
    ...next,
    spec: own(previous, 'spec') ?? { finalizers: ['kubernetes'] },
    status: ending ? { phase: 'Terminating' } : (own(sent, 'status') ?? { phase: 'Active' }),
  }
}
