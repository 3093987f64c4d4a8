import type { KubeObject, ObjectRef } from '../kube/index.ts'

/** The key of an object in queues and informers: `namespace/name`, or `name` without a namespace. */
export function objectKey(object: Pick<KubeObject, 'metadata'>): string {
  const { name = '', namespace } = object.metadata
  return namespace === undefined ? name : `${namespace}/${name}`
}

/** The object a key is about. */
export function parseObjectKey(key: string): ObjectRef {
  const slash = key.indexOf('/')
  if (slash < 0) return { name: key }
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) }
}
