import type { Json, JsonObject } from '../objects/json.ts'
import { at, isJsonObject, own, textOf } from '../objects/json.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { Cause } from '../objects/status-error.ts'
import { OPEN_OBJECT } from '../schema/schema.ts'
import { AGE_COLUMN, defineKind, fieldColumn, NAME_COLUMN, textAt } from './define-kind.ts'
import type { Kind } from './kind.ts'
import { checkServiceName } from './names.ts'

/** Services. They get no address of their own: nothing listens behind one but the proxy. */
export const service: Kind = defineKind({
  group: '',
  version: 'v1',
  kind: 'Service',
  plural: 'services',
  shortNames: ['svc'],
  categories: ['all'],
  hasStatus: true,
  createdByPut: true,
  schema: {
    type: 'object',
    properties: {
      spec: {
        ...OPEN_OBJECT,
        properties: {
          type: { type: 'string' },
          ports: {
            type: 'array',
            items: {
              ...OPEN_OBJECT,
              properties: {
                name: { type: 'string' },
                protocol: { type: 'string' },
                port: { type: 'integer' },
                targetPort: { 'x-kubernetes-int-or-string': true },
              },
            },
          },
        },
      },
      status: OPEN_OBJECT,
    },
  },
  columns: [
    NAME_COLUMN,
    fieldColumn('Type', 'spec', 'type'),
    { name: 'Cluster-IP', type: 'string', priority: 0, cell: () => '<none>' },
    { name: 'External-IP', type: 'string', priority: 0, cell: () => '<none>' },
    {
      name: 'Port(s)',
      type: 'string',
      priority: 0,
      cell: (object) => {
        const ports = servicePorts(object).map(
          (port) => `${textOf(port['port'])}/${textOf(port['protocol'])}`,
        )
        return ports.length === 0 ? '<none>' : ports.join(',')
      },
    },
    AGE_COLUMN,
  ],
  selectable: new Map([['spec.type', textAt('spec', 'type')]]),
  checkName: checkServiceName,
  prepare,
  check,
})

/** The entries of `spec.ports`. */
export function servicePorts(object: KubeObject): JsonObject[] {
  const ports = at(object, 'spec', 'ports')
  return Array.isArray(ports) ? ports.filter(isJsonObject) : []
}

function prepare(sent: KubeObject): KubeObject {
  const spec = own(sent, 'spec')
  const ports = servicePorts(sent).map((port) => ({
    ...port,
    protocol: port['protocol'] ?? 'TCP',
    targetPort: port['targetPort'] ?? port['port'] ?? null,
  }))
  return {
    ...sent,
    spec: {
      sessionAffinity: 'None',
      type: 'ClusterIP',
      ...(isJsonObject(spec) ? spec : {}),
      ...(ports.length === 0 ? {} : { ports }),
    },
    status: own(sent, 'status') ?? { loadBalancer: {} },
  }
}

function check(next: KubeObject): Cause[] {
  const ports = servicePorts(next)
  const external = at(next, 'spec', 'type') === 'ExternalName'
  if (ports.length === 0 && !external && at(next, 'spec', 'clusterIP') !== 'None') {
    const required = { reason: 'FieldValueRequired', message: 'Required value' } as const
    return [{ ...required, field: 'spec.ports' }, ...checkType(next)]
  }
  return [...checkType(next), ...checkPorts(ports)]
}

const TYPES: readonly string[] = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']

function checkType(next: KubeObject): Cause[] {
  if (TYPES.includes(textOf(at(next, 'spec', 'type')))) return []
  const supported = TYPES.map((type) => `"${type}"`).join(', ')
  const message = `Unsupported value: supported values: ${supported}`
  return [{ reason: 'FieldValueNotSupported', message, field: 'spec.type' }]
}

function checkPorts(ports: readonly JsonObject[]): Cause[] {
  return ports
    .map((port, index): [Json | undefined, number] => [port['port'], index])
    .filter(([port]) => typeof port !== 'number' || port < 1 || port > 65_535)
    .map(([, index]) => ({
      reason: 'FieldValueInvalid',
      message: 'Invalid value: must be between 1 and 65535, inclusive',
      field: `spec.ports[${index}].port`,
    }))
}
